"""Real contracts through the whole house: every value in the PDF's text, no placeholder left."""

from __future__ import annotations

import re
from pathlib import Path

import httpx
import pytest

from support import SHARED
from worlds import World, docx_text, pdf_text

FOLDER = SHARED / "corpus" / "contracts"
CONTRACTS = sorted(FOLDER.glob("*.docx")) or [
    pytest.param(None, marks=pytest.mark.skip(reason="the contracts of the shared data are absent"))
]
_PLACEHOLDER = re.compile(r"\{[^{}\s]+\}")


def squeezed(text: str) -> str:
    """Text without the breaks that a line or a page puts into it."""
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("path", CONTRACTS, ids=lambda path: path.stem if isinstance(path, Path) else "absent")
def test_a_contract_is_filled_and_converted(world: World, path: Path) -> None:
    template = world.template(path.read_bytes(), name=path.stem)
    fields = world.rest("documentgenerator.template.getfields", id=template)["templateFields"]
    own = {"DocumentNumber", "DocumentTitle"}  # every document has them, whether its template shows them or not
    values = {name: f"Zq{number}w" for number, name in enumerate(fields) if name not in own}
    assert values
    document = world.document(template, values=values)
    found = world.converted(document["id"])
    word = docx_text(httpx.get(found["downloadUrlMachine"]).content)
    pdf = squeezed(pdf_text(httpx.get(found["pdfUrlMachine"]).content))
    assert [name for name, value in values.items() if value not in pdf] == []
    assert [name for name in values if f"{{{name}}}" in squeezed(word) + pdf] == []
    # the conditional lines of another system have spaces in their braces: they are text and stay text
    assert not {each.strip("{}") for each in _PLACEHOLDER.findall(word)} & set(values)
