"""What tests of several kinds share: MNIST, and one real run of the course's network."""

import time
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from numpy.typing import NDArray

from components.ml.forward import predict
from components.ml.mnist import Mnist, load_mnist
from components.training.engine import Engine
from components.training.snapshot import Snapshot
from components.training.specification import TrainingSpecification

# TensorFlow's first import takes 25 s from a cold disk, and a loaded machine trains at a third of its speed.
RUN_TIMEOUT = 180


def wait_until(condition: Callable[[], bool], timeout: float, what: str) -> float:
    """Wait for something to come true and return the seconds it took; fail with `what` if it doesn't."""
    began = time.monotonic()
    while not condition():
        if time.monotonic() - began > timeout:
            pytest.fail(f"{what}: not within {timeout:g} s")
        time.sleep(0.005)
    return time.monotonic() - began


@pytest.fixture(scope="session")
def mnist() -> Mnist:
    """The real data set."""
    return load_mnist()


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    """A real engine with its real worker, for all tests that do not harm it."""
    engine = Engine()
    engine.warm()
    yield engine
    engine.close()


@pytest.fixture(scope="session")
def course_run(engine: Engine) -> Snapshot:
    """The course's run, all 60,000 digits and five epochs, finished."""
    run = engine.submit(TrainingSpecification())
    wait_until(lambda: not engine.snapshot(run).active, RUN_TIMEOUT, "the course's run ends")
    return engine.snapshot(run)


@pytest.fixture(scope="session")
def read_digits(course_run: Snapshot) -> Callable[[NDArray[np.uint8]], NDArray[np.int64]]:
    """Read pictures (n, 28, 28) with the course's trained network: the digits (n,)."""
    return lambda pictures: predict(course_run.layers, pictures).argmax(axis=1)
