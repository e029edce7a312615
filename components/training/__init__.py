"""How a training run is carried out: its specification, its events, the engine and its worker process."""
