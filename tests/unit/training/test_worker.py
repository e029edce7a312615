"""The worker's turns and commands, in the tests' own process, with real Keras; its process is the engine's tests'."""

import subprocess
import sys
import textwrap
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from components.ml.mnist import Mnist
from components.ml.network import HiddenLayer, NetworkSettings
from components.training import worker as worker_module
from components.training.events import Event, Failed, Finished, Paused, Progress, Steered, Stopped, decode, encode
from components.training.program import Digits, Program
from components.training.specification import QUICK_RUN, Orders, TrainingSpecification
from components.training.worker import Worker

ROOT = Path(__file__).parents[3]
SMALL = TrainingSpecification(training_digits=1_000, epochs=1)


class Protocol:
    """What the server would read."""

    def __init__(self) -> None:
        self._lines: list[str] = []

    def __call__(self, event: Event) -> None:
        """Send it."""
        self.write(encode(event))

    def write(self, line: str) -> None:
        """As a line."""
        self._lines.append(line)

    def events(self) -> list[Event]:
        """Since the last call."""
        lines, self._lines = self._lines, []
        return [decode(line) for line in lines]


@pytest.fixture
def protocol() -> Protocol:
    return Protocol()


@pytest.fixture
def worker(
    protocol: Protocol, mnist: Mnist, digits: Digits, program: Callable[[TrainingSpecification], Program]
) -> Worker:
    """A worker that is warm; the tests' compiled networks serve it, so that none is compiled again."""
    worker = Worker(protocol)
    worker._mnist, worker._digits = mnist, digits
    worker._program = program
    return worker


def learn(run: str, specification: TrainingSpecification = SMALL, **orders: object) -> dict[str, object]:
    wish = asdict(replace(Orders.of(specification), **orders))
    return {"command": "learn", "run_id": run, "specification": specification.to_json(), "orders": wish}


def orders(run: str, **orders: object) -> dict[str, object]:
    return {"command": "orders", "run_id": run, "orders": asdict(replace(Orders.of(SMALL), **orders))}


def forget(run: str) -> dict[str, object]:
    return {"command": "forget", "run_id": run}


def ends(events: list[Event]) -> list[tuple[str, type]]:
    return [(event.run_id, type(event)) for event in events if not isinstance(event, Progress)]


def test_runs_are_carried_out_in_the_order_in_which_they_came(worker: Worker, protocol: Protocol) -> None:
    for run in ("one", "two"):
        worker.obey(learn(run))
    worker.take_turn()
    assert ends(protocol.events()) == [("one", Finished)]
    worker.take_turn()
    assert ends(protocol.events()) == [("two", Finished)]
    assert not worker._orders
    assert not worker._paused


def test_orders_may_come_before_the_run_begins(worker: Worker, protocol: Protocol) -> None:
    worker.obey(learn("run"))
    worker.obey(orders("run", learning_rate=0.01, epochs=2))
    worker.take_turn()
    events = protocol.events()
    assert ends(events) == [("run", Steered), ("run", Finished)]
    assert events[-1].batches == 64


def test_paused_runs_wait_in_the_worker_while_others_learn(worker: Worker, protocol: Protocol) -> None:
    worker.obey(learn("one", pause_at=5))
    worker.obey(learn("two", pause_at=9))
    worker.take_turn()
    worker.take_turn()
    assert [event.batches for event in protocol.events() if isinstance(event, Paused)] == [5, 9]
    worker.obey(learn("one"))
    worker.take_turn()
    first = protocol.events()
    assert min(event.batches for event in first) > 5  # it did not begin anew
    assert ends(first) == [("one", Finished)]
    assert list(worker._paused) == ["two"]


def test_a_forgotten_run_stops_and_leaves_nothing(worker: Worker, protocol: Protocol) -> None:
    """Before its turn, while it learns, while it waits, and after it was told to go on."""
    worker.obey(learn("before"))
    worker.obey(forget("before"))
    worker.take_turn()
    assert ends(protocol.events()) == [("before", Stopped)]

    write = protocol.write

    def forgets(line: str) -> None:
        if decode(line).run_id == "meanwhile":
            worker.obey(forget("meanwhile"))
        write(line)

    protocol.write = forgets
    worker.obey(learn("meanwhile", replace(SMALL, training_digits=60_000, epochs=50)))
    worker.take_turn()
    assert ends(protocol.events()) == [("meanwhile", Stopped)]

    worker.obey(learn("waiting", pause_at=5))
    worker.take_turn()
    worker.obey(forget("waiting"))
    worker.obey(learn("told", pause_at=5))
    worker.take_turn()
    worker.obey(learn("told"))
    worker.obey(forget("told"))
    worker.take_turn()
    assert ends(protocol.events()) == [("waiting", Paused), ("told", Paused), ("told", Stopped)]
    assert not worker._orders
    assert not worker._paused


def test_a_run_that_is_forgotten_as_it_pauses_is_not_kept(worker: Worker, protocol: Protocol) -> None:
    write = protocol.write

    def forgets(line: str) -> None:
        if isinstance(decode(line), Paused):
            worker.obey(forget("run"))
        write(line)

    protocol.write = forgets
    worker.obey(learn("run", pause_at=5))
    worker.take_turn()
    assert not worker._orders
    assert not worker._paused


def test_a_run_that_is_told_to_go_on_as_it_pauses_goes_on(worker: Worker, protocol: Protocol) -> None:
    """The server hears of the pause and answers at once, before the worker has put the run aside."""
    write = protocol.write

    def answers(line: str) -> None:
        write(line)
        if isinstance(decode(line), Paused):
            worker.obey(learn("run"))

    protocol.write = answers
    worker.obey(learn("run", pause_at=5))
    worker.take_turn()
    worker.take_turn()
    events = protocol.events()
    assert ends(events) == [("run", Paused), ("run", Finished)]
    assert [event.batches for event in events if isinstance(event, Progress)][:2] == [0, 5]
    assert len([event for event in events if event.batches == 0]) == 1


def test_orders_for_a_run_that_is_over_or_unknown_are_harmless(worker: Worker) -> None:
    worker.obey(orders("nobody", stop=True))
    worker.obey(forget("nobody"))
    assert not worker._orders
    assert worker._turns.empty()


def test_a_run_that_comes_to_grief_leaves_the_worker_alive(
    worker: Worker, protocol: Protocol, capsys: pytest.CaptureFixture[str]
) -> None:
    worker.obey({**learn("run"), "specification": {"network": {}, "epochs": "many"}})
    worker.take_turn()
    assert protocol.events() == [Failed("run", "The training failed: KeyError. Try again with smaller settings.")]
    assert "run run failed: KeyError('hidden')" in capsys.readouterr().err
    worker.obey(learn("next"))
    worker.take_turn()
    assert ends(protocol.events()) == [("next", Finished)]


def test_a_run_that_comes_to_grief_after_a_pause_is_forgotten(worker: Worker, protocol: Protocol) -> None:
    """For instance for want of memory, which another worker's run has taken meanwhile."""
    worker.obey(learn("run", pause_at=5))
    worker.take_turn()
    protocol.events()

    def none_left(specification: TrainingSpecification) -> Program:
        raise MemoryError

    worker._program = none_left
    worker.obey(learn("run"))
    worker.take_turn()
    assert ends(protocol.events()) == [("run", Failed)]
    assert not worker._orders
    assert not worker._paused


def test_few_compiled_networks_are_kept(protocol: Protocol, digits: Digits, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one that was used least recently makes room; runs with the same network share it."""
    monkeypatch.setattr(worker_module, "PROGRAMS", 2)
    worker = Worker(protocol)
    worker._digits = digits
    one, two, three = (replace(SMALL, network=NetworkSettings((HiddenLayer(units),))) for units in (1, 2, 3))
    first, second = worker._program(one), worker._program(two)
    assert first is not second
    assert worker._program(replace(one, seed=7, learning_rate=0.1, epochs=9, training_digits=500)) is first
    worker._program(three)
    assert worker._program(one) is first
    assert worker._program(two) is not second
    assert worker._programs.cache_info().currsize == 2


def test_the_warm_up_tells_the_pace_and_leaves_the_courses_network_compiled(
    protocol: Protocol,
    program: Callable[[TrainingSpecification], Program],
    monkeypatch: pytest.MonkeyPatch,
    mnist: Mnist,
    digits: Digits,
) -> None:
    """The first visitor neither waits for the compiler nor is told a wrong time."""
    monkeypatch.setattr(worker_module, "load_mnist", lambda: mnist)
    monkeypatch.setattr(worker_module, "Digits", lambda mnist: digits)
    monkeypatch.setattr(Worker, "_compile", lambda worker, step: program(step))  # does not compile it again
    worker = Worker(protocol)
    ready = worker.warm_up()
    assert ready.batches == 2 * 188  # of three epochs: the first one's time has the compiling in it
    assert 0 < ready.seconds / ready.batches < 0.1
    assert decode(encode(ready)) == ready
    assert protocol.events() == []  # its learning is nobody's run
    assert worker._program(TrainingSpecification()) is program(QUICK_RUN)
    assert worker._programs.cache_info().currsize == 1


@pytest.mark.parametrize("command", ["nonsense", '{"command": "learn"}', '{"command": "orders", "run_id": 1}', ""])
def test_a_worker_that_can_not_read_a_command_ends(command: str) -> None:
    """It lived on without listening to anyone, and held its gigabyte after the server's end. Then it ended, but with
    code 0 and without a line in the log.
    """
    code = textwrap.dedent("""
        import sys, threading, time
        from components.training.worker import Worker, listen
        threading.Thread(target=listen, args=(sys.stdin, Worker(print)), daemon=True).start()
        time.sleep(60)
        sys.exit(0)
    """)
    pipe = subprocess.PIPE
    worker = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdin=pipe, stderr=pipe, text=True)
    worker.stdin.write(command + "\n")
    worker.stdin.flush()  # and stays open: it is not the server's end that ends the worker
    try:
        assert worker.wait(timeout=50) == 1
        assert "The worker can't read the command" in worker.stderr.read()
    finally:
        worker.kill()
        worker.stdin.close()
        worker.stderr.close()
