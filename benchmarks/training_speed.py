"""How fast the app trains the course's network, against the course's own script, and against plain PyTorch.

    python benchmarks/training_speed.py

All in turn, in one invocation: the script is plain `model.fit` in a process of its own, timed around the fit alone,
and so is a plain PyTorch loop, where PyTorch is installed; the app's run goes through the engine with live reports,
read as a page reads them, and is timed from its submission to its end, with the test included; once more without
reports but those at the epochs' ends. The last lines are `ratio R`, the script's median time divided by the app's,
`against PyTorch R`, the same for PyTorch, `convolutions against PyTorch R`, the same of the layers of "Best for your
drawings", and `report overhead P %`.
"""

import argparse
import json
import statistics
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # so that it runs as a script, too

from benchmarks.engine_runs import finished_run, warm_engine
from components.ml.network import Augmentation
from components.training.specification import BEST_FOR_DRAWINGS, TrainingSpecification
from components.training.subprocess_engine import SubprocessEngine

COURSE = TrainingSpecification()

# Section 21 of the course, with a clock round the fit.
KERAS = """
import json, sys, time
import keras, numpy as np

keras.utils.set_random_seed(42)
with np.load("data/mnist.npz") as mnist:
    x_train, y_train, x_test, y_test = (mnist[name] for name in ("x_train", "y_train", "x_test", "y_test"))
x_train, x_test = x_train / 255, x_test / 255
y_train, y_test = keras.utils.to_categorical(y_train, 10), keras.utils.to_categorical(y_test, 10)
model = keras.Sequential([
    keras.Input((28, 28)),
    keras.layers.Flatten(),
    keras.layers.Dense(128, activation="relu"),
    keras.layers.Dense(10, activation="softmax"),
])
model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
began = time.perf_counter()
model.fit(x_train, y_train, epochs=5, batch_size=32, verbose=0)
seconds = time.perf_counter() - began
print(json.dumps([seconds, model.evaluate(x_test, y_test, verbose=0)[1]]))
"""

# The same layers and training; the batches are taken by index, which is faster than a DataLoader.
PYTORCH = """
import json, time
import numpy as np, torch
from torch import nn

torch.manual_seed(42)
torch.set_num_threads(1)
with np.load("data/mnist.npz") as mnist:
    x_train, y_train, x_test, y_test = (
        torch.tensor(mnist[name]) for name in ("x_train", "y_train", "x_test", "y_test")
    )
x_train, x_test = x_train[:{digits}, None].float() / 255, x_test[:, None].float() / 255
y_train, y_test = y_train.long(), y_test.long()
model = nn.Sequential({layers})
optimizer = torch.optim.Adam(model.parameters(), lr={learning_rate})
loss_function = nn.CrossEntropyLoss()
began = time.perf_counter()
for epoch in range({epochs}):
    order = torch.randperm({digits})
    for first in range(0, {digits}, {batch_size}):
        chosen = order[first : first + {batch_size}]
        optimizer.zero_grad()
        loss_function(model(x_train[chosen]), y_train[chosen]).backward()
        optimizer.step()
seconds = time.perf_counter() - began
with torch.no_grad():
    accuracy = (model(x_test).argmax(1) == y_test).float().mean().item()
print(json.dumps([seconds, accuracy]))
"""
DENSE_LAYERS = "nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10)"
CONVOLUTION_LAYERS = (
    "nn.Conv2d(1, 8, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(8, 32, 3), nn.ReLU(), nn.MaxPool2d(2), "
    "nn.Conv2d(32, 64, 3), nn.ReLU(), nn.Flatten(), nn.Linear(576, 128), nn.ReLU(), nn.Linear(128, 10)"
)
# The layers of "Best for your drawings" on the digits as they are; both learn one epoch of 12,000 of them.
CONVOLUTIONS = replace(BEST_FOR_DRAWINGS, epochs=1, training_digits=12_000, augmentation=Augmentation())

SILENT_WORKER = [
    sys.executable,
    "-c",
    "from components.training import learning, worker; "
    "learning.MOST_SECONDS = learning.LEAST_SECONDS = float('inf'); worker.main()",
]


def pytorch(layers: str, specification: TrainingSpecification) -> str:
    """The script of a plain PyTorch loop."""
    names = ("learning_rate", "epochs", "batch_size")
    settings = {name: getattr(specification, name) for name in names}
    return PYTORCH.format(layers=layers, digits=specification.training_digits, **settings)


def time_script(code: str, python: str = sys.executable) -> tuple[float, float]:
    """Seconds of the script's training, and its test accuracy."""
    result = subprocess.run([python, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    seconds, accuracy = json.loads(result.stdout.splitlines()[-1])
    return seconds, accuracy


def time_app(engine: SubprocessEngine, specification: TrainingSpecification = COURSE) -> tuple[float, float, int]:
    """Seconds from submission to end, test accuracy, and how many reports came."""
    began = time.perf_counter()
    snapshot = finished_run(engine, specification)
    return time.perf_counter() - began, snapshot.test_accuracy or 0.0, len(snapshot.training)


def main() -> None:
    """Print a table, a line a round, and the ratios."""
    parser = argparse.ArgumentParser(description="The app's training speed against the course's script.")
    parser.add_argument("--rounds", type=int, default=5, help="how often each is timed (default 5)")
    parser.add_argument("--pytorch", default=sys.executable, help="a Python that has PyTorch, if this one has none")
    arguments = parser.parse_args()
    scripts = {"Keras script": (KERAS, sys.executable)}
    if subprocess.run([arguments.pytorch, "-c", "import torch"], capture_output=True, check=False).returncode == 0:
        scripts["PyTorch loop"] = pytorch(DENSE_LAYERS, COURSE), arguments.pytorch
        scripts["PyTorch convolutions"] = pytorch(CONVOLUTION_LAYERS, CONVOLUTIONS), arguments.pytorch
    times: dict[str, list[float]] = {}

    def note(round_: int, name: str, seconds: float, accuracy: float, reports: object = "") -> None:
        times.setdefault(name, []).append(seconds)
        print(f"{round_:5d}  {name:20s} {seconds:7.2f}    {accuracy:.4f}  {reports!s:>7}", flush=True)

    print("round  what                 seconds  accuracy  reports")
    with warm_engine() as live, warm_engine(command=SILENT_WORKER) as silent:
        finished_run(live, CONVOLUTIONS)  # compiled
        for number in range(1, arguments.rounds + 1):
            for name, script in scripts.items():
                note(number, name, *time_script(*script))
            # Several, because one is short; in turn, because the machine is not always equally quick.
            for _ in range(3):
                note(number, "app", *time_app(live))
                note(number, "app, no reports", *time_app(silent))
            note(number, "app, convolutions", *time_app(live, CONVOLUTIONS))
    median = {name: statistics.median(values) for name, values in times.items()}
    print(f"ratio {median['Keras script'] / median['app']:.2f}")
    if "PyTorch loop" in median:
        print(f"against PyTorch {median['PyTorch loop'] / median['app']:.2f}")
        print(f"convolutions against PyTorch {median['PyTorch convolutions'] / median['app, convolutions']:.2f}")
    print(f"report overhead {100 * (median['app'] / median['app, no reports'] - 1):.1f} %")


if __name__ == "__main__":
    main()
