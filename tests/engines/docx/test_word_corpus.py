"""Documents of Word and others with placeholders put at random places come out filled, the rest as it was."""

from __future__ import annotations

import copy
import random
from pathlib import Path

import pytest
from lxml import etree

from engines.docx.making import W, corpus_params, lines_of, unzipped, zipped
from inkpost.engines.docx import compile_template

_TEXT_PARTS = ("document", "header", "footer", "footnotes", "endnotes")
_HIDDEN = ("del", "moveFrom", "instrText")


def text_parts(content: dict[str, bytes]) -> list[str]:
    names = (name for name in content if name.startswith("word/") and name.endswith(".xml") and name.count("/") == 1)
    return [name for name in names if Path(name).stem.rstrip("0123456789") in _TEXT_PARTS]


def visible(element: etree._Element) -> bool:
    return not any(str(up.tag).rpartition("}")[2] in _HIDDEN for up in element.iterancestors())


def split_run(text: etree._Element, at: int) -> None:
    """Parts a run in two inside one of its texts, as Word does for a spelling mark."""
    run = text.getparent()
    if (
        run is None
        or run.tag != f"{{{W}}}r"
        or [child.tag for child in run if child.tag != f"{{{W}}}rPr"] != [text.tag]
    ):
        return
    second = copy.deepcopy(run)
    second.tail, run.tail = run.tail, None
    whole = text.text or ""
    text.text = whole[:at]
    next(second.iter(f"{{{W}}}t")).text = whole[at:]
    run.addnext(second)


def sow(root: etree._Element, chance: random.Random, names: list[str]) -> None:
    """Puts placeholders into random texts, and parts them over runs."""
    texts = [t for t in root.iter(f"{{{W}}}t") if visible(t) and len(t) == 0 and t.text]
    for text in chance.sample(texts, min(3, len(texts))):
        name = f"Sown.{len(names)}"
        names.append(name)
        whole, at = text.text or "", chance.randrange(len(text.text or "") + 1)
        text.text = f"{whole[:at]}{{{name}}}{whole[at:]}"
        for _ in range(chance.randrange(3)):
            split_run(text, chance.randrange(len(text.text or "") + 1))


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("path", corpus_params("word"))
def test_sown_placeholders_are_filled_and_the_rest_stays(path: Path, seed: int) -> None:
    content, chance, names = unzipped(path.read_bytes()), random.Random(seed), []
    for part in text_parts(content):
        root = etree.fromstring(content[part])
        sow(root, chance, names)
        content[part] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    program = compile_template(zipped(content))
    values = {name: f"<{name}> & more" for name in names}
    made = unzipped(program.fill(values))
    assert {placeholder.name for placeholder in program.placeholders} == set(names)
    for part in made:
        if part in text_parts(content):
            expected = "\n".join(lines_of(etree.fromstring(content[part])))
            for name, value in values.items():
                expected = expected.replace(f"{{{name}}}", value)
            assert "\n".join(lines_of(etree.fromstring(made[part]))) == expected
        else:
            assert made[part] == content[part]
