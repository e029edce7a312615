"""The neuron as an instrument: the card follows the sliders and switches of its inputs, weights and bias."""

from collections.abc import Sequence
from dataclasses import asdict

from components.ml.neuron import Neuron
from components.ui.common.settings import Setting
from components.ui.instruments import COLOURS, instrument


def show_neuron(
    neuron: Neuron,
    key: str,
    output_name: str = "y",
    inputs: Sequence[Setting[bool] | Setting[float] | None] = (),
    weights: Sequence[Setting[float]] = (),
    bias: Setting[float] | None = None,
    says: tuple[str, str] | None = None,
) -> None:
    """Show a neuron; those of its numbers whose settings are given follow their controls on this page.

    `says` are what an output of 0 means in words, and one above 0.
    """
    controls = {
        "inputs": [setting and setting.key for setting in inputs],
        "weights": [setting.key for setting in weights],
        "bias": bias and bias.key,
    }
    data = {"neuron": asdict(neuron), "controls": controls, "output_name": output_name, "says": says}
    instrument("neuron")(key=key, data={**data, "colours": COLOURS})
