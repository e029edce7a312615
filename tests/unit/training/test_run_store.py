"""Runs that are over, in files."""

from dataclasses import replace
from pathlib import Path

import pytest

from components.training.run_store import RunStore
from components.training.snapshot import RunState, Snapshot
from components.training.specification import Orders, TrainingSpecification

RUN = Snapshot("one", TrainingSpecification(), Orders(5, 0.001), state=RunState.FINISHED, weights=b"weights")
OTHER = replace(RUN, run_id="other", test_accuracy=0.97)


def test_runs_come_back_with_their_owners_and_what_is_no_longer_wanted_goes(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "runs"
    RunStore(folder).keep([(RUN, "somebody"), (OTHER, "somebody else")])
    assert sorted(RunStore(folder).runs(), key=lambda kept: kept[0].run_id) == [
        (RUN, "somebody"),
        (OTHER, "somebody else"),
    ]
    RunStore(folder).keep([(OTHER, "somebody else")])
    assert list(RunStore(folder).runs()) == [(OTHER, "somebody else")]
    assert [path.name for path in folder.iterdir()] == ["other.run"]


def test_a_file_that_can_not_be_read_costs_only_its_run(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    store = RunStore(tmp_path)
    store.keep([(RUN, "somebody")])
    (tmp_path / "broken.run").write_bytes(b"half a ru")
    assert list(store.runs()) == [(RUN, "somebody")]
    assert "can't be read" in caplog.text


def test_a_disk_that_takes_nothing_stops_nobody(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").write_text("no folder can be here", encoding="utf-8")
    store = RunStore(tmp_path / "file" / "runs")
    store.keep([(RUN, "somebody")])
    assert list(store.runs()) == []
    assert "could not be written down" in caplog.text
