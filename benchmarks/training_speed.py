"""How fast the app trains the course's network, against the course's own script.

    python benchmarks/training_speed.py

Both in turn, in one invocation: the script is plain `model.fit` in a process of its own, timed around the fit
alone; the app's run goes through the engine with live reports, read as a page reads them, and is timed from its
submission to its end, with compiling and the test included. The last line is `ratio R`, the script's median time
divided by the app's.
"""

import argparse
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # so that it runs as a script, too

from components.training.engine import Engine
from components.training.specification import TrainingSpecification

# Section 21 of the course, with a clock round the fit.
SCRIPT = """
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


def time_script() -> tuple[float, float]:
    """Seconds of the script's fit, and its test accuracy."""
    result = subprocess.run([sys.executable, "-c", SCRIPT], cwd=ROOT, capture_output=True, text=True, check=True)
    seconds, accuracy = json.loads(result.stdout.splitlines()[-1])
    return seconds, accuracy


def time_app(engine: Engine) -> tuple[float, float, int]:
    """Seconds from submission to end, test accuracy, and how many reports came."""
    began = time.perf_counter()
    run = engine.submit(TrainingSpecification())
    while (snapshot := engine.snapshot(run)) is not None and snapshot.active:
        time.sleep(0.1)
    seconds = time.perf_counter() - began
    if snapshot is None or snapshot.test_accuracy is None:
        sys.exit("The app's run failed.")
    return seconds, snapshot.test_accuracy, len(snapshot.training)


def main() -> None:
    """Print a table, a line a round, and the ratio."""
    parser = argparse.ArgumentParser(description="The app's training speed against the course's script.")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is timed (default 3)")
    rounds = parser.parse_args().rounds

    engine = Engine()
    engine.warm()
    # Until the worker is warm it would share the processor with the script.
    time_app(engine)
    print("round   script s  accuracy      app s  accuracy  reports")
    script, app = [], []
    for number in range(1, rounds + 1):
        script.append(time_script())
        app.append(time_app(engine))
        print(
            f"{number:5d}   {script[-1][0]:8.1f}    {script[-1][1]:.4f}   {app[-1][0]:8.1f}    {app[-1][1]:.4f}"
            f"  {app[-1][2]:7d}"
        )
    engine.close()
    print(f"ratio {statistics.median(s for s, _ in script) / statistics.median(s for s, *_ in app):.2f}")


if __name__ == "__main__":
    main()
