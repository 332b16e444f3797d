"""What a template's fields are filled with from an item of the CRM, and what is said of each field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from inkpost.engines.docx import Placeholder, Program, marks_block
from inkpost.engines.wording import NO_MODIFIER, text_of
from inkpost.errors import InkpostError, Reason
from inkpost.model.crm import CrmItem, CrmType
from inkpost.model.crm_fields import COMPANY, CONTACT
from inkpost.model.crm_provider import DOCUMENT_FIELDS, LISTS, Added, FieldMap, MapField, Parent, field_map
from inkpost.model.crm_user_fields import FILE
from inkpost.model.fields import FieldDescription, FieldKind, RegionFormat, Value, verbatim
from inkpost.model.fields import Source as Shape
from inkpost.operations.crm_source import Source
from inkpost.operations.filling import Descriptions, Values
from inkpost.operations.kit import Work
from inkpost.operations.making import Supply
from inkpost.store import crm_items, crm_types, crm_user_fields

_HOLDERS = ((("COMPANY",), COMPANY), (("CONTACT",), CONTACT), (("MY_COMPANY",), COMPANY))
MY_COMPANY = "MY_COMPANY"
"""The value that chooses which of the companies of the caller's own is written as the seller."""


@dataclass(frozen=True, slots=True)
class KnownField:
    """A field of a template: what the map knows of it (nothing of one of the author's own), and its value as text.

    ``default`` is what it would be without the caller's values.
    """

    name: str
    known: MapField | None
    description: FieldDescription
    value: Value
    default: Value


def kind_of(work: Work, type_id: int | None) -> CrmType:
    """The type of items that documents are made of. Raises NOT_FOUND (``type``)."""
    found = crm_types.by_type_id(work.db, work.organization_id, type_id) if type_id else None
    if found is None:
        raise InkpostError(Reason.NOT_FOUND, "There is no such type of items", subject="type")
    return found


def map_of(work: Work, kind: CrmType) -> FieldMap:
    """The fields that a template may name of items of a type, with what lies above them in this organisation."""
    above = crm_types.above(work.db, kind)
    parents = (
        Parent(each.type_id, each.titled("en"), each.titled("ru"), tuple(each.catalogue.values())) for each in above
    )
    return field_map(kind.type_id, kind.catalogue, tuple(parents), tuple(_added(work, kind)))


def _added(work: Work, kind: CrmType) -> Iterator[Added]:
    """The fields that users added to the items of a type, and to the companies and contacts that belong to them."""
    for path, type_id in (((), kind.type_id), *_HOLDERS):
        if path and type_id == kind.type_id and path != (MY_COMPANY,):
            continue  # the item is this company or contact itself
        fields = crm_user_fields.of_type(work.db, work.organization_id, type_id)
        yield Added(path, tuple(each.described for each in fields if each.kind != FILE))


def item_of(work: Work, kind: CrmType, number: int | None) -> CrmItem | None:
    """The item of a type, whoever may see it; None if it is not there."""
    return crm_items.find(work.db, kind, number) if number and number < 2**63 else None


def supply_of(work: Work, kind: CrmType, item: CrmItem | None) -> Supply:
    """What an item supplies to a template.

    What the CRM holds stands for itself, whatever it looks like: whoever names a product writes no template.
    """
    known = map_of(work, kind)

    def supply(program: Program, values: Values) -> tuple[Values, Descriptions]:
        source = Source(work, kind, item, my_company=chosen_company(values))
        found, described = supplied(source, known, program.placeholders)
        return {name: value if _is_listed(known, name) else verbatim(value) for name, value in found.items()}, described

    return supply


def supplied(source: Source, known: FieldMap, placeholders: Iterable[Placeholder]) -> tuple[Values, Descriptions]:
    """The values and the descriptions of the placeholders that the map knows; of nothing else anything is read."""
    values: dict[str, Value] = {}
    described: dict[str, FieldDescription] = {}
    heads: set[str] = set()
    for placeholder in placeholders:
        name = placeholder.name
        field = known.find(name)
        if field is not None:
            described[name] = description_of(field)
            values[name] = ".".join(field.path) if field.listed else _value(source, field)
            heads |= {field.path[0]} & LISTS.keys()
        elif (own := known.user_field(name, source.user_fields)) is not None:
            values[name] = source.user_field(own)
        else:
            heads |= {head for head in LISTS if marks_block(name, head)}
    for head in heads:
        values[head] = _items(source, head)
        described[head] = FieldDescription(source=Shape.LIST, item_name=LISTS[head], item_source=Shape.RECORD)
    return values, described


def _is_listed(known: FieldMap, name: str) -> bool:
    field = known.find(name)
    return field is not None and field.listed


def _items(source: Source, head: str) -> list[Value]:
    return source.goods.products() if head == "PRODUCTS" else source.goods.taxes()


def _value(source: Source, field: MapField) -> Value:
    return source.picture(field.path) if field.kind.is_picture else source.value(field.path)


def description_of(field: MapField) -> FieldDescription:
    """How the engine is to understand a field of the map."""
    return FieldDescription(kind=field.kind, format=field.format, title=field.title, required=field.required)


def known_fields(
    source: Source, known: FieldMap, program: Program, given: Values, described: Descriptions, region: RegionFormat
) -> tuple[KnownField, ...]:
    """What is known of every field of a template, those aside that a document says of itself."""
    found, kinds = supplied(source, known, program.placeholders)
    names = dict.fromkeys(each.name for each in program.placeholders if each.name not in DOCUMENT_FIELDS)
    return tuple(_known(source, known, name, found, {**kinds, **described}, given, region) for name in names)


def _known(
    source: Source,
    known: FieldMap,
    name: str,
    found: Values,
    described: Descriptions,
    given: Values,
    region: RegionFormat,
) -> KnownField:
    field = known.find(name)
    description = described.get(name, FieldDescription())
    default = _listed(source, field) if field is not None and field.listed else found.get(name)
    default = _shown(default, description, region)
    value = _shown(given[name], description, region) if name in given else default
    return KnownField(name, field, description, value, default)


def _listed(source: Source, field: MapField) -> Value:
    items = _items(source, field.path[0])
    if field.path[1:] == ("INDEX",):
        return list(range(1, len(items) + 1))
    return [item.get(field.path[-1]) for item in items if isinstance(item, Mapping)]


def _shown(value: Value, description: FieldDescription, region: RegionFormat) -> Value:
    """A value as the document would show it: a text, or a text for each of several; nothing stays nothing."""
    if value is None:
        return None
    if isinstance(value, list):
        return [_shown(each, description, region) for each in value]
    if description.kind is FieldKind.TEXT and isinstance(value, Mapping):
        return value
    if description.kind.is_picture:
        return None  # a picture is no text; whoever asks for the fields asks for no files
    return text_of(value, description, NO_MODIFIER, region)


def chosen_company(values: Values) -> int | None:
    """The number of the company that the values choose to be written as the seller."""
    given = values.get(MY_COMPANY)
    text = str(given) if isinstance(given, int | str) and not isinstance(given, bool) else ""
    return int(text) if text.isdecimal() and len(text) < 19 else None
