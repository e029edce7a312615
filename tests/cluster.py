"""A Ray cluster on this machine: each of its nodes has a loopback address and a core."""

import contextlib
import importlib.util
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.conftest import wait_until
from tests.processes import needs_proc

ROOT = Path(__file__).parents[1]
END_SECONDS = 60

needs_ray = pytest.mark.skipif(importlib.util.find_spec("ray") is None, reason="Ray is not made for this Python.")
# Windows and macOS have one loopback address, and Ray makes no clusters there.
needs_a_cluster = [needs_ray, needs_proc]


class Cluster:
    """Its first node is the head. Ray's token authentication is on."""

    def __init__(self) -> None:
        # Ray's sockets lie there, and their paths may have a hundred letters.
        self.folder = Path(tempfile.mkdtemp(prefix="ray-"))
        self.environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "RAY_AUTH_MODE": "token",
            "RAY_AUTH_TOKEN": secrets.token_hex(32),
            "RAY_worker_niceness": "0",
            "NEURON_TO_NETWORK_RUNS": str(self.folder / "runs"),
        }
        with socket.create_server(("127.0.0.2", 0)) as free:
            self.address = f"127.0.0.2:{free.getsockname()[1]}"
        self.nodes: list[subprocess.Popen[bytes]] = []
        self.add_node()

    def add_node(self) -> subprocess.Popen[bytes]:
        """Start another machine of the cluster; it is there when this returns."""
        host, _, port = self.address.partition(":")
        first = ["--head", f"--port={port}", "--include-dashboard=false", f"--temp-dir={self.folder}"]
        own = f"--node-ip-address={host if not self.nodes else f'127.0.0.{2 + len(self.nodes)}'}"
        joins = first if not self.nodes else [f"--address={self.address}"]
        ray = Path(sys.executable).with_name("ray")
        command = [ray, "start", "--block", "--num-cpus=1", "--disable-usage-stats", own, *joins]
        node = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=self.environment,
            start_new_session=True,  # so that all of it can be ended at once
        )
        self.nodes.append(node)
        assert node.stdout is not None
        lines = []
        for line in node.stdout:
            lines.append(line.decode())
            if "Ray runtime started" in lines[-1]:
                return node
        pytest.fail("No Ray node has started:\n" + "".join(lines))

    def processes(self, title: str) -> list[int]:
        """The processes of this cluster that call themselves so."""
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            try:
                ours = str(self.folder) in (process / "environ").read_text(errors="replace")
                if ours and title in (process / "cmdline").read_text(errors="replace"):
                    found.append(int(process.name))
            except OSError:
                continue  # it has ended since
        return found

    def kill(self, node: subprocess.Popen[bytes]) -> None:
        """As when its machine loses its power."""
        os.killpg(node.pid, signal.SIGKILL)
        node.wait()
        assert node.stdout is not None
        node.stdout.close()
        self.nodes.remove(node)

    def close(self) -> None:
        """End all of it, without the half minute in which some of Ray's processes notice that their machine is gone."""
        for node in reversed(self.nodes.copy()):
            self.kill(node)
        for process in self.processes("ray"):
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        wait_until(lambda: not self.processes("ray"), END_SECONDS, "all of the cluster has ended")
        shutil.rmtree(self.folder, ignore_errors=True)
