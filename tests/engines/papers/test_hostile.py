"""What strangers send: bombs, floods, foreign encodings, and samples with anything changed in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from buyer_titles import buyers, correction_buyers
from inkpost.engines.papers import NotReadable, Paper, PaperKind, answered_in, paper_of, said_of, signer_of, xml_of
from inkpost.engines.papers.reading import DEEPEST, MOST_ATTRIBUTES, MOST_TAGS, tree_of
from papers import AT, OURS, SIGNER, THEIRS, UKD, UPD_501, UPD_503, encoded

RECEIPT = Paper(PaperKind.RECEIPT, "1.03", "DP_IZVPOL_x", OURS, "letter", ("MIIB",), THEIRS, AT, signer=SIGNER)
SAMPLES = [
    *(encoded(each) for each in (UPD_503, UPD_501, UKD)),
    buyers("ON_1", "MIIB", "2"),
    correction_buyers("ON_1", "MIIB"),
    xml_of(RECEIPT),
    xml_of(replace(RECEIPT, kind=PaperKind.NOTICE, text="Не то")),
    b'<Signer SignerStatus="1"><Certificate CertificateThumbprint="AB"/></Signer>',
]
READERS = (said_of, answered_in, paper_of, signer_of)
LAUGHS = b"".join(
    [
        b'<!DOCTYPE x [<!ENTITY a0 "ha">',
        *(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10)),
        b'<!ENTITY f SYSTEM "file:///etc/passwd">]>',
    ]
)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no XML"),
        (b"\0", "no XML"),
        (LAUGHS + "<Файл>&a9;&f;</Файл>".encode(), "declares a document type"),
        (b"<?xml version='1.0'?>\n<!-- c -->" + LAUGHS + b"<a x='&a9;'/>", "declares a document type"),
        ("<Файл>&a9;</Файл>".encode(), "no XML"),
        ("<?xml version='1.0' encoding='utf-16'?><Файл/>".encode(), "'utf-16': windows-1251 and UTF-8"),
        (b"<?xml version='1.0' encoding='utf-7'?><a/>", "'utf-7'"),
        ("<Файл/>".encode("utf-16"), "no XML"),
        ("<Файл/>".encode("windows-1251"), "no XML"),
        (b"<a>" * 300 + b"</a>" * 300, "no XML: .*depth"),
        (b"<a>" * (DEEPEST + 1) + b"</a>" * (DEEPEST + 1), f"than {DEEPEST} levels"),
        (b"<a>" + b"<b/>" * MOST_TAGS + b"</a>", "tags, at most"),
        (b"<a " + b"".join(b"a%x=''" % n for n in range(MOST_ATTRIBUTES + 1)) + b"/>", "attributes, at most"),
        (b" " * (32 * 1024 * 1024 + 1), "bytes, at most"),
    ],
    ids=range(14),
)
def test_hostile_content_is_refused(content: bytes, words: str) -> None:
    with pytest.raises(NotReadable, match=words):
        tree_of(content)


def test_what_is_just_within_the_limits_is_read() -> None:
    assert len(tree_of(b"<a>" + b"<b/>" * (MOST_TAGS - 2) + b"</a>")) == MOST_TAGS - 2
    wide = b"<a " + b" ".join(b"a%x=''" % n for n in range(50_000)) + b"/>"
    assert len(tree_of(wide).attrib) == 50_000


def test_papers_and_signers_have_smaller_limits() -> None:
    with pytest.raises(NotReadable, match="at most 1048576"):
        paper_of(b" " * (1024 * 1024 + 1))
    with pytest.raises(NotReadable, match="at most 262144"):
        signer_of(b" " * (256 * 1024 + 1))


def refusal(read: Callable[[bytes], object], content: bytes) -> str | None:
    """Why a content was refused; None where it was read. Anything else that is raised fails the test."""
    try:
        read(content)
    except NotReadable as fault:
        return str(fault)
    return None


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A sample with a few bytes, tags or attributes changed."""
    content = bytearray(draw(st.sampled_from(SAMPLES)))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(content)))
        end = draw(st.integers(start, min(len(content), start + 40)))
        piece = draw(
            st.binary(max_size=6)
            | st.sampled_from([b"", b"<", b">", b'"', b"&#0;", b"&amp;", b"<![CDATA[", b"<a/>", b"\xff", b"1e99999999"])
        )
        content[start:end] = piece
    return bytes(content)


@settings(max_examples=600, deadline=None)
@given(mutated() | st.binary(max_size=200))
def test_readers_answer_or_refuse(content: bytes) -> None:
    for read in READERS:
        told = refusal(read, content)
        assert told is None or 0 < len(told) < 3000


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_any_attribute_and_text_may_be_anything(data: st.DataObject) -> None:
    root = etree.fromstring(data.draw(st.sampled_from(SAMPLES)))
    elements = list(root.iter())
    anything = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=30).filter(
        lambda text: "￾" not in text and "￿" not in text
    ) | st.sampled_from(["9" * 400, "-0", "99.99.9999", "29.02.2023", "١٢.٠١.٢٠٢٠", "24.00.00"])
    for _ in range(data.draw(st.integers(1, 4))):
        element = data.draw(st.sampled_from(elements))
        names = list(element.attrib)
        if names and data.draw(st.booleans()):
            element.set(data.draw(st.sampled_from(names)), data.draw(anything))
        elif data.draw(st.booleans()) and element.getparent() is not None:
            element.getparent().remove(element)
        else:
            element.text = data.draw(anything)
    content = etree.tostring(root, encoding="windows-1251")
    for read in READERS:
        assert refusal(read, content) != ""
