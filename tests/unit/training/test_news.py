"""What a page on another machine is told of a run: exactly what is new, and little at a time."""

import pickle
from collections.abc import Iterator
from dataclasses import replace

import pytest

from components.training.events import Finished, Paused, Progress, RunEvent, Steered, Stored
from components.training.news import KEPT_EVENTS, Distant, News, Newsroom, file_of
from components.training.snapshot import RunState, Snapshot
from components.training.specification import Orders, TrainingSpecification

RUN = Snapshot("run", TrainingSpecification(), Orders(5, 0.001), state=RunState.RUNNING)


def report(batches: int, moment_bytes: int = 200_000) -> Progress:
    return Progress(
        "run", batches, batches / 100, 0.5, 0.8, None, None, 0.6, 0.7, bytes([batches % 256]) * moment_bytes
    )


def story() -> Iterator[RunEvent]:
    for number in range(150):
        yield report(number)
        if number == 70:
            yield Paused("run", number, 0.7, b"paused weights", b"paused file")
            yield Steered("run", number, 0.01)
    yield Finished("run", 149, 1.5, b"last weights", b"last file", 0.1, 0.97)


def with_files(snapshot: Snapshot) -> Snapshot:
    """All that is kept elsewhere, fetched."""
    moments = tuple(replace(moment, weights=bytes(moment.weights)) for moment in snapshot.moments)
    return replace(snapshot, moments=moments, weights=bytes(snapshot.weights), keras_file=bytes(snapshot.keras_file))


class Kept:
    """A run where it is carried out."""

    def __init__(self) -> None:
        self.newsroom, self.now = Newsroom(), RUN

    def hear(self, event: RunEvent) -> None:
        """Its worker tells this."""
        self.now = self.now.after(event)
        self.newsroom.hear(event, self.now)

    def news(self, seen: int | None) -> News:
        """What is told of it, as it arrives on another machine."""
        told: News = pickle.loads(pickle.dumps(self.newsroom.since(seen, self.now)))
        return told

    def fetch(self, run_id: str, file: str) -> bytes:
        """One of its files."""
        assert run_id == "run"
        return file_of(self.now, file)


@pytest.mark.parametrize("every", [1, 3, 20, KEPT_EVENTS + 20])
def test_a_copy_is_what_the_run_is_however_rarely_it_asks(every: int) -> None:
    """Curves and moments are thinned on both sides by the same rule; who has missed too much is told all of it."""
    kept = Kept()
    copy, seen = None, None
    for number, event in enumerate(story()):
        kept.hear(event)
        if number % every == 0 or isinstance(event, Finished):
            news = kept.news(seen)
            copy, seen = news.added_to(copy, kept.fetch), news.seen
            assert with_files(copy) == kept.now
    assert copy is not None
    assert (copy.state, copy.test_accuracy, bytes(copy.keras_file)) == (RunState.FINISHED, 0.97, b"last file")
    assert 50 < len(copy.moments) <= 60


def test_what_is_told_grows_with_what_is_new_and_not_with_the_run() -> None:
    """A run of 60 moments was 12 MB a look, three looks a second, for each page that watched it."""
    kept = Kept()
    for event in story():
        kept.hear(event)
    all_of_it = len(pickle.dumps(kept.now))
    first = len(pickle.dumps(kept.newsroom.since(None, kept.now)))
    seen = kept.news(None).seen
    nothing_new = len(pickle.dumps(kept.newsroom.since(seen, kept.now)))
    one_report = len(pickle.dumps(kept.newsroom.since(seen - 1, kept.now)))
    assert all_of_it > 10_000_000
    assert first < 60_000
    assert nothing_new < one_report < 3_000


def test_what_has_been_thinned_out_meanwhile_leaves_the_copy_too() -> None:
    kept = Kept()
    for number in range(10):
        kept.hear(report(number, 10))
    news = kept.news(None)
    copy = news.added_to(None, kept.fetch)
    kept.now = replace(kept.now, moments=(kept.now.moments[0], *kept.now.moments[5:]))
    again = kept.news(news.seen).added_to(copy, kept.fetch)
    assert [moment.report for moment in again.moments] == [0, 5, 6, 7, 8, 9]
    # Who looks at one in that moment gets the one after it.
    assert bytes(copy.moments[2].weights) == bytes([5]) * 10


def test_a_run_that_was_dropped_is_told_from_its_beginning_if_it_comes_back() -> None:
    kept = Kept()
    kept.hear(report(0, 10))
    kept.newsroom.keep_only({"another"})
    assert kept.news(1).events is None
    assert kept.news(None).seen == 0


def test_what_is_saved_at_two_pauses_has_two_names() -> None:
    """A web server keeps what it has fetched under its name: it would have read with the first pause's weights."""
    kept = Kept()
    kept.hear(report(0, 10))
    kept.hear(Paused("run", 0, 0.0, b"first weights", b"first file"))
    first = kept.news(None).added_to(None, kept.fetch)
    kept.hear(report(1, 10))
    assert bytes(first.weights) == bytes([1]) * 10  # it has gone on: its last moment
    assert bytes(first.keras_file) == b""
    kept.hear(Paused("run", 1, 0.1, b"other weights", b"other file"))
    second = kept.news(None).added_to(None, kept.fetch)
    assert (len(first.weights), len(second.weights)) == (13, 13)
    assert first.weights != second.weights
    assert (bytes(second.weights), bytes(second.keras_file)) == (b"other weights", b"other file")


def test_a_file_is_fetched_only_when_it_is_looked_at() -> None:
    fetched: list[str] = []

    def fetch(run_id: str, file: str) -> bytes:
        fetched.append(file)
        return b"content"

    stored: Stored = Distant("run", "7", 7, fetch)
    assert (len(stored), bool(stored), fetched) == (7, True, [])
    assert bytes(stored) == b"content"
    assert fetched == ["7"]
    assert stored == Distant("run", "7", 7)  # however it comes
