"""Folders that are shared with a process that is not trusted."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from inkpost.engines.convert.workplace import TARGET, Tray, Workplace


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
