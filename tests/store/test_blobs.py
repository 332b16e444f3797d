"""Contents of files on the disk: whole or not there, checked when read, healed when put again."""

from __future__ import annotations

import hashlib
import os
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inkpost.errors import InkpostError, Reason
from inkpost.store.blobs import Blobs
from support import clean_environment

CONTENT = b"A contract, signed."


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return Blobs(tmp_path / "files")


def left_aside(blobs: Blobs) -> list[Path]:
    return list((blobs.root / "aside").iterdir())


def lost(blobs: Blobs, digest: bytes) -> InkpostError:
    with pytest.raises(InkpostError) as caught:
        blobs.get(digest)
    assert caught.value.reason is Reason.FILE_LOST
    assert digest.hex() in caught.value.detail
    assert digest.hex() not in caught.value.message, "the client hears no inner names"
    return caught.value


@settings(max_examples=30, deadline=None)
@given(st.binary(max_size=70_000))
def test_what_is_put_comes_back(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    blobs = Blobs(tmp_path_factory.getbasetemp() / "any")
    digest = blobs.put(content)
    assert digest == hashlib.sha256(content).digest()
    assert blobs.put(content) == digest
    assert blobs.get(digest) == content


def test_nobody_else_may_look_into_it(blobs: Blobs) -> None:
    path = blobs.path(blobs.put(CONTENT))
    assert stat.S_IMODE(blobs.root.stat().st_mode) == 0o700
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def truncate(path: Path) -> None:
    os.truncate(path, len(CONTENT) - 1)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def change(path: Path) -> None:
    path.write_bytes(b"B" + CONTENT[1:])


def grow(path: Path) -> None:
    path.write_bytes(CONTENT + b"\0")


def lose(path: Path) -> None:
    path.unlink()


def hide(path: Path) -> None:
    """A folder in the place of the folder above: not even the way there is left."""
    path.unlink()
    path.parent.rmdir()
    path.parent.write_bytes(b"no folder")


DAMAGES = [truncate, empty, change, grow, lose]


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_found_when_read_and_healed_when_put_again(blobs: Blobs, damage: Callable[[Path], None]) -> None:
    digest = blobs.put(CONTENT)
    damage(blobs.path(digest))
    lost(blobs, digest)
    assert blobs.put(CONTENT) == digest
    assert blobs.get(digest) == CONTENT
    assert left_aside(blobs) == []


def test_a_content_whose_way_is_gone_is_lost(blobs: Blobs) -> None:
    digest = blobs.put(CONTENT)
    hide(blobs.path(digest))
    assert "cannot be read" in lost(blobs, digest).detail


def test_a_content_that_was_never_there_is_lost(blobs: Blobs) -> None:
    assert "missing" in lost(blobs, hashlib.sha256(b"never").digest()).detail


def test_many_put_the_same_content_at_once(tmp_path: Path) -> None:
    content = os.urandom(300_000)
    stores = [Blobs(tmp_path / "files") for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        digests = set(pool.map(lambda store: store.put(content), stores * 5))
    assert len(digests) == 1
    assert stores[0].get(digests.pop()) == content
    assert left_aside(stores[0]) == []


def test_a_reader_never_sees_half_a_content(tmp_path: Path) -> None:
    """While one writes, another reads: it finds nothing or everything."""
    blobs = Blobs(tmp_path / "files")
    content = os.urandom(3_000_000)
    path = blobs.path(hashlib.sha256(content).digest())
    seen: set[int] = set()
    with ThreadPoolExecutor(1) as pool:
        for _ in range(5):
            path.unlink(missing_ok=True)
            writing = pool.submit(blobs.put, content)
            while not writing.done():
                if path.exists():
                    seen.add(path.stat().st_size)
            writing.result()
    assert seen <= {len(content)}


class Calls:
    """What was asked of the system, in order; can fail at a call by name."""

    def __init__(self, patch: pytest.MonkeyPatch, fail: str = "") -> None:
        self.made: list[str] = []
        self.fail = fail
        real_fsync, real_replace = os.fsync, Path.replace

        def fsync(handle: int) -> None:
            kind = "folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file"
            self.note(f"fsync {kind}")
            real_fsync(handle)

        def replace(path: Path, target: Path) -> Path:
            self.note("rename")
            return real_replace(path, target)

        patch.setattr(os, "fsync", fsync)
        patch.setattr(Path, "replace", replace)

    def note(self, name: str) -> None:
        self.made.append(name)
        if name == self.fail:
            raise OSError(28, "No space left on device")


def test_a_content_is_on_the_disk_before_it_has_its_name(blobs: Blobs, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = Calls(monkeypatch)
    blobs.put(CONTENT)
    assert calls.made == ["fsync file", "rename", "fsync folder", "fsync folder", "fsync folder"]


def test_a_content_another_wrote_just_now_is_on_the_disk_too(blobs: Blobs, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other may not have come to its own folders yet, and the machine may stop before it does."""
    Blobs(blobs.root).put(CONTENT)
    calls = Calls(monkeypatch)
    blobs.put(CONTENT)
    assert calls.made == ["fsync folder"] * 3


def test_a_folder_that_was_seen_onto_the_disk_is_not_asked_for_again(
    blobs: Blobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    digest = blobs.put(CONTENT)
    calls = Calls(monkeypatch)
    blobs.put(CONTENT)
    assert calls.made == ["fsync folder"], "its own entry may be another one's, who has not come to that yet"
    lose(blobs.path(digest))
    blobs.path(digest).parent.rmdir()
    calls.made.clear()
    blobs.put(CONTENT)
    assert calls.made == ["fsync file", "rename", *["fsync folder"] * 3], "the folder is a new one"


def test_contents_are_on_the_disk_when_the_block_ends(blobs: Blobs, monkeypatch: pytest.MonkeyPatch) -> None:
    """However long the disk takes: the block is over before it, and waits."""
    let_go, real = threading.Event(), os.fsync

    def slow(handle: int) -> None:
        assert let_go.wait(30)
        real(handle)

    monkeypatch.setattr(os, "fsync", slow)
    contents = [b"one", b"two", b"one", b""]
    with blobs.putting(contents) as digests:
        assert digests == [hashlib.sha256(each).digest() for each in contents]
        assert not any(blobs.path(each).exists() for each in digests), "nothing has its name before it is on the disk"
        let_go.set()
    assert [blobs.get(each) for each in digests] == contents
    assert left_aside(blobs) == []


@pytest.mark.parametrize("fail", ["fsync file", "rename", "fsync folder"])
def test_a_block_whose_contents_cannot_be_kept_fails(blobs: Blobs, monkeypatch: pytest.MonkeyPatch, fail: str) -> None:
    """Its transaction is behind it, so that it is not committed."""
    Calls(monkeypatch, fail)
    done = []
    with pytest.raises(OSError, match="No space left"), blobs.putting([b"one", b"two"]):
        done.append("all of it")
    assert done
    assert left_aside(blobs) == []


def test_what_a_block_raises_is_heard_though_its_contents_are_kept(blobs: Blobs) -> None:
    with pytest.raises(ZeroDivisionError), blobs.putting([CONTENT]):
        raise ZeroDivisionError
    assert blobs.get(hashlib.sha256(CONTENT).digest()) == CONTENT


@pytest.mark.parametrize("fail", ["fsync file", "rename"])
def test_a_write_that_fails_leaves_nothing(blobs: Blobs, monkeypatch: pytest.MonkeyPatch, fail: str) -> None:
    calls = Calls(monkeypatch, fail)
    with pytest.raises(OSError, match="No space left"):
        blobs.put(CONTENT)
    assert left_aside(blobs) == []
    lost(blobs, hashlib.sha256(CONTENT).digest())
    calls.fail = ""
    assert blobs.get(blobs.put(CONTENT)) == CONTENT


KILLED = """
import os, signal, sys
from pathlib import Path
from inkpost.store.blobs import Blobs
real = os.fsync
def fsync(handle):
    if sys.argv[2] == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    real(handle)
    os.kill(os.getpid(), signal.SIGKILL)
os.fsync = fsync
Blobs(Path(sys.argv[1])).put(b"A contract, signed.")
"""


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_writer_killed_before_the_rename_leaves_no_name(blobs: Blobs, moment: str) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, str(blobs.root), moment], env=clean_environment())
    assert done.returncode == -signal.SIGKILL
    assert len(left_aside(blobs)) == 1
    digest = hashlib.sha256(CONTENT).digest()
    lost(blobs, digest)
    assert blobs.put(CONTENT) == digest
    assert blobs.get(digest) == CONTENT


def test_the_sweep_takes_what_is_older_than_a_day(blobs: Blobs) -> None:
    aside = blobs.root / "aside"
    old, young = aside / "old", aside / "young"
    for draft in (old, young):
        draft.write_bytes(b"half")
    os.utime(old, (time.time() - 25 * 3600,) * 2)
    os.utime(young, (time.time() - 23 * 3600,) * 2)
    digest = blobs.put(CONTENT)
    assert blobs.sweep() == 1
    assert left_aside(blobs) == [young]
    assert blobs.get(digest) == CONTENT


def test_a_content_that_is_put_again_counts_as_put_now_and_is_not_removed(blobs: Blobs) -> None:
    digest = blobs.put(CONTENT)
    os.utime(blobs.path(digest), (1000, 1000))
    assert [(kept.digest, kept.size, kept.put_at) for kept in blobs.shelf(digest[0])] == [(digest, len(CONTENT), 1000)]
    assert not blobs.remove(digest, put_before=1000)
    blobs.put(CONTENT)
    assert not blobs.remove(digest, put_before=time.time() - 60)
    assert blobs.get(digest) == CONTENT
    os.utime(blobs.path(digest), (1000, 1000))
    assert blobs.remove(digest, put_before=1001)
    assert not blobs.remove(digest, put_before=1001), "it is gone"
    assert list(blobs.shelf(digest[0])) == []
    assert blobs.get(blobs.put(CONTENT)) == CONTENT


def test_what_is_no_content_is_none(blobs: Blobs) -> None:
    digest = blobs.put(CONTENT)
    (blobs.path(digest).parent / "README").write_text("not ours")
    (blobs.path(digest).parent / ("z" * 64)).write_text("not ours")
    assert [kept.digest for kept in blobs.shelf(digest[0])] == [digest]
    assert sum(len(list(blobs.shelf(number))) for number in range(256)) == 1


def test_whoever_claims_the_folder_first_has_it(tmp_path: Path) -> None:
    stores = [Blobs(tmp_path / "files") for _ in range(8)]
    assert stores[0].owner() == ""
    with ThreadPoolExecutor(8) as pool:
        claims = list(pool.map(lambda number: stores[number].claim(str(number)), range(8)))
    assert claims.count(True) == 1
    assert stores[0].owner() == str(claims.index(True))
    assert stores[1].claim(stores[0].owner()), "again"
    assert left_aside(stores[0]) == []
