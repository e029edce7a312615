"""A class without browsers: visitors who open a page and move a slider every two seconds on average.

    python benchmarks/class_load.py --visitors 1 10 30 60 100
    python benchmarks/class_load.py --visitors 30 --looking 10 --training 2
    python benchmarks/class_load.py --visitors 30 --playing 10 --every 1
    python benchmarks/class_load.py --visitors 30 --stay 60 --seconds 3600

They speak the messages of Streamlit's own websocket. Some of them look inside a network, and break it more and more;
some train a large network and watch it; some let a small one run on the plane. With --stay, a visitor leaves after so
many seconds, and another one comes. For each number of visitors: the moves a second; from a move to the end of its
script run, in milliseconds, the median, the p95 and the longest; the moves that had no answer in 30 s; the server's
processor time for a move, and its memory in the end, without its workers'.

The app is started, and warm, before anything is measured. With --url it is one that runs already: then nothing is
said of its processor time and memory.
"""

import argparse
import asyncio
import contextlib
import os
import random
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # so that it runs as a script, too

from benchmarks.class_throughput import memory
from benchmarks.page_speed import server

PATIENCE_SECONDS = 30.0
WARM_SECONDS = 5.0


@dataclass(frozen=True)
class Act:
    """What a visitor does at a page: move the slider of this label, or press the button."""

    page: str
    address: str
    label: str
    low: float = 0.0
    high: float = 0.0


MOVE = Act("perceptron", "", "Weight w1", -2.0, 2.0)
LOOK = Act("look_inside", "source=Pick+a+test+digit&looked_at=Break+it", "Noise on all weights", 0.0, 3.0)
TRAIN = Act("train_and_draw", "epochs=20&layers=2&units1=512&units2=512", "**Train**")
PLAY = Act("plane", "plane_data=spiral&plane_hidden=8+8&plane_rate=0.001", "Run")


@dataclass
class Moves:
    """What was measured: of each move its milliseconds, and how many had no answer."""

    took: list[float] = field(default_factory=list)
    lost: int = 0


@dataclass
class Seen:
    """What a visitor's browser knows of the page: the ids of its sliders and buttons, each with the fragment that it is
    in, by their labels; and the fragments that are to be run again by themselves, with the seconds between.
    """

    controls: dict[str, tuple[str, str]] = field(default_factory=dict)
    polled: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Lesson:
    """For how long, how often a visitor moves something on average, and how long one stays, all in seconds."""

    seconds: float
    every: float
    stay: float


async def visit(url: str, act: Act, lesson: Lesson, ready: asyncio.Barrier, seed: int, moves: Moves) -> None:
    """Come, and do the act again and again; leave after a while, and come as somebody else, until the time is over."""
    rng, began = random.Random(seed), 0.0
    while not began or time.perf_counter() < began + lesson.seconds:
        address = f"{url.replace('http', 'ws', 1)}/_stcore/stream"
        async with connect(address, subprotocols=["streamlit"], max_size=None) as connection:  # type: ignore[list-item]
            seen = Seen()
            await run_script(connection, act, BackMsg(), seen)
            while act.label not in seen.controls:  # a fresh server has no network to look into yet
                await asyncio.sleep(1)
                await run_script(connection, act, BackMsg(), seen)
            if not began:
                await ready.wait()
                began = time.perf_counter()
            # At first, they leave at different times.
            leaves = min(time.perf_counter() + lesson.stay * rng.uniform(0.5, 1.5), began + lesson.seconds)
            if act in (TRAIN, PLAY):
                await train(connection, act, seen, leaves)
            else:
                await move(connection, act, seen, leaves, lesson.every, rng, moves)


async def move(
    connection: Any, act: Act, seen: Seen, leaves: float, every: float, rng: random.Random, moves: Moves
) -> None:
    """Move the slider, until it is time to leave."""
    while True:
        await asyncio.sleep(rng.uniform(0, 2 * every))
        if time.perf_counter() > leaves:
            return
        control, fragment = seen.controls[act.label]
        moved = BackMsg()
        moved.rerun_script.fragment_id = fragment
        value = round(rng.uniform(act.low, act.high), 1)
        moved.rerun_script.widget_states.widgets.add(id=control).double_array_value.data.append(value)
        began = time.perf_counter()
        try:
            await asyncio.wait_for(run_script(connection, act, moved, seen), PATIENCE_SECONDS)
        except TimeoutError:
            moves.lost += 1
        else:
            moves.took.append(1000 * (time.perf_counter() - began))


async def train(connection: Any, act: Act, seen: Seen, leaves: float) -> None:
    """Press the button, and then have those parts drawn again that ask for it, as a browser does."""
    pressed = BackMsg()
    control, pressed.rerun_script.fragment_id = seen.controls[act.label]
    pressed.rerun_script.widget_states.widgets.add(id=control).trigger_value = True
    await run_script(connection, act, pressed, seen)
    while time.perf_counter() < leaves:
        await asyncio.sleep(min([1.0, *seen.polled.values()]))
        for fragment in [fragment for fragment, seconds in seen.polled.items() if seconds < 2]:
            again = BackMsg()
            again.rerun_script.fragment_id, again.rerun_script.is_auto_rerun = fragment, True
            # A part that has just gone is not answered for.
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(run_script(connection, act, again, seen), 5)


async def run_script(connection: Any, act: Act, message: BackMsg, seen: Seen) -> None:
    """Have the page, or a fragment of it, run to its end; keep what is seen."""
    message.rerun_script.page_name = act.page
    message.rerun_script.query_string = act.address
    await connection.send(message.SerializeToString())
    if not message.rerun_script.fragment_id:
        seen.polled.clear()
    while True:
        answer = ForwardMsg.FromString(await connection.recv())
        kind = answer.WhichOneof("type")
        if kind == "script_finished" and answer.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            return
        if kind == "auto_rerun":
            seen.polled[answer.auto_rerun.fragment_id] = answer.auto_rerun.interval
        elif kind == "stop_auto_rerun":
            for fragment in answer.stop_auto_rerun.fragment_ids:
                seen.polled.pop(fragment, None)
        element = answer.delta.new_element
        if element.WhichOneof("type") in ("slider", "button"):
            control = getattr(element, element.WhichOneof("type"))
            seen.controls[control.label] = control.id, answer.delta.fragment_id


async def a_class(url: str, acts: list[Act], lesson: Lesson) -> Moves:
    """What the moves of all visitors took; each visitor does one of the acts."""
    ready, moves = asyncio.Barrier(len(acts)), Moves()
    await asyncio.gather(*(visit(url, act, lesson, ready, seed, moves) for seed, act in enumerate(acts)))
    return moves


def processor_seconds(pid: int) -> float:
    """What a process has computed so far, on Linux."""
    told = Path(f"/proc/{pid}/stat")
    if not told.exists():
        return float("nan")
    user, system = told.read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def the_app(url: str) -> Iterator[tuple[str, int]]:
    """The address, and the process if it is ours, of an app that has a network to look into."""
    if url:
        yield url, 0
        return
    with server(ROOT / "app.py") as (own, pid):
        asyncio.run(a_class(own, [LOOK, MOVE], Lesson(WARM_SECONDS, 1.0, WARM_SECONDS)))
        yield own, pid


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="A class of visitors who move sliders.")
    parser.add_argument("--url", default="", help="of an app that runs already")
    parser.add_argument("--visitors", type=int, nargs="+", default=[1, 10, 30, 60, 100], help="how many, in turn")
    parser.add_argument("--looking", type=int, default=0, help="how many of them look inside a network (default 0)")
    parser.add_argument("--training", type=int, default=0, help="how many of them train and watch (default 0)")
    parser.add_argument("--playing", type=int, default=0, help="how many of them let a small network run (default 0)")
    parser.add_argument("--every", type=float, default=2.0, help="seconds between a visitor's moves (default 2)")
    parser.add_argument("--stay", type=float, default=1e9, help="seconds that a visitor stays (default: to the end)")
    parser.add_argument("--seconds", type=float, default=30.0, help="for how long (default 30)")
    asked = parser.parse_args()
    print("visitors  moves/s  median     p95  longest  lost  cpu/move    memory")
    with the_app(asked.url) as (url, pid):
        for visitors in asked.visitors:
            others = visitors - asked.training - asked.looking - asked.playing
            acts = [TRAIN] * asked.training + [PLAY] * asked.playing + [LOOK] * asked.looking + [MOVE] * others
            before, began = processor_seconds(pid), time.perf_counter()
            moves = asyncio.run(a_class(url, acts, Lesson(asked.seconds, asked.every, asked.stay)))
            computed, seconds = processor_seconds(pid) - before, time.perf_counter() - began
            took = moves.took or [float("nan")]
            p95 = statistics.quantiles(took, n=20, method="inclusive")[-1] if len(took) > 1 else took[0]
            print(
                f"{visitors:>8} {len(took) / seconds:>8.1f} {statistics.median(took):>7.0f} {p95:>7.0f} "
                f"{max(took):>8.0f} {moves.lost:>5} {1000 * computed / len(took):>6.0f} ms "
                f"{1000 * memory(pid):>5.0f} MB",
                flush=True,
            )


if __name__ == "__main__":
    main()
