"""Runs that are over, in files: they outlive whoever carried them out."""

import logging
import pickle
from collections.abc import Iterable, Iterator
from pathlib import Path

from components.training.snapshot import Snapshot

SUFFIX = ".run"

log = logging.getLogger(__name__)


class RunStore:
    """A folder with a file for each run and its owner. It holds what this program has written there, and nothing that
    came from a visitor: whoever may write into it may run code here.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, runs: Iterable[tuple[Snapshot, str]]) -> None:
        """Let there be files of these runs and their owners, and no others. A full disk costs the files only."""
        wanted = {f"{run.run_id}{SUFFIX}": (run, owner) for run, owner in runs}
        there = {path.name for path in self._folder.glob(f"*{SUFFIX}")}
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            for name in there - wanted.keys():
                (self._folder / name).unlink()
            for name in wanted.keys() - there:
                half = self._folder / f"{name}.half"
                half.write_bytes(pickle.dumps(wanted[name]))
                half.replace(self._folder / name)
        except OSError:
            log.exception("The runs that are over could not be written down.")

    def runs(self) -> Iterator[tuple[Snapshot, str]]:
        """All runs with their owners, those first that ended first; one that can't be read is left out."""
        for path in sorted(self._folder.glob(f"*{SUFFIX}"), key=lambda path: path.stat().st_mtime):
            try:
                yield pickle.loads(path.read_bytes())
            except Exception:  # another version of this program wrote it, or a disk was full
                log.exception("A run that was written down can't be read.")
