"""Folders that are shared with a process that is not trusted."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from inkpost.engines.convert.workplace import LOCKLESS_LASTS_S, PREFIX, TARGET, Tray, Workplace


@pytest.fixture
def tray(tmp_path: Path) -> Tray:
    return Tray(tmp_path / "tray")


def test_a_file_goes_in_and_a_file_comes_out(tray: Tray, tmp_path: Path) -> None:
    tray.put(b"in")
    assert (tmp_path / "tray" / "document.docx").read_bytes() == b"in"
    (tmp_path / "tray" / TARGET).write_bytes(b"out")
    assert tray.take(3) == b"out"
    tray.clear()
    assert list((tmp_path / "tray").iterdir()) == []


def _link(target: Path, secret: Path) -> None:
    target.symlink_to(secret)


def _second_name(target: Path, secret: Path) -> None:
    os.link(secret, target)


def _pipe(target: Path, _secret: Path) -> None:
    os.mkfifo(target)


def _folder(target: Path, _secret: Path) -> None:
    target.mkdir()


def _too_large(target: Path, _secret: Path) -> None:
    target.write_bytes(bytes(11))


@pytest.mark.parametrize("trick", [_link, _second_name, _pipe, _folder, _too_large])
def test_only_a_plain_file_of_the_allowed_size_is_taken(
    tray: Tray, tmp_path: Path, trick: Callable[[Path, Path], None]
) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(b"secret")
    trick(tmp_path / "tray" / TARGET, secret)
    with pytest.raises(OSError, match=r"plain file|symbolic|directory"):
        tray.take(10)


def test_nothing_is_written_through_a_link(tray: Tray, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"untouched")
    (tmp_path / "tray" / "document.docx").symlink_to(victim)
    tray.put(b"new")
    assert victim.read_bytes() == b"untouched"


def test_a_workplace_in_use_is_not_swept(tmp_path: Path) -> None:
    first, second = Workplace(tmp_path), Workplace(tmp_path)
    assert first.path.exists()
    assert first.path.stat().st_mode & 0o077 == 0
    first.close()
    second.close()
    assert list(tmp_path.iterdir()) == []


def _left(parent: Path, name: str, *, age_s: float, lock: bool = False) -> Path:
    """A folder that a killed converter left behind."""
    folder = parent / f"{PREFIX}{name}"
    (folder / "profile").mkdir(parents=True)
    (folder / "profile" / "file").write_bytes(b"x")
    if lock:
        (folder / "lock").touch()
    then = time.time() - age_s
    os.utime(folder, (then, then))
    return folder


def test_what_was_left_behind_is_swept(tmp_path: Path) -> None:
    killed = _left(tmp_path, "killed", age_s=0, lock=True)
    old = _left(tmp_path, "old", age_s=LOCKLESS_LASTS_S + 60)
    being_made = _left(tmp_path, "new", age_s=LOCKLESS_LASTS_S - 600)
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(old, elsewhere)
    link = tmp_path / f"{PREFIX}link"
    link.symlink_to(elsewhere)
    os.utime(link, (0, 0), follow_symlinks=False)
    workplace = Workplace(tmp_path)
    assert not killed.exists()
    assert not old.exists()
    assert being_made.exists()
    assert (elsewhere / "profile" / "file").exists()
    workplace.close()
    assert not workplace.path.exists()


def test_the_lock_goes_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workplace = Workplace(tmp_path)
    for name in ("a", "profile", "z"):
        (workplace.path / name).mkdir()
    with monkeypatch.context() as patched:
        removed: list[str] = []
        patched.setattr(shutil, "rmtree", lambda path, **_: removed.append(Path(path).name))
        workplace.close()  # dies before anything is gone
        assert workplace.path.name not in removed
    assert (workplace.path / "lock").exists()
    Workplace(tmp_path).close()
    assert list(tmp_path.iterdir()) == []
