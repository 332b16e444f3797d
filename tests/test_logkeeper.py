"""What others write to standard error stands in the log as JSON: all of it, whoever dies meanwhile."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inkpost.logkeeper import LONGEST_TEXT, NAMED, QUIET_SECONDS, Hearing
from support import clean_environment, wait_for

PARENT = """
import os, signal, subprocess, sys, time
from inkpost.faces.kit.logs import configure, logger
from inkpost.supervision import LogKeeper
configure()
keeper = LogKeeper()

def child(code):
    return subprocess.Popen([sys.executable, "-S", "-c", "import os\\n" + code])

"""
LATER = float("inf")


def start(path: Path, code: str) -> subprocess.Popen[str]:
    """A process whose log is kept, and what it does."""
    with path.open("w") as log:
        return subprocess.Popen(
            [sys.executable, "-c", PARENT + code],
            env=clean_environment(),
            stdout=subprocess.PIPE,
            stdin=subprocess.PIPE,
            stderr=log,
            text=True,
        )


def run(path: Path, code: str) -> list[dict[str, Any]]:
    """What stands in the log when that process has ended."""
    with start(path, code) as process:
        pass
    assert process.returncode == 0, path.read_text()
    return lines_of(path)


def lines_of(path: Path) -> list[dict[str, Any]]:
    """Every line, each a JSON object."""
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    assert all({"event", "level", "timestamp"} <= line.keys() for line in lines)
    return lines


def said(lines: list[dict[str, Any]]) -> list[str]:
    """The words of others, in their order."""
    return [line["text"] for line in lines if line["event"] == "process.said"]


def test_the_last_words_of_a_process_that_aborts_are_one_event(tmp_path: Path) -> None:
    code = "os.write(2, b'\\nthread 7 panicked\\n'); os.write(2, b'in a function\\n'); os.abort()"
    lines = run(
        tmp_path / "log", f"one = child({code!r}); one.wait(); keeper.drain(); logger().info('end', pid=one.pid)"
    )
    told, ours = lines
    assert told["text"] == "thread 7 panicked\nin a function"
    assert (told["event"], told["level"], told["pid"]) == ("process.said", "warning", ours["pid"])
    assert ours["event"] == "end", "what was said before is logged before"


def test_nobody_speaks_in_our_name(tmp_path: Path) -> None:
    forged = '{"event": "all.well", "level": "info", "timestamp": "2026-01-01T00:00:00Z"}'
    lines = run(tmp_path / "log", f"os.write(2, {forged!r}.encode()); keeper.drain(); logger().info('ours')")
    assert [line["event"] for line in lines] == ["process.said", "ours"]
    assert (lines[0]["process"], lines[0]["text"]) == ("server", forged)


def test_a_process_that_says_much_waits_and_loses_nothing(tmp_path: Path) -> None:
    """Much more than the socket takes; from two at once."""
    code = "[os.write(2, b'%d of many lines\\n' % number) for number in range(40000)]"
    lines = run(
        tmp_path / "log", f"both = [child({code!r}) for _ in '12']; [one.wait() for one in both]; keeper.drain()"
    )
    wanted = [f"{number} of many lines" for number in range(40000)]
    for pid in {line["pid"] for line in lines}:
        texts = said([line for line in lines if line["pid"] == pid])
        assert "\n".join(texts).split("\n") == wanted
        assert max(map(len, texts)) <= LONGEST_TEXT
    assert len({line["pid"] for line in lines}) == 2


def test_the_keeper_outlives_a_server_that_is_killed_and_no_process_longer(tmp_path: Path) -> None:
    """The last words of its children, too; and of the server itself, which nobody waited for."""
    code = "import sys; sys.stdin.read(); os.write(2, b'my last words')"
    before = "os.write(2, b'and mine'); print(keeper._process.pid, flush=True); time.sleep(60)"
    process = start(tmp_path / "log", f"child({code!r}); {before}")
    assert process.stdout is not None
    keeper = psutil.Process(int(process.stdout.readline()))
    keeper.suspend()
    process.kill()
    process.communicate()  # the child's input ends
    keeper.resume()
    wait_for(lambda: not keeper.is_running(), what="the keeper's end")
    assert sorted(said(lines_of(tmp_path / "log"))) == ["and mine", "my last words"]


def test_a_keeper_that_is_killed_is_started_again_and_hears_what_was_said_meanwhile(tmp_path: Path) -> None:
    code = "os.kill(keeper._process.pid, signal.SIGKILL); os.write(2, b'is anybody there')\n"
    lines = run(tmp_path / "log", f"{code}while not keeper.drain(): time.sleep(0.02)")
    assert said(lines) == ["is anybody there"]
    assert [line["how"] for line in lines if line["event"] == "log.ended"] == ["SIGKILL"]


def test_a_server_whose_log_nobody_reads_goes_on() -> None:
    """Neither its own lines nor the words of others stop it."""
    code = "sys.stdin.read(); logger().error('lost'); os.write(2, b'lost'); print(keeper.drain(), flush=True)"
    process = subprocess.Popen(
        [sys.executable, "-c", PARENT + code],
        env=clean_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    process.stderr.close()
    process.stderr = None
    out, _ = process.communicate(timeout=60)
    assert (process.returncode, out.strip()) == (0, "True")


# --- how words become lines ------------------------------------------------------------------------------------------

TEXTS = st.lists(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=60), max_size=8)


@given(st.lists(st.tuples(st.integers(1, 3), TEXTS), max_size=12), st.data())
def test_whatever_is_said_is_told_under_its_process(spoken: list[tuple[int, list[str]]], data: st.DataObject) -> None:
    hearing = Hearing()
    lines: list[bytes] = []
    for moment, (pid, texts) in enumerate(spoken):
        words = "".join(f"{text}\n" for text in texts).encode()
        cut = data.draw(st.integers(0, len(words)))
        for part in (words[:cut], words[cut:]):
            lines += hearing.take(pid, part, moment * QUIET_SECONDS / 3)
            lines += hearing.quiet(moment * QUIET_SECONDS / 3)
    lines += hearing.quiet(LATER)
    assert not hearing.pending
    told = [json.loads(line) for line in lines]
    assert all(line.endswith(b"\n") and b"\n" not in line[:-1] for line in lines)
    for pid in {1, 2, 3}:
        wanted = "\n".join(text for who, texts in spoken for text in texts if who == pid)
        found = "\n".join(said([line for line in told if line["pid"] == pid]))
        assert [each for each in found.split() if each] == [each for each in wanted.split() if each]


@given(st.integers(0, 3), st.integers(1, 4))
def test_what_is_too_long_is_cut_between_letters(shift: int, times: int) -> None:
    text = "x" * shift + "€" * (times * LONGEST_TEXT // 3)
    hearing = Hearing()
    lines = hearing.take(1, text.encode(), 0) + hearing.quiet(LATER)
    assert "".join(json.loads(line)["text"] for line in lines) == text
    assert len(lines) <= times + 1


@pytest.mark.parametrize("words", [b"\xff\xfe broken", b"\x1b[31mred", b"\r\n one \r\n"])
def test_strange_bytes_are_told_as_text(words: bytes) -> None:
    hearing = Hearing()
    (line,) = hearing.take(1, words, 0) + hearing.quiet(LATER)
    assert json.loads(line)["text"].encode("latin-1", "replace").decode().strip()


def test_a_process_says_what_it_is_called_once() -> None:
    hearing = Hearing()
    assert hearing.take(5, NAMED.format("web").encode(), 0) + hearing.quiet(LATER) == []
    (first,) = hearing.take(5, b"one", 1) + hearing.quiet(LATER)
    (second,) = hearing.take(5, b"two", 2) + hearing.quiet(LATER)
    assert [json.loads(line)["process"] for line in (first, second)] == ["web", "web"]


def test_words_are_not_logged_before_they_have_ended() -> None:
    hearing = Hearing()
    assert hearing.take(1, b"one\n", 0) + hearing.quiet(QUIET_SECONDS * 0.9) == []
    assert hearing.take(1, b"two\n", QUIET_SECONDS) + hearing.quiet(QUIET_SECONDS * 1.9) == []
    (line,) = hearing.quiet(QUIET_SECONDS * 2.1)
    assert json.loads(line)["text"] == "one\ntwo"
