"""A worker without TensorFlow that speaks the protocol: for tests of the engine's books, a hundred times quicker.

Its arguments: how many reports a run makes, how many bytes each moment has, and how many seconds of learning lie
between two reports. A run of one epoch ends by itself; the others wait for orders, and report once more after each. A
network is "compiled" whenever it is not the one before.
"""

import json
import sys

from components.training.events import Compiled, Event, Finished, Installation, Paused, Progress, Ready, Stopped, encode


def say(event: Event) -> None:
    print(encode(event), flush=True)


def main(reports: int, moment_bytes: int, seconds: float) -> None:
    def report(run: str, number: int) -> None:
        figures = (0.5, 0.8, None, None, 0.5, 0.8, bytes(moment_bytes))
        say(Progress(run, number, number * seconds, *figures))

    say(Ready(Installation("", "", "", "", "little", (), {}), 100, 0.1, b"weights", 0.3, 0.9))
    begun, now, network, compiled = set(), None, None, 0
    for line in sys.stdin:
        command = json.loads(line)
        run, orders = command["run_id"], command.get("orders")
        if command["command"] == "learn":
            now = run
            if command["specification"]["network"] != network:
                network, compiled = command["specification"]["network"], compiled + 1
                say(Compiled(compiled))
            if run not in begun:
                begun.add(run)
                for number in range(reports):
                    report(run, number)
        if run != now:
            continue
        end = run, max(0, reports - 1), max(0, reports - 1) * seconds, bytes(2 * moment_bytes), bytes(2 * moment_bytes)
        if orders is None or orders["stop"]:
            say(Stopped(*end))
        elif orders["pause_at"] is not None and orders["pause_at"] < reports:
            say(Paused(*end))
        elif orders["epochs"] == 1:
            say(Finished(*end, 0.1, 0.97))
        else:
            if command["command"] == "orders" and reports:
                report(run, reports - 1)
            continue
        now = None


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))
