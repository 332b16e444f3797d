"""Archives that anybody may have made: what could mean one thing to one program and another to the next is refused."""

from __future__ import annotations

import io
import stat
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inkpost.engines.sign import evidence_zip
from inkpost.engines.sign.evidence_zip import (
    MOST_MEMBERS,
    Archive,
    PackageFault,
    PackageRefused,
    archived,
    opened_archive,
    write_archive,
)

GOOD = archived({"a.txt": b"hello", "b/c.bin": bytes(range(256))})


def made(*members: tuple[zipfile.ZipInfo | str, bytes], compression: int = zipfile.ZIP_STORED, **more: bytes) -> bytes:
    """An archive as zipfile makes it, without a look at what it is."""
    target = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(target, "w", compression) as zipped:
        warnings.simplefilter("ignore")  # of two files with one name
        for member, content in members:
            zipped.writestr(member, content)
        zipped.comment = more.get("comment", b"")
    return target.getvalue()


def member(name: str, mode: int = stat.S_IFREG | 0o644, **more: object) -> zipfile.ZipInfo:
    """A member with properties of its own."""
    info = zipfile.ZipInfo(name)
    info.external_attr = mode << 16
    for key, item in more.items():
        setattr(info, key, item)
    return info


def code(package: bytes | Path, look: Callable[[Archive], object] = lambda archive: None) -> PackageFault:
    """Why it is refused."""
    with pytest.raises(PackageRefused) as refused, opened_archive(package) as archive:
        look(archive)
    assert refused.value.message.endswith(".")
    assert len(refused.value.message) < 200
    return refused.value.code


def test_what_is_written_is_read(tmp_path: Path) -> None:
    with opened_archive(GOOD) as archive:
        assert archive.names == ("a.txt", "b/c.bin")
        assert archive.read("a.txt", 5) == b"hello"
        assert archive.extract("b/c.bin", tmp_path / "c").read_bytes() == bytes(range(256))
        with pytest.raises(PackageRefused, match="4 at most") as refused:
            archive.read("a.txt", 4)
    assert refused.value.code is PackageFault.TOO_LARGE


@given(
    st.dictionaries(
        st.from_regex(r"[a-z][a-z0-9]{0,9}(/[a-z0-9]{1,9})?", fullmatch=True), st.binary(max_size=200), max_size=6
    )
)
def test_any_files_come_back(parts: dict[str, bytes]) -> None:
    if not parts:
        assert code(archived(parts)) is PackageFault.NOT_A_ZIP
        return
    with opened_archive(archived(parts)) as archive:
        assert {name: archive.read(name, 200) for name in archive.names} == parts


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_or_an_archive(content: bytes) -> None:
    for tried in (content, GOOD + content[:1], content + GOOD, GOOD[: len(content)]):
        try:
            with opened_archive(tried) as archive:
                assert tried == GOOD or archive.names == ("a.txt", "b/c.bin")
        except PackageRefused:
            pass


@given(st.integers(0, len(GOOD) - 1), st.integers(1, 255))
def test_a_changed_byte_makes_no_other_fault_than_a_refusal(at: int, change: int) -> None:
    content = bytearray(GOOD)
    content[at] ^= change
    try:
        with opened_archive(bytes(content)) as archive:
            for name in archive.names:
                archive.digest(name)
    except PackageRefused:
        pass


@pytest.mark.parametrize(
    "name",
    [
        "../a",
        "a/../b",
        "/a",
        "a//b",
        "a/b/c",
        "C:\\a",
        "a\\b",
        ".hidden",
        "a/.b",
        "a b",
        "ä",
        "a\n",
        "-a",
        "n" * 101,
        "",
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(name: str) -> None:
    assert code(made((member(name), b"x"))) in {PackageFault.NAME_UNSAFE, PackageFault.NOT_A_FILE}
    with pytest.raises(PackageRefused, match="cannot be called"):
        archived({name: b"x"})


def test_a_name_that_ends_early_for_some_is_refused() -> None:
    assert code(GOOD.replace(b"a.txt", b"a\0.tx")) is PackageFault.NAME_UNSAFE


def test_two_files_of_one_name_are_refused() -> None:
    assert code(made(("a", b"1"), ("a", b"2"))) is PackageFault.NAME_TWICE
    assert code(made(("a.txt", b"1"), ("A.TXT", b"2"))) is PackageFault.NAME_TWICE


@pytest.mark.parametrize("mode", [stat.S_IFLNK | 0o777, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFDIR])
def test_what_is_no_plain_file_is_refused(mode: int) -> None:
    assert code(made((member("a", mode), b"/etc/passwd"))) is PackageFault.NOT_A_FILE


def test_a_folder_is_refused() -> None:
    assert code(made((member("a/", stat.S_IFDIR), b""))) in {PackageFault.NOT_A_FILE, PackageFault.NAME_UNSAFE}


@pytest.mark.parametrize("kind", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_is_compressed_is_refused_unread_so_that_no_bomb_goes_off(kind: int) -> None:
    assert code(made(("a", b"0" * 10_000_000), compression=kind)) is PackageFault.COMPRESSION_UNKNOWN


def test_more_than_fits_is_refused_by_the_index_alone() -> None:
    """Ten files that all lie in the same place, each of 500 megabytes as the index says."""
    content = bytearray(made(*((f"f{n}", b"x") for n in range(10))))
    at = -1
    while (at := content.find(b"PK\x01\x02", at + 1)) >= 0:
        content[at + 20 : at + 28] = struct.pack("<2L", 500_000_000, 500_000_000)
    assert code(bytes(content)) is PackageFault.TOO_LARGE


def test_files_that_overlap_are_refused() -> None:
    content = bytearray(made(("a", b"x" * 50), ("b", b"y" * 50)))
    second = content.rfind(b"PK\x01\x02")
    content[second + 42 : second + 46] = struct.pack("<L", 0)
    assert code(bytes(content)) is PackageFault.SURPLUS


def test_too_many_files_are_refused() -> None:
    many = made(*((f"f{n}", b"") for n in range(MOST_MEMBERS + 1)))
    assert code(many) is PackageFault.TOO_MANY
    lying = bytearray(many)
    lying[-14:-10] = struct.pack("<2H", 3, 3)  # the number in the end mark
    assert code(bytes(lying)) is PackageFault.TOO_MANY
    with pytest.raises(PackageRefused, match="at most"):
        archived({f"f{n}": b"" for n in range(MOST_MEMBERS + 1)})


@pytest.mark.parametrize("package", [b"before" + GOOD, GOOD + b"after", GOOD + GOOD, made(("a", b"1"), comment=b"x")])
def test_what_stands_around_the_files_is_refused(package: bytes) -> None:
    assert code(package) in {PackageFault.NOT_A_ZIP, PackageFault.SURPLUS}


def test_what_hides_between_the_files_is_refused() -> None:
    hidden = bytearray(GOOD)
    index = hidden.find(b"PK\x01\x02")
    hidden[index:index] = b"hidden"
    end = len(hidden) - 22
    (begins,) = struct.unpack("<L", hidden[end + 16 : end + 20])
    hidden[end + 16 : end + 20] = struct.pack("<L", begins + 6)
    assert code(bytes(hidden)) is PackageFault.SURPLUS


def test_fields_beside_a_file_are_refused() -> None:
    assert code(made((member("a", extra=b"\x00\x00\x02\x00xx"), b"1"))) is PackageFault.SURPLUS
    assert code(made((member("a", comment=b"note"), b"1"))) is PackageFault.SURPLUS


def test_an_encrypted_file_is_refused() -> None:
    content = bytearray(made(("a", b"secret")))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.find(mark) + flags] |= 1
    assert code(bytes(content)) is PackageFault.ENCRYPTED


def test_a_file_that_is_not_what_the_index_says_is_damaged() -> None:
    changed = GOOD.replace(b"hello", b"hellO")
    assert code(changed, lambda archive: archive.read("a.txt", 99)) is PackageFault.DAMAGED
    renamed = GOOD.replace(b"a.txt", b"z.txt", 1)
    assert code(renamed, lambda archive: archive.digest("a.txt")) is PackageFault.DAMAGED


def test_the_checksum_of_a_file_is_looked_at() -> None:
    assert struct.pack("<L", zlib.crc32(b"hello")) in GOOD
    wrong = GOOD.replace(struct.pack("<L", zlib.crc32(b"hello")), b"\0\0\0\0")
    assert code(wrong, lambda archive: archive.digest("a.txt")) is PackageFault.DAMAGED


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x05\x06" + bytes(18), b"%PDF-1.7", bytes(100_000)])
def test_what_is_no_archive_is_refused(content: bytes) -> None:
    assert code(content) is PackageFault.NOT_A_ZIP


def test_an_archive_that_would_be_too_large_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence_zip, "MOST_BYTES", 10)
    with pytest.raises(PackageRefused) as refused:
        write_archive(tmp_path / "a.zip", {"a": b"x" * 11})
    assert refused.value.code is PackageFault.TOO_LARGE
    assert list(tmp_path.iterdir()) == []


def test_who_dies_while_writing_leaves_no_archive(tmp_path: Path) -> None:
    unreadable = tmp_path / "folder"
    unreadable.mkdir()
    with pytest.raises(IsADirectoryError):
        write_archive(tmp_path / "a.zip", {"a": b"x", "b": unreadable})
    assert [each.name for each in tmp_path.iterdir()] == ["folder"]
