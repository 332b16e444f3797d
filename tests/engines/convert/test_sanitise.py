"""What is taken out of a DOCX before LibreOffice sees it, and what stays as it was."""

from __future__ import annotations

import gzip
import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engines.convert.leaks import leaking
from engines.convert.making import (
    contract,
    field,
    instruction,
    mark,
    package,
    paragraph,
    picture,
    relation,
    text,
    unzipped,
    zipped,
)
from inkpost.engines.convert import ConversionFailed, strip_external

WEB = "http://far.example"
FILE = "file:///far/secret.txt"
LEAKS = leaking(WEB, FILE)
BY_HYPERLINK = {"picture-by-hyperlink", "embed-by-hyperlink"}
HYPERLINK = re.compile(rb"<Relationship [^>]*/hyperlink[^>]*>")


def stripped(body: str, **more: object) -> dict[str, bytes]:
    return unzipped(strip_external(package(body, **more)))  # type: ignore[arg-type]


def addresses(parts: dict[str, bytes]) -> list[str]:
    """The parts, also of inner packages, that still name something far away other than by a hyperlink."""
    found = []
    for name, data in parts.items():
        if data.startswith(b"PK"):
            found += addresses(unzipped(data))
        plain = data.decode("utf-16").encode() if data.startswith(b"\xff\xfe") else data
        if b"far" in HYPERLINK.sub(b"", plain).replace(b"Far", b""):
            found.append(name)
    return found


@pytest.mark.parametrize("way", sorted(set(LEAKS) - BY_HYPERLINK))
def test_nothing_far_is_named_any_more(way: str) -> None:
    assert addresses(unzipped(LEAKS[way]))
    assert addresses(unzipped(strip_external(LEAKS[way]))) == []


@pytest.mark.parametrize("way", sorted(BY_HYPERLINK))
def test_a_hyperlink_cannot_serve_as_a_picture(way: str) -> None:
    assert b"rId9" not in unzipped(strip_external(LEAKS[way]))["word/document.xml"]


@pytest.mark.parametrize("way", sorted(LEAKS))
def test_a_clean_package_stays_as_it_is(way: str) -> None:
    once = strip_external(LEAKS[way])
    assert strip_external(once) == once


def test_cached_results_stay_and_marks_go() -> None:
    body = paragraph(field(' INCLUDETEXT "x" ', shows=text("kept") + field(" PAGE ", shows=text("4"))))
    document = stripped(body)["word/document.xml"].decode()
    assert "kept" in document
    assert "INCLUDETEXT" not in document
    assert document.count("fldCharType") == 3
    assert " PAGE " in document


def test_harmless_fields_and_parts_keep_every_byte() -> None:
    before = unzipped(contract())
    after = unzipped(strip_external(contract()))
    assert list(before) == list(after)
    changed = [name for name in before if before[name] != after[name] and not name.endswith(".rels")]
    assert changed == []


@pytest.mark.parametrize("instructions", [" HYPERLINK ", ' REF "LINK" ', ' DOCPROPERTY "IMPORT" ', " PAGEREF rd "])
def test_fields_that_fetch_nothing_are_left_alone(instructions: str) -> None:
    body = paragraph(field(instructions, shows=text("x")))
    assert stripped(body)["word/document.xml"] == unzipped(package(body))["word/document.xml"]


@pytest.mark.parametrize(
    "runs",
    [
        mark("begin") + instruction(" INCLUDETEXT x "),
        mark("begin") + instruction(" INCLUDETEXT x ") + mark("separate") + text("kept"),
        mark("begin") + instruction(" INCLUDETEXT x ") + mark("end"),
        mark("begin") + text(" INCLUDE") + instruction("TEXT x") + mark("separate") + text("kept") + mark("end"),
        mark("begin") + mark("begin") + instruction(" LINK x ") + mark("end") + mark("separate") + mark("end"),
        mark("end") + mark("separate") + field(" DDE x ", shows=text("kept")),
    ],
)
def test_broken_fields_are_disarmed(runs: str) -> None:
    document = stripped(paragraph(runs) + paragraph(text("after")))["word/document.xml"].decode()
    assert not re.search(r"INCLUDE|LINK|DDE|instrText", document)
    assert "after" in document
    assert ("kept" in runs) == ("kept" in document)


def test_a_text_box_inside_an_instruction_is_a_story_of_its_own() -> None:
    box = f"<w:r><w:txbxContent>{paragraph(field(' LINK x ', shows=text('boxed')))}</w:txbxContent></w:r>"
    runs = mark("begin") + instruction(" PAGE ") + box + mark("separate") + text("1") + mark("end")
    document = stripped(paragraph(runs))["word/document.xml"].decode()
    assert "LINK" not in document
    assert " PAGE " in document
    assert "boxed" in document


@settings(max_examples=60, deadline=None)
@given(
    name=st.sampled_from(["INCLUDEPICTURE", "INCLUDETEXT", "LINK", "DDEAUTO", "RD", "IMPORT", "INCLUDE"]),
    cuts=st.lists(st.integers(0, 40), max_size=6),
    lead=st.text(alphabet=' \t"\\', max_size=4),
    lower=st.booleans(),
)
def test_however_an_instruction_is_cut_it_is_found(name: str, cuts: list[int], lead: str, lower: bool) -> None:
    whole = f"{lead}{name.lower() if lower else name} {WEB}/x".replace('"', "&quot;")
    whole = whole if "&" not in whole else whole.replace("&quot;", "'")
    places = sorted({0, len(whole), *(cut for cut in cuts if cut < len(whole))})
    pieces = [whole[start:end] for start, end in itertools.pairwise(places)]
    document = stripped(paragraph(field(*pieces, shows=text("kept"))))["word/document.xml"].decode()
    assert "far" not in document
    assert "kept" in document


def test_hyperlinks_stay() -> None:
    body = f'<w:p><w:hyperlink r:id="rId9">{text("there")}</w:hyperlink></w:p>'
    parts = stripped(body, relations=relation("rId9", "hyperlink", "https://far.example/", external=True))
    assert b"https://far.example/" in parts["word/_rels/document.xml.rels"]
    assert b'r:id="rId9"' in parts["word/document.xml"]


def test_a_commented_text_stays_without_the_comment() -> None:
    start, end = '<w:commentRangeStart w:id="0"/>', '<w:commentRangeEnd w:id="0"/>'
    runs = (start, text("said"), end, '<w:r><w:commentReference w:id="0"/></w:r>')
    document = stripped(paragraph(*runs))["word/document.xml"]
    assert b"commentReference" not in document
    assert b"said" in document


def test_pictures_inside_the_package_stay() -> None:
    body = paragraph(picture('r:embed="rId9" r:link="rId8"'))
    relations = relation("rId9", "image", "media/a.png") + relation("rId8", "image", f"{WEB}/a.png", external=True)
    parts = stripped(body, relations=relations, parts={"word/media/a.png": b"\x89PNG"})
    assert b'r:embed="rId9"' in parts["word/document.xml"]
    assert b"media/a.png" in parts["word/_rels/document.xml.rels"]
    assert parts["word/media/a.png"] == b"\x89PNG"


@pytest.mark.parametrize("target", ["file:///etc/passwd", "//far/x", "\\\\far\\x", "ftp:x", " http://far/"])
def test_an_address_that_claims_to_be_inside_goes(target: str) -> None:
    parts = stripped(paragraph(), relations=relation("rId9", "image", target))
    assert b"rId9" not in parts["word/_rels/document.xml.rels"]


@pytest.mark.parametrize("kind", ["vbaProject", "attachedTemplate", "mailMergeSource", "frame"])
def test_macros_and_sources_go_wherever_they_lie(kind: str) -> None:
    parts = stripped(paragraph(), relations=relation("rId9", kind, "inside.bin"))
    assert b"rId9" not in parts["word/_rels/document.xml.rels"]


def test_a_document_type_declaration_is_refused() -> None:
    document = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]><d>&x;</d>'
    with pytest.raises(ConversionFailed) as refused:
        strip_external(package("", parts={"word/document.xml": document}))
    assert refused.value.code == "unreadable"


def test_a_picture_may_declare_its_type_but_not_keep_it() -> None:
    svg = '<!DOCTYPE svg PUBLIC "x" "http://far/x.dtd"><svg xmlns="http://www.w3.org/2000/svg"/>'
    assert stripped("", parts={"word/a.svg": svg})["word/a.svg"] == b'<svg xmlns="http://www.w3.org/2000/svg"/>'


def test_packed_pictures_cannot_hide_links() -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><image href="http://far/"/></svg>'
    parts: dict[str, str | bytes] = {
        "word/a.svgz": gzip.compress(svg),
        "word/b.emz": gzip.compress(b"\x01\x00metafile"),
    }
    clean = stripped("", parts=parts)
    assert clean["word/a.svgz"] == b""
    assert clean["word/b.emz"] == parts["word/b.emz"]


def test_packages_are_cleaned_to_a_depth_and_then_emptied() -> None:
    inner = package("")
    for _ in range(4):
        inner = package("", parts={"word/inner.docx": inner})
    parts = unzipped(strip_external(inner))
    for _ in range(2):
        parts = unzipped(parts["word/inner.docx"])
    assert parts["word/inner.docx"] == b""


def test_a_manifest_of_another_format_goes() -> None:
    parts: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "META-INF/manifest.xml": "<x/>",
    }
    assert not {"mimetype", "META-INF/manifest.xml"} & set(stripped("", parts=parts))


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "whole"),
        (b"plain text", "whole"),
        (contract()[:-300], "whole"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "password"),
        (zipped({"content.xml": "<x/>"}), "Word"),
        (package("<w:p><w:fldChar/>"), "well-formed"),
        (package("", parts={"word/_rels/document.xml.rels": "<Relationships"}), "well-formed"),
        (package("", parts={"word/document.xml": "<a>" * 2000 + '<b link=""/>' + "</a>" * 2000}), "well-formed"),
    ],
)
def test_what_is_no_document_is_refused_in_a_sentence(data: bytes, word: str) -> None:
    with pytest.raises(ConversionFailed) as refused:
        strip_external(data)
    assert refused.value.code == "unreadable"
    assert word in refused.value.message
    assert refused.value.message.endswith(".")


def test_bombs_are_refused() -> None:
    for bomb in (
        package("", parts={"word/big.bin": bytes(9 << 20)}),
        package("", parts=dict.fromkeys(map(str, range(5001)), b"")),
    ):
        with pytest.raises(ConversionFailed) as refused:
            strip_external(bomb, limit_bytes=8 << 20)
        assert refused.value.code == "too_large"


def test_what_inner_packages_unpack_to_counts_together() -> None:
    inner = package("", parts={"word/big.bin": bytes(3 << 20)})
    parts: dict[str, str | bytes] = {f"word/{number}.docx": inner for number in range(3)}
    with pytest.raises(ConversionFailed) as refused:
        strip_external(package("", parts=parts), limit_bytes=8 << 20)
    assert refused.value.code == "too_large"


@pytest.mark.timeout(60)
@pytest.mark.parametrize("word", [" PAGE ", " INCLUDETEXT x ", " 9 "])
def test_fields_that_begin_in_one_another_without_end_cost_no_more_than_others(word: str) -> None:
    runs = (mark("begin") + instruction(word)) * 40_000
    document = stripped(paragraph(runs) + paragraph(text("after")))["word/document.xml"]
    assert (b"INCLUDE" in document, b"after" in document) == (False, True)
    assert document.count(b"begin") == (0 if "INCLUDE" in word else 40_000)
