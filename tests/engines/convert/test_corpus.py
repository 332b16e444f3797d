"""Documents of the world: real ones become PDFs, hostile ones do no harm."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from engines.convert.making import contract, pages, pdf_text
from inkpost.engines.convert import ConversionFailed, Converter, page_pictures
from support import SHARED

WORD = sorted(path.name for path in SHARED.glob("corpus/word/*"))
HOSTILE = sorted(path.name for path in SHARED.glob("corpus/hostile/*"))
absent = pytest.mark.skipif(not WORD, reason="the shared corpus lies beside the project and is absent here")


@absent
@pytest.mark.parametrize("name", WORD)
def test_a_real_document_becomes_a_pdf_and_pictures(converter: Converter, name: str) -> None:
    pdf = converter.to_pdf(SHARED.joinpath("corpus", "word", name).read_bytes())
    assert pages(pdf) >= 1
    assert len(page_pictures(pdf, dpi=40)) == pages(pdf)


def _outcome(converter: Converter, data: bytes) -> str:
    try:
        return "pdf" if pages(converter.to_pdf(data)) >= 1 else "empty"
    except ConversionFailed as failed:
        return failed.code if failed.message.endswith(".") else "no sentence"


@absent
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_document_ends_in_time_and_the_converter_goes_on(converter: Converter, name: str) -> None:
    data = Path(SHARED, "corpus", "hostile", name).read_bytes()
    started = time.monotonic()
    outcome = _outcome(converter, data)
    assert time.monotonic() - started < 60
    assert outcome in ("pdf", "timeout", "crashed", "unreadable", "too_large", "memory")
    assert "Service contract No 5" in pdf_text(converter.to_pdf(contract("5")))


@absent
def test_macros_do_not_reach_libreoffice(converter: Converter) -> None:
    data = SHARED.joinpath("corpus", "hostile", "SimpleMacro.docm").read_bytes()
    assert pages(converter.to_pdf(data)) >= 1
