"""How processes are kept alive: restarted at a pace, ended with their parent."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any
from uuid import UUID

import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st

from anatomy import ended
from inkpost.processes import Pace, ending
from inkpost.supervision import Background
from support import clean_environment, wait_for


def test_what_ends_soon_is_started_ever_later() -> None:
    pace = Pace()
    assert [pace.after(0.1) for _ in range(10)] == [0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 30.0, 30.0]
    assert pace.after(11) == 0.2, "it had worked for a while"
    assert pace.after(0.1) == 0.4


@given(st.lists(st.floats(0, 100), min_size=1, max_size=50))
def test_the_pace_keeps_its_bounds(lives: list[float]) -> None:
    pace = Pace()
    assert all(0.2 <= pace.after(lived) <= 30 for lived in lives)


@pytest.mark.parametrize(
    ("status", "said"), [(0, "status 0"), (3, "status 3"), (-9, "SIGKILL"), (-200, "signal 200"), (None, "unknown")]
)
def test_how_it_ended(status: int | None, said: str) -> None:
    assert ending(status) == said


class Paced(Pace):
    """Takes note of how often it was asked, and waits for nothing."""

    def __init__(self, enough: int) -> None:
        super().__init__()
        self.delays: list[float] = []
        self.reached = threading.Event()
        self.enough = enough

    def after(self, lived: float) -> float:
        self.delays.append(super().after(0))
        if len(self.delays) == self.enough:
            self.reached.set()
        return 0 if len(self.delays) < self.enough else 60


def test_a_worker_that_dies_at_once_is_told_of_each_time_and_can_still_be_stopped() -> None:
    forgotten: list[UUID] = []
    pace = Paced(4)
    background = Background(forgotten.append, [sys.executable, "-S", "-c", "raise SystemExit(3)"], pace)
    background.start()
    assert pace.reached.wait(60)
    background.stop()  # while it waits for a minute
    background.join(10)
    assert len(set(forgotten)) == 4
    assert pace.delays == [0.2, 0.4, 0.8, 1.6]


def test_a_worker_that_does_not_stop_is_killed_and_forgotten() -> None:
    forgotten: list[UUID] = []
    deaf = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); signal.pause()"
    reading, writing = os.pipe()
    command = [sys.executable, "-S", "-c", f"import os; os.dup2({writing}, 1); {deaf}"]
    os.set_inheritable(writing, True)
    real = subprocess.Popen

    background = Background(forgotten.append, command, Paced(9))
    background_popen = lambda *args, **more: real(*args, **more, close_fds=False)  # noqa: E731
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(subprocess, "Popen", background_popen)
        background.start()
        assert os.read(reading, 4) == b"deaf"
    os.close(reading)
    os.close(writing)
    background.stop()
    background.join(0.2)
    assert len(forgotten) == 1


PARENT = """
import os, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", sys.argv[1]], stdout=subprocess.PIPE, text=True,
                         env={**os.environ, "INKPOST_PARENT": sys.argv[2] or str(os.getpid())})
print(child.stdout.readline().strip(), flush=True)
time.sleep(60)
"""
CHILD = """
import os, time
print(os.getpid(), flush=True)
from inkpost.processes import die_with_parent
die_with_parent()
print("alive", flush=True)
time.sleep(60)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the kernel of Linux does it")
@pytest.mark.parametrize("named", ["", "1"], ids=["while it lives", "before it asked"])
def test_a_child_ends_with_its_parent(named: str) -> None:
    """Also when the parent had ended before the child could ask for it: it finds another one then."""
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, CHILD, named], env=clean_environment(), stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    child = psutil.Process(int(parent.stdout.readline()))
    if not named:
        parent.send_signal(signal.SIGKILL)
    wait_for(lambda: ended(child), what="the child's end")
    parent.kill()
    parent.communicate(timeout=30)


CLAIM = """
import json, os, sys
from pathlib import Path
from inkpost.processes import keep_to_one_core
core = keep_to_one_core(Path(sys.argv[1]))
print(json.dumps([core, sorted(os.sched_getaffinity(0))]), flush=True)
sys.stdin.read()
"""


def test_each_web_process_keeps_to_a_core_of_its_own(tmp_path: Path) -> None:
    """One process more than there are cores finds none left, and keeps them all; a claim ends with its process."""
    cores = sorted(os.sched_getaffinity(0))
    command = [sys.executable, "-c", CLAIM, str(tmp_path)]
    started: list[subprocess.Popen[str]] = []

    def claim() -> list[Any]:
        process = subprocess.Popen(
            command, env=clean_environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        started.append(process)
        assert process.stdout is not None
        found: list[Any] = json.loads(process.stdout.readline())
        return found

    try:
        claimed = [claim() for _ in cores]
        assert sorted(core for core, _ in claimed) == cores
        assert all(kept == [core] for core, kept in claimed)
        assert claim() == [None, cores]
        started[0].kill()
        started[0].wait(10)
        assert claim() == [claimed[0][0], [claimed[0][0]]]
    finally:
        for process in started:
            process.kill()
            process.communicate()


LOGGING = """
from inkpost.faces.kit.logs import configure, logger
configure()
for number in range(300):
    logger().info("said", number=number, padding="x" * 50)
"""


def test_processes_that_share_a_log_write_whole_lines(tmp_path: Path) -> None:
    path = tmp_path / "log"
    with path.open("a") as log:
        writers = [
            subprocess.Popen([sys.executable, "-c", LOGGING], env=clean_environment(), stderr=log) for _ in range(4)
        ]
        assert [writer.wait(60) for writer in writers] == [0] * 4
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    assert len(lines) == 1200


SERVED = """
import atexit, sys
from inkpost import supervision
atexit.register(print, "the interpreter was taken down")

def serve(*given):
    print("served", *given)
    exec(sys.argv[1])

supervision.MPServer._spawn_asgi_lifespan_worker = staticmethod(serve)
supervision.serve_web(None, 1, 2)
"""


@pytest.mark.parametrize(
    ("end", "status", "logged"),
    [
        ("pass", 0, []),
        ("raise SystemExit(3)", 3, []),
        ("raise SystemExit", 1, []),
        ("raise KeyboardInterrupt", 1, ["process.crashed"]),
        ("raise ValueError('no such thing')", 1, ["process.crashed"]),
        ("import os; os.kill(os.getpid(), 2)", -signal.SIGINT, []),
    ],
)
def test_a_web_process_leaves_without_taking_the_interpreter_down(end: str, status: int, logged: list[str]) -> None:
    """However it ends: threads of the web server's that still want the interpreter when it goes abort the process."""
    done = subprocess.run([sys.executable, "-c", SERVED, end], env=clean_environment(), capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (status, "served 1 2\n")
    assert [json.loads(line)["event"] for line in done.stderr.splitlines()] == logged


HELD = """
import os, signal, subprocess, sys
from inkpost.processes import interrupts_held
from inkpost.supervision import resource_tracker
resource_tracker.ensure_running()
signal.signal(signal.SIGINT, lambda *_: print("heard", flush=True))
with interrupts_held():
    child = subprocess.Popen([sys.executable, "-c", sys.argv[1]])
    os.kill(os.getpid(), signal.SIGINT)
    print("held", flush=True)
print(child.wait(), flush=True)
"""
ENDING = """
import os, signal
os.kill(os.getpid(), signal.SIGINT)
print("starting", flush=True)
from inkpost.processes import end_at_interrupt
end_at_interrupt()
print("still there", flush=True)
"""


def test_an_interrupt_that_comes_while_a_process_starts_ends_it_without_a_word() -> None:
    """And whoever starts it hears of its own when it has done so."""
    done = subprocess.run([sys.executable, "-c", HELD, ENDING], env=clean_environment(), capture_output=True, text=True)
    assert done.stderr == ""
    assert sorted(done.stdout.split()) == sorted(["held", "heard", "starting", str(-signal.SIGINT)])
    assert done.stdout.index("held") < done.stdout.index("heard")
