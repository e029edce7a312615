"""The process that computes beside the pages: reads pickled calls from stdin, writes pickled outcomes to stdout.

The server starts it with `python -m components.background.worker`. It ends when its stdin closes, in the middle of a
call, too, so it never outlives the server. Only the server writes to it; what visitors upload comes as arrays.
"""

import contextlib
import os
import pickle
import queue
import sys
import threading
from typing import Any, BinaryIO


def main() -> None:
    """Carry out one call after the other; an outcome is (True, result), or (False, what went wrong)."""
    results = sys.stdout.buffer
    sys.stdout = sys.stderr  # what a library prints is no outcome
    with contextlib.suppress(AttributeError, OSError):
        os.nice(10)  # the pages come first
    calls: queue.SimpleQueue[Any] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, calls), daemon=True).start()
    while True:
        function, arguments = calls.get()
        try:
            outcome = True, function(*arguments)
        except Exception as problem:
            outcome = False, f"{type(problem).__name__}: {problem}"
        results.write(pickle.dumps(outcome))
        results.flush()


def _listen(stdin: BinaryIO, calls: queue.SimpleQueue[Any]) -> None:
    with contextlib.suppress(EOFError):
        while True:
            calls.put(pickle.load(stdin))
    os._exit(0)


if __name__ == "__main__":
    main()
