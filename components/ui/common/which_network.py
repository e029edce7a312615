"""Which network reads the digit: the visitor's run at some moment, a file, or the one that the server began with."""

from dataclasses import dataclass

from components.charts.numbers import percent
from components.ml.forward import Layer
from components.training.engine import EngineUnavailable
from components.training.snapshot import Moment, RunState, Snapshot
from components.ui.common.engine import engine
from components.ui.common.loaded_network import loaded_network
from components.ui.common.plain_text import plain_text
from components.ui.common.settings import Choice

FILE, RUN = "file", "run"
READER = Choice("reader", "Which network reads", RUN, (FILE, RUN))


@dataclass(frozen=True)
class Reader:
    """A network, which one that is (", from weights.npz"), and what else is to be said of it. Without one, `about` says
    why, and what comes next. `is_trained` is one that has learned all that it was asked to; one that `is_learning` is
    another at the next look.
    """

    layers: tuple[Layer, ...]
    which: str = ""
    about: str = ""
    is_trained: bool = False
    is_learning: bool = False


def reader_file(run: Snapshot | None) -> bool:
    """Whether the visitor's own network reads, with the choice between it and the run, or the first network."""
    loaded = loaded_network()
    if loaded is None:
        return False
    names = {FILE: plain_text(loaded.name)}
    if run is not None:
        names[RUN] = plain_text(run.name)
    elif engine().warmed() is not None:
        names[RUN] = "the network that the server began with"
    # What is new reads: a file beside the run that was there already, and else the run.
    first = FILE if run is None or run.run_id == loaded.beside else RUN
    READER.belong_to((loaded.number, run and run.run_id), first)
    return READER.show(options=list(names), default=first, format_func=lambda reader: names[reader]) == FILE


def reader(run: Snapshot | None, moment: Moment | None, from_file: bool) -> Reader:
    """The network that reads now: of the run, at `moment` if one is given, or as its latest report left it."""
    try:
        return _reader(run, moment, from_file)
    except EngineUnavailable as problem:  # its weights are where the engine is, which is away
        return Reader((), about=str(problem))


def _reader(run: Snapshot | None, moment: Moment | None, from_file: bool) -> Reader:
    loaded = loaded_network()
    if from_file and loaded is not None:
        return Reader(loaded.layers, f", from {plain_text(loaded.name)}")
    if moment is not None:
        return Reader(moment.layers(), f", at epoch {moment.point.epoch:.2f}")
    if run is not None and run.moving and run.moments:
        return Reader(run.moments[-1].layers(), ", while it learns", is_learning=True)
    if run is not None and not run.moving and run.layers:
        return Reader(run.layers, _which_weights(run), is_trained=run.state is RunState.FINISHED)
    return _first_network(run)


def _first_network(run: Snapshot | None) -> Reader:
    """The one that has learned a little, or why there is none."""
    if engine().lacking():
        return Reader((), about="No network can be trained here. Load a weights file under “Take it home”, below.")
    if run is not None and not run.moving:
        return Reader((), about="This run left no network. Press **Train** above; your digit waits here.")
    if (warmed := engine().warmed()) is None:
        return Reader(
            (), about=engine().away() or "A first network is getting ready. Your digit waits here for its answer."
        )
    right = percent(warmed.point.accuracy)
    return Reader(
        warmed.layers(),
        about=f"Read by a network that learned for a second when this server started: {right} of 1,000 validation "
        "digits right. Train one of your own, and it reads better.",
    )


def _which_weights(run: Snapshot) -> str:
    """Which weights those of a run that no longer learns are, where they are not what its training led to."""
    if not run.moments:
        return ""
    epoch = run.moments[-1].point.epoch
    if not epoch:
        return ", with its first weights: it has learned nothing yet"
    return f", with its weights of epoch {epoch:.2f}, the last before it failed" if run.state is RunState.FAILED else ""
