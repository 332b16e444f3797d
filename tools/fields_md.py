"""Write docs/fields.md: what a template for an object of the CRM may name, out of the map itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from inkpost.model.crm import NAMES, SWITCHES, custom_catalogue, system_type
from inkpost.model.crm_provider import DOCUMENT_FIELDS, PREFIXES, MapField, field_map

LEAST_CUSTOM = 128
PLACE = Path(__file__).parents[1] / "docs" / "fields.md"
HEAD = """# The fields of templates for objects of the CRM

Made by `tools/fields_md.py` out of `model/crm_provider`; a test compares them, and another fills each field into a
document.

A placeholder names a field (`{CompanyRequisiteRqInn}`) or its path with points (`{COMPANY.REQUISITE.RQ_INN}`, or with
the object's own type before it: `{DEAL.COMPANY.TITLE}`). Fields that users added to the object are named by their code
or by the name made of it: `{UF_CRM_1639669411}`, `{UfCrm1639669411}`; those that are declared also of the company, the
contact and one's own company (`{CompanyUfCrm1639669411}`), with lists, money, dates and people written as such. Fields
of products and taxes repeat the table row that they stand in; between `{ProductsBlockStart}` and `{ProductsBlockEnd}`
(`{TaxesBlockStart}` …) everything repeats. What the call gives in `values` goes before what stands here;
`values.MY_COMPANY` chooses which of one's own companies is written as the seller. What a caller may not see is empty.

Stages, sources, kinds and pipelines are written by their names; the code stands beside them: `{StageId}` is "In
progress", `{StageIdCode}` is `EXECUTING`. A code that is in no directory is written as it is.

Of an item that another belongs to the number (`{ParentId2}`) and its own fields may be named, by the number of its
type: `{PARENT_2.TITLE}` or `{Parent2Title}` is the title of the deal above, `{PARENT_1030.UTM_SOURCE}` a field of an
item of a type that users defined.

Money, dates, names, phones and addresses take the modifiers of their kinds. Where a value is a picture, the picture
stands in the placeholder's place.
"""


def main() -> None:
    """Write the file anew."""
    PLACE.write_text(written())


def written() -> str:
    """The whole file."""
    return "\n".join([HEAD, *_sections()]) + "\n"


def _sections() -> Iterator[str]:
    yield from _table("The document itself", DOCUMENT_FIELDS.values())
    maps = {type_id: field_map(type_id, system_type(0, type_id).catalogue) for type_id in PREFIXES}
    deal = maps[2]
    groups: dict[tuple[str, ...], list[MapField]] = {}
    for each in deal.fields.values():
        if each.group[1:2] != (NAMES[2][0],):
            groups.setdefault(each.group, []).append(each)
    for group, fields in groups.items():
        yield from _table(" · ".join(group[1:]), fields)
    for type_id, found in maps.items():
        name = NAMES[type_id][0]
        yield from _table(f"{name} ({type_id})", [each for each in found.fields.values() if each.group[1:] == (name,)])
    everything = field_map(LEAST_CUSTOM, custom_catalogue(dict.fromkeys(SWITCHES, True)))
    own = [each for each in everything.fields.values() if each.group[1:] == ("Item",)]
    yield from _table("Types that users define (from 128)", own)


def _table(title: str, fields: Iterable[MapField]) -> Iterator[str]:
    yield f"## {title}\n"
    yield "| field | path | kind | English | Russian |"
    yield "| --- | --- | --- | --- | --- |"
    for each in fields:
        path = ".".join(each.path)
        yield f"| `{{{each.name}}}` | `{path}` | {each.kind.value} | {each.title} | {each.title_ru} |"
    yield ""


if __name__ == "__main__":
    main()
