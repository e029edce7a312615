"""A class of visitors without a browser: each moves a slider once a second, as the browser's messages say it.

    python benchmarks/visitors.py http://localhost:8501 --visitors 30 --looking 10 --seconds 20

Some of them look inside a network, and break it more and more. Prints from a move to the end of its script, in
milliseconds: the median, and the p95.
"""

import argparse
import asyncio
import random
import statistics
import time
from dataclasses import dataclass
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect


@dataclass(frozen=True)
class Act:
    """The slider of a page, at this address, that is moved."""

    page: str
    address: str
    label: str
    low: float
    high: float


MOVE = Act("perceptron", "", "Weight w1", -2.0, 2.0)
LOOK = Act("look_inside", "source=Pick+a+test+digit&looked_at=Break+it", "Noise on all weights", 0.0, 3.0)
BETWEEN_MOVES_SECONDS = 1.0


def main() -> None:
    """Print the two figures."""
    parser = argparse.ArgumentParser(description="A class of visitors who move a slider.")
    parser.add_argument("url")
    parser.add_argument("--visitors", type=int, default=30, help="how many (default 30)")
    parser.add_argument("--looking", type=int, default=0, help="how many of them look inside a network (default 0)")
    parser.add_argument("--seconds", type=float, default=20, help="for how long (default 20)")
    arguments = parser.parse_args()
    took = asyncio.run(all_move(arguments.url, arguments.visitors, arguments.looking, arguments.seconds))
    p95 = statistics.quantiles(took, n=20, method="inclusive")[-1]
    print(
        f"{arguments.visitors} visitors, {len(took)} moves, median {statistics.median(took):.0f} ms, p95 {p95:.0f} ms"
    )


async def all_move(url: str, visitors: int, looking: int, seconds: float) -> list[float]:
    """What each move of each visitor took, in milliseconds."""
    ready = asyncio.Barrier(visitors)
    acts = [LOOK if seed < looking else MOVE for seed in range(visitors)]
    took = await asyncio.gather(*(move(url, act, ready, seconds, random.Random(seed)) for seed, act in enumerate(acts)))
    return [milliseconds for each in took for milliseconds in each]


async def move(url: str, act: Act, ready: asyncio.Barrier, seconds: float, rng: random.Random) -> list[float]:
    """Open the page; once all have, move its slider again and again, until the seconds are over."""
    address = f"{url.replace('http', 'ws', 1)}/_stcore/stream"
    async with connect(address, subprotocols=["streamlit"], max_size=None) as connection:  # type: ignore[list-item]
        slider = await run_script(connection, act, BackMsg(), "")
        await ready.wait()
        await asyncio.sleep(rng.uniform(0, BETWEEN_MOVES_SECONDS))
        took, end = [], time.perf_counter() + seconds
        while time.perf_counter() < end:
            moved = BackMsg()
            value = round(rng.uniform(act.low, act.high), 1)
            moved.rerun_script.widget_states.widgets.add(id=slider[0]).double_array_value.data.append(value)
            began = time.perf_counter()
            await run_script(connection, act, moved, slider[1])
            took.append(1000 * (time.perf_counter() - began))
            await asyncio.sleep(BETWEEN_MOVES_SECONDS)
        return took


async def run_script(connection: Any, act: Act, message: BackMsg, fragment: str) -> tuple[str, str]:
    """Have the page, or a fragment of it, run; the ids of the slider and of its fragment, once that has ended."""
    message.rerun_script.page_name = act.page
    message.rerun_script.query_string = act.address
    message.rerun_script.fragment_id = fragment
    await connection.send(message.SerializeToString())
    found = "", ""
    while True:
        answer = ForwardMsg.FromString(await connection.recv())
        if answer.WhichOneof("type") == "script_finished":
            return found
        element = answer.delta.new_element
        if element.WhichOneof("type") == "slider" and element.slider.label == act.label:
            found = element.slider.id, answer.delta.fragment_id


if __name__ == "__main__":
    main()
