"""The package reader: what it refuses, with which reason, and that it copies what it does not change."""

from __future__ import annotations

import io
import struct
import time
import zipfile
import zlib
from pathlib import Path

import pytest

from engines.docx.making import corpus, corpus_params, document, package, paragraph, run, unzipped, zipped
from inkpost.engines.docx import DocxRefused, Limits, ProgramCache, compile_template
from inkpost.engines.docx.package import read_package

SMALL = Limits(max_part_bytes=3_000_000, max_total_bytes=4_000_000, ratio_floor=500_000, max_parts=50)


def refused(data: bytes, limits: Limits = SMALL) -> str:
    with pytest.raises(DocxRefused) as caught:
        compile_template(data, limits)
    assert caught.value.code in DocxRefused.CODES
    assert caught.value.message.endswith(".")
    return caught.value.code


def changed(**parts: bytes | None) -> bytes:
    """A template with some parts replaced or (None) left out."""
    content = unzipped(package(paragraph("{A}")))
    for name, part in parts.items():
        content.pop(name, None)
        if part is not None:
            content[name] = part
    return zipped(content)


@pytest.mark.parametrize("data", [b"", b"PK", b"%PDF-1.7", b"{}", b"\x00" * 100])
def test_what_is_no_zip(data: bytes) -> None:
    assert refused(data) in ("not_docx", "damaged")


def test_a_zip_that_is_no_document() -> None:
    assert refused(zipped({"a.txt": b"hello"})) == "not_docx"
    assert refused(changed(**{"[Content_Types].xml": None})) == "not_docx"
    assert refused(changed(**{"_rels/.rels": None})) == "not_docx"
    assert refused(changed(**{"word/document.xml": None})) == "not_docx"


def test_another_office_file() -> None:
    types = unzipped(package(""))["[Content_Types].xml"].replace(
        b"wordprocessingml.document.main", b"spreadsheetml.sheet.main"
    )
    assert refused(changed(**{"[Content_Types].xml": types})) == "not_docx"


def test_words_old_format_and_protected_files() -> None:
    ole = bytes.fromhex("d0cf11e0a1b11ae1")
    assert refused(ole + b"\x00" * 600) == "not_docx"
    assert refused(ole + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le")) == "encrypted"


def test_an_encrypted_entry() -> None:
    data = bytearray(package(paragraph("{A}")))
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + place] |= 1
    assert refused(bytes(data)) == "encrypted"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"wordprocessingml.document.main+xml", b"wordprocessingml.document.macroEnabled.main+xml"),
        (
            b"</Types>",
            b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>',
        ),
    ],
)
def test_macros(old: bytes, new: bytes) -> None:
    types = unzipped(package(""))["[Content_Types].xml"]
    assert refused(changed(**{"[Content_Types].xml": types.replace(old, new)})) == "macros"


@pytest.mark.parametrize(
    "prolog",
    [
        b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        b'<!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd">',
        b"<!-- > --><?pi > ?>\n<!DOCTYPE x [<!ENTITY a 'b'>]>",
        b"<!DOCTYPE w:document>",
    ],
)
@pytest.mark.parametrize("part", ["word/document.xml", "[Content_Types].xml", "_rels/.rels", "word/styles.xml"])
def test_document_types_anywhere(prolog: bytes, part: str) -> None:
    content = unzipped(package(paragraph("{A}")))
    content["word/styles.xml"] = b"<w:styles xmlns:w='x'/>"
    content["[Content_Types].xml"] = content["[Content_Types].xml"].replace(b'application/xml"', b'application/x+xml"')
    content[part] = prolog + content[part].rpartition(b"?>")[2]
    assert refused(zipped(content)) == "external_entity"


def test_a_document_type_in_utf16() -> None:
    xml = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x><x/>'
    for encoded in (xml.encode("utf-16"), xml.encode("utf-16-le"), xml.encode("utf-16-be")):
        assert refused(changed(**{"word/document.xml": encoded})) == "external_entity"


def test_entities_that_multiply_end_at_once() -> None:
    layers = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE x [<!ENTITY l0 "lol">{layers}]><x>&l11;</x>'.encode()
    begin = time.process_time()
    assert refused(changed(**{"word/document.xml": bomb})) == "external_entity"
    assert time.process_time() - begin < 10


def test_an_odd_encoding() -> None:
    xml = document(paragraph("{A}")).replace("UTF-8", "UTF-7").encode()
    assert refused(changed(**{"word/document.xml": xml})) in ("external_entity", "damaged")


def test_a_document_in_utf16_is_filled() -> None:
    xml = document(paragraph("{A} ж")).replace("UTF-8", "UTF-16").encode("utf-16")
    made = compile_template(changed(**{"word/document.xml": xml})).fill({"A": "ok"})
    assert "ok ж" in unzipped(made)["word/document.xml"].decode()


def test_broken_xml() -> None:
    for xml in (b"", b"<w:document", b"<a><b></a></b>", document("").encode()[:-3], b"<a>&nothing;</a>"):
        assert refused(changed(**{"word/document.xml": xml})) == "damaged"


def test_xml_nested_too_deeply() -> None:
    deep = "<w:sdt><w:sdtContent>" * 300 + paragraph("{A}") + "</w:sdtContent></w:sdt>" * 300
    assert refused(package(deep)) == "damaged"


def test_tables_nested_as_deeply_as_allowed() -> None:
    body = paragraph("{A}")
    for _ in range(40):
        body = f"<w:tbl><w:tr><w:tc>{body}<w:p/></w:tc></w:tr></w:tbl>"
    assert compile_template(package(body)).fill({"A": "x"})


def test_a_part_that_unpacks_to_too_much() -> None:
    assert refused(changed(**{"word/media/x.bin": b"\x00" * 2_900_000})) == "zip_bomb"


def test_parts_that_together_unpack_to_too_much() -> None:
    parts = {f"word/media/{n}.bin": zlib.compress(bytes(range(256)) * n, 0) * 3_000 for n in range(1, 5)}
    assert refused(changed(**parts), Limits(max_total_bytes=1_000_000, max_ratio=100_000)) == "zip_bomb"


def test_too_many_parts() -> None:
    assert refused(zipped({f"x{n}": b"" for n in range(60)})) == "zip_bomb"


@pytest.mark.parametrize("filler", ["<w:p/>", "<w:p><w:r><w:t>{</w:t></w:r></w:p>", "<w:sdt><w:p/></w:sdt>"])
def test_a_document_as_large_as_allowed_ends_in_time(filler: str) -> None:
    limits = Limits(max_ratio=10_000)
    body = filler * (limits.max_xml_bytes // len(filler) - 1_000)
    begin = time.process_time()
    program = compile_template(package(body + paragraph("{A}")), limits)
    assert len(program.fill({"A": "x"})) > 1_000
    assert time.process_time() - begin < 120
    assert refused(package(body + filler * 2_000), limits) == "too_large"


def test_a_paragraph_of_very_many_placeholders_ends_in_time() -> None:
    program = compile_template(package("<w:p>" + run("{A") + (run("}{") + run("B")) * 9_000 + run("}") + "</w:p>"))
    assert unzipped(program.fill({"A": "x", "B": "y"}))["word/document.xml"].count(b">y<") == 9_000


def test_a_file_that_is_too_large() -> None:
    assert refused(package(paragraph("{A}")), Limits(max_package_bytes=500)) == "too_large"


def test_too_many_placeholders() -> None:
    assert refused(package(paragraph("{A} " * 50)), Limits(max_placeholders=40)) == "too_large"


def test_a_header_that_lies_about_the_size() -> None:
    """The unpacked size is what unpacking gives, not what the header says."""
    data = bytearray(changed(**{"word/media/x.bin": b"\x00" * 2_900_000}))
    place = 0
    while (place := data.find(b"PK\x01\x02", place)) >= 0:
        struct.pack_into("<L", data, place + 24, 10)
        place += 4
    assert refused(bytes(data)) in ("zip_bomb", "damaged")


def test_overlapping_entries() -> None:
    data = bytearray(package(paragraph("{A}"), files={"a.bin": b"1" * 50, "b.bin": b"1" * 50}))
    place, offsets = 0, []
    while (place := data.find(b"PK\x01\x02", place)) >= 0:
        offsets.append(place)
        place += 4
    struct.pack_into("<L", data, offsets[-1] + 42, struct.unpack_from("<L", data, offsets[-2] + 42)[0])
    assert refused(bytes(data)) in ("zip_bomb", "damaged")


@pytest.mark.parametrize("name", ["../evil.xml", "/abs.xml", "word/../../x", "C:/x", "word\\x.xml"])
def test_names_that_lead_out_of_the_package(name: str) -> None:
    target = io.BytesIO(package(paragraph("{A}")))
    with zipfile.ZipFile(target, "a") as archive:
        info = zipfile.ZipInfo("x")
        info.filename = name
        archive.writestr(info, b"x")
    assert refused(target.getvalue()) == "unsafe_name"


@pytest.mark.parametrize("name", ["word/document.xml", "WORD/Document.xml"])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name(name: str) -> None:
    target = io.BytesIO(package(paragraph("{A}")))
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr(name, b"<x/>")
    assert refused(target.getvalue()) == "damaged"


def test_a_wrong_checksum() -> None:
    data = bytearray(package(paragraph("{A}")))
    data[data.index(b"PK\x01\x02") + 16] ^= 0xFF
    assert refused(bytes(data)) == "damaged"


def test_an_unknown_way_of_packing() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
    assert refused(target.getvalue()) == "damaged"


def test_a_missing_header() -> None:
    content = unzipped(package(paragraph("{A}"), {"header1": paragraph("x")}))
    del content["word/header1.xml"]
    assert refused(zipped(content)) == "damaged"


def test_streamed_and_stored_entries_are_read() -> None:
    class Stream(io.RawIOBase):
        """A target that cannot seek, so that sizes come after the data."""

        def __init__(self) -> None:
            self.data = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, data: object) -> int:
            self.data += bytes(data)  # type: ignore[call-overload]
            return len(bytes(data))  # type: ignore[call-overload]

    target = Stream()
    with zipfile.ZipFile(target, "w") as archive:  # type: ignore[call-overload]
        for name, content in unzipped(package(paragraph("{A}"))).items():
            archive.writestr(name, content)
    made = compile_template(bytes(target.data)).fill({"A": "streamed"})
    assert b"streamed" in unzipped(made)["word/document.xml"]


def test_untouched_parts_are_copied_as_they_were_packed() -> None:
    data = package(paragraph("{A}"), files={"word/media/a.bin": b"abc" * 1_000, "folder/": b""})
    before = {entry.name: entry for entry in read_package(data, Limits())}
    after = {entry.name: entry for entry in read_package(compile_template(data).fill({"A": "x"}), Limits())}
    assert set(before) == set(after)
    same = {name for name in before if before[name].packed == after[name].packed}
    assert same == set(before) - {"word/document.xml"}


@pytest.mark.parametrize("path", corpus_params("word"))
def test_documents_without_placeholders_come_out_byte_for_byte(path: Path) -> None:
    data = path.read_bytes()
    program = compile_template(data)
    assert program.placeholders == ()
    assert unzipped(program.fill({"A": "x"})) == {
        name: part for name, part in unzipped(data).items() if not name.endswith("/")
    }


@pytest.mark.parametrize("path", corpus_params("hostile"))
def test_hostile_files_are_refused_or_harmless(path: Path) -> None:
    begin = time.process_time()
    made = filled_or_refused(path.read_bytes())
    assert isinstance(made, str) or unzipped(made)
    assert time.process_time() - begin < 30


def filled_or_refused(data: bytes) -> bytes | str:
    try:
        return compile_template(data).fill({"A": "x"})
    except DocxRefused as refusal:
        return refusal.code


@pytest.mark.skipif(not corpus("hostile"), reason="../shared/corpus/hostile is absent")
@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("ExternalEntityInText.docx", "external_entity"),
        ("SimpleMacro.docm", "macros"),
        ("bug53475-password-is-pass.docx", "encrypted"),
        ("truncated62886.docx", "damaged"),
    ],
)
def test_hostile_files_are_refused_with_their_reason(name: str, code: str) -> None:
    (path,) = [path for path in corpus("hostile") if path.name == name]
    assert refused(path.read_bytes(), Limits()) == code


# the cache


def test_a_template_is_compiled_once() -> None:
    cache = ProgramCache()
    data = package(paragraph("{A}"))
    assert cache.compile(data) is cache.compile(bytes(bytearray(data)))
    assert cache.get(cache.compile(data).sha256) is cache.compile(data)
    assert cache.get("0" * 64) is None


def test_the_cache_is_bounded_by_number_and_by_weight() -> None:
    templates = [package(paragraph(f"{{A}} {n}")) for n in range(5)]
    cache = ProgramCache(max_programs=3)
    programs = [cache.compile(data) for data in templates]
    assert len(cache) == 3
    assert [cache.get(program.sha256) is program for program in programs] == [False, False, True, True, True]
    small = ProgramCache(max_bytes=programs[0].weight * 2 + 10)
    for data in templates:
        small.compile(data)
    assert len(small) == 2
