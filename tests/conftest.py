"""What tests of several kinds share: how two processes take turns at them, MNIST, a real engine, and one real run of
the course's network.
"""

import os
import secrets
import subprocess
import time
from collections.abc import Callable, Iterator
from importlib.metadata import packages_distributions, version

import hypothesis
import numpy as np
import pytest
from numpy.typing import NDArray
from uv import find_uv_bin
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from components.ml.forward import predict
from components.ml.mnist import Mnist, load_mnist
from components.training.engine import Engine
from components.training.program import Digits, Program
from components.training.snapshot import Snapshot
from components.training.specification import TrainingSpecification, same_step
from components.training.subprocess_engine import SubprocessEngine

# TensorFlow's first import takes 25 s from a cold disk, and workers let all else on a machine go first: where both
# cores were taken, a run of a second took over 180 s.
RUN_TIMEOUT = 400
# How long an example takes says nothing of the code where both cores are taken.
hypothesis.settings.register_profile("patient", deadline=None)
hypothesis.settings.load_profile("patient")

BROWSER_TESTS = "tests/e2e"
# These start servers of their own, so that nothing is lost when the other process has them, with a browser of its own.
OWN_SERVERS = {"tests/e2e/test_deploy.py"}


class OneForTheBrowser(LoadScopeScheduling):
    """One process has all tests that need a browser, with one server for them; the other one has the rest, file by
    file. The one that is ready first helps the other. Two servers and two browsers on two cores were no quicker.
    """

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return BROWSER_TESTS if file.startswith(BROWSER_TESTS) and file not in OWN_SERVERS else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> OneForTheBrowser:
    """What pytest -n 2 shares out its tests with."""
    config.option.loadscopereorder = False
    return OneForTheBrowser(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest comes first."""
    items.sort(key=lambda item: not item.nodeid.startswith(BROWSER_TESTS))


def wait_until(condition: Callable[[], bool], timeout: float, what: str) -> float:
    """Wait for something to come true and return the seconds it took; fail with `what` if it doesn't."""
    began = time.monotonic()
    while not condition():
        if time.monotonic() - began > timeout:
            pytest.fail(f"{what}: not within {timeout:g} s")
        time.sleep(0.005)
    return time.monotonic() - began


OWNERS: dict[str, str] = {}  # of the runs that tests have started


def start(engine: Engine, specification: TrainingSpecification) -> str:
    """Submit a run as a visitor who has no other one."""
    owner = secrets.token_hex(4)
    run = engine.submit(specification, owner)
    OWNERS[run] = owner
    return run


def stop(engine: Engine, run: str) -> None:
    """Stop a run as the visitor who started it."""
    engine.stop(run, OWNERS[run])


def cancel(engine: Engine, run: str) -> None:
    """Delete a run as the visitor who started it."""
    engine.cancel(run, OWNERS[run])


def ended(engine: Engine, run: str) -> Snapshot:
    """The run once it is over."""
    wait_until(lambda: not engine.snapshot(run).active, RUN_TIMEOUT, "the run ends")
    return engine.snapshot(run)


def version_here(module: str) -> str:
    """The version that a module will tell of itself, without its import: of TensorFlow that takes seconds.

    A pre-release of TensorFlow brings Keras as the package keras-nightly.
    """
    (package,) = set(packages_distributions()[module])
    return version(package).replace("rc", "-rc") if module == "tensorflow" else version(package)


def uv(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run uv, which downloads packages here, but never a Python."""
    command = [find_uv_bin(), *arguments, "--quiet", "--no-python-downloads"]
    everything = {**os.environ, **environment}
    return subprocess.run(command, env=everything, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture(scope="session")
def registry(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The package registry can be reached, which is asked for one small package; else the test is left out."""
    wish = tmp_path_factory.mktemp("registry") / "wish.txt"
    wish.write_text("packaging", encoding="utf-8")
    answer = uv("pip", "compile", str(wish), "--no-deps", "--refresh", UV_HTTP_RETRIES="0", UV_HTTP_TIMEOUT="10")
    if answer.returncode:
        pytest.skip(f"There is no package registry here: {answer.stderr}")


@pytest.fixture(scope="session")
def mnist() -> Mnist:
    """The real data set."""
    return load_mnist()


@pytest.fixture(scope="session")
def engine() -> Iterator[SubprocessEngine]:
    """A real engine with one real worker, for all tests that do not harm it."""
    engine = SubprocessEngine(workers=1)
    engine.warm()
    yield engine
    engine.close()


@pytest.fixture(scope="session")
def course_run(engine: SubprocessEngine) -> Snapshot:
    """The course's run, all 60,000 digits and five epochs, finished."""
    return ended(engine, start(engine, TrainingSpecification()))


@pytest.fixture(scope="session")
def read_digits(course_run: Snapshot) -> Callable[[NDArray[np.uint8]], NDArray[np.int64]]:
    """Read pictures (n, 28, 28) with the course's trained network: the digits (n,)."""
    return lambda pictures: predict(course_run.layers, pictures).argmax(axis=1)


@pytest.fixture(scope="session")
def digits(mnist: Mnist, engine: SubprocessEngine) -> Digits:
    """MNIST as a network takes it, in the tests' own process; 200 MB. The engine's worker, which most tests that need
    TensorFlow here also need, starts beside it on another core.
    """
    return Digits(mnist)


@pytest.fixture(scope="session")
def program(digits: Digits) -> Callable[[TrainingSpecification], Program]:
    """Compiled networks in the tests' own process; making one takes a second, so each is made once."""
    made: dict[TrainingSpecification, Program] = {}

    def program(specification: TrainingSpecification) -> Program:
        step = same_step(specification)
        if step not in made:
            made[step] = Program(specification, digits)
        return made[step]

    return program
