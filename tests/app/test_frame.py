"""The shared frame's work behind the scenes."""

import subprocess
import sys

import pytest
from streamlit import config
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.forward_msg_cache import create_reference_msg, populate_hash_if_needed
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue

from tests.app.conftest import ROOT
from tests.processes import alive


def test_no_rerun_waits_for_a_collection_of_garbage() -> None:
    """With thirty visitors, two thirds of the server's time went into collecting garbage after each of their moves."""
    assert config.get_option("runner.postScriptGC") is False


@pytest.mark.parametrize("size", [100, 50_000, 5_000_000])
def test_what_an_interrupted_part_of_a_page_had_to_say_is_dropped_whole(size: int) -> None:
    """A digit of the confusion matrix was pressed, the canvas it replaced had the part run again, and the page broke:
    "Bad delta path index 8". Of the interrupted run, Streamlit had dropped all but the large messages that the browser
    had seen before, which it sends as references; they point into what was dropped.
    """
    message = ForwardMsg()
    message.metadata.delta_path[:] = [0, 8, 3]
    message.delta.fragment_id = "stage"
    message.delta.new_element.html.body = "x" * size
    populate_hash_if_needed(message)  # as when a script's run sends it
    sent = create_reference_msg(message) if message.metadata.cacheable else message
    queue = ForwardMsgQueue()
    queue.enqueue(sent)
    queue.clear(retain_lifecycle_msgs=True, fragment_ids_this_run=["stage"])
    assert queue.is_empty()


def test_the_engine_ends_when_the_cache_is_cleared() -> None:
    """Nothing closed it: its threads kept it, and workers with a gigabyte each, for as long as the server lived.

    In a process of its own, because the other tests here need theirs.
    """
    code = """
from components.ui.common.engine import engine
first = engine()
first.warm()
(worker,) = first.pids()
engine.clear()
print(worker, first.pids(), engine() is first)
"""
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    worker, rest = result.stdout.split(maxsplit=1)
    assert rest == "[] False\n", result.stderr
    assert not alive(int(worker))
