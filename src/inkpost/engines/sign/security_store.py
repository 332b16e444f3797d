"""The evidence that a PDF carries for the checking of its signatures (DSS)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pyhanko.pdf_utils.generic import DictionaryObject, StreamObject

from inkpost.engines.sign.evidence_checks import MOST_ITEMS, Evidence
from inkpost.engines.sign.files import entry, resolved


def evidence_in(handler: Any) -> Evidence:
    """The certificates, lists and responses of a version of a file; none where it carries none."""
    store = entry(handler.root, "/DSS")
    if not isinstance(store, DictionaryObject):
        return Evidence()
    return Evidence(*(tuple(_streams(store, key)) for key in ("/Certs", "/CRLs", "/OCSPs")))


def _streams(store: DictionaryObject, key: str) -> Iterator[bytes]:
    for one in list(entry(store, key, ()))[:MOST_ITEMS]:
        found = resolved(one)
        if isinstance(found, StreamObject):
            yield found.data
