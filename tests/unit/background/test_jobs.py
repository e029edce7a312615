"""Jobs beside the pages, in their real process."""

import math
import operator
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest

from components.background import jobs as module
from components.background.jobs import ROOT, Job, Jobs
from tests.conftest import wait_until
from tests.processes import alive

SECONDS = 60.0


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.close()


def finished(job: Job) -> list[Any]:
    def over() -> bool:
        job.look()
        return job.over

    wait_until(over, SECONDS, "the job is over")
    return job.results


def test_results_come_in_order_from_one_process_that_is_another(jobs: Jobs) -> None:
    roots = jobs.job(math.sqrt, [(4.0,), (9.0,), (16.0,)])
    assert finished(roots) == [2.0, 3.0, 4.0]
    assert not roots.problem
    pids = finished(jobs.job(os.getpid, [(), ()])) + finished(jobs.job(os.getpid, [()]))
    assert len(set(pids)) == 1
    assert pids[0] != os.getpid()


def test_nothing_begins_before_somebody_looks(jobs: Jobs) -> None:
    job = jobs.job(os.getpid, [()])
    time.sleep(0.1)
    assert not job.results
    assert not job.over


def test_two_jobs_take_turns(jobs: Jobs) -> None:
    """One that has many calls does not keep another one waiting until its end."""
    finished(jobs.job(os.getpid, [()]))  # the process is there
    long, short = jobs.job(time.sleep, [(0.02,)] * 100), jobs.job(time.sleep, [(0.02,)] * 3)
    long.look()
    finished(short)
    assert 2 <= len(long.results) <= 20


def test_a_job_rests_while_nobody_looks_and_goes_on_where_it_was(jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    finished(jobs.job(os.getpid, [()]))
    monkeypatch.setattr(module, "PATIENCE_SECONDS", 0.2)
    job = jobs.job(time.sleep, [(0.02,)] * 40)
    job.look()
    wait_until(lambda: bool(job.results), SECONDS, "it begins")
    time.sleep(1)
    rested = len(job.results)
    assert 1 <= rested < 40
    time.sleep(0.3)
    assert len(job.results) == rested
    assert len(finished(job)) == 40


def test_what_goes_wrong_is_said_and_harms_no_other_job(jobs: Jobs) -> None:
    bad = jobs.job(operator.truediv, [(1, 1), (1, 0), (1, 2)])
    assert finished(bad) == [1.0]
    assert bad.problem == "ZeroDivisionError: division by zero"
    assert finished(jobs.job(operator.truediv, [(1, 2)])) == [0.5]


def test_a_process_that_is_killed_is_replaced(jobs: Jobs) -> None:
    (pid,) = finished(jobs.job(os.getpid, [()]))
    os.kill(pid, 9)
    assert finished(jobs.job(math.sqrt, [(4.0,)])) == [2.0]
    deadly = jobs.job(os._exit, [(3,)])
    assert finished(deadly) == []
    assert deadly.problem == "The process that computes this ended twice."
    assert finished(jobs.job(math.sqrt, [(9.0,)])) == [3.0]


def test_when_it_is_closed_its_process_ends(jobs: Jobs) -> None:
    (pid,) = finished(jobs.job(os.getpid, [()]))
    jobs.close()
    wait_until(lambda: not alive(pid), SECONDS, "the process ends")


def test_it_does_not_outlive_the_server_even_in_the_middle_of_a_call() -> None:
    """A promise: three seconds after the server's end, however it came, none of its processes is left."""
    code = """
import os, time
from components.background.jobs import Jobs
jobs = Jobs()
job = jobs.job(os.getpid, [()])
while not job.over:
    job.look()
    time.sleep(0.01)
print(job.results[0], flush=True)
long = jobs.job(time.sleep, [(600,)])
long.look()
time.sleep(600)
"""
    server = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    pid = int(server.stdout.readline())
    time.sleep(0.5)  # so that it sleeps
    assert alive(pid)
    server.kill()
    server.communicate()
    assert wait_until(lambda: not alive(pid), SECONDS, "it ends") < 2 * 3
