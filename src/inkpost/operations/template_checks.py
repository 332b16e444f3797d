"""Examining templates, before a document is made from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from inkpost.engines.docx import DocxRefused, Placeholder
from inkpost.engines.docx.doctor import Known, Report, Request, examine
from inkpost.errors import InkpostError, Reason
from inkpost.model.crm_provider import LISTS, FieldMap
from inkpost.model.fields import FieldDescription, Source, Value
from inkpost.model.people import Right
from inkpost.model.templates import Template
from inkpost.operations.crm_supply import description_of, kind_of, map_of
from inkpost.operations.filling import OWN_FIELDS, Descriptions, Values
from inkpost.operations.kit import Work, operation
from inkpost.operations.template_reach import demand_reach, found
from inkpost.store.regions import find as find_region
from inkpost.store.regions import region_format

_USERS = ("UF_", "Uf")
"""How the names of fields begin that users added to a type of items."""


@dataclass(frozen=True, slots=True)
class TemplateCheck:
    """A template to be examined: a file, or one that is recorded; exactly one of the two.

    ``fields`` and ``values`` as a document would get them; with ``values`` the template is filled. ``region`` is the
    template's own unless given. ``commented`` asks for a copy with a comment at each fault.
    """

    content: bytes | None = None
    template_id: int | None = None
    fields: Descriptions = field(default_factory=dict)
    values: Values | None = None
    region: str | None = None
    commented: bool = False


@operation(right=Right.TEMPLATES_MODIFY)
def check(work: Work, given: TemplateCheck, *, module: str) -> Report:
    """Everything that is wrong with a template. Nothing is recorded, and no address in it is called.

    A file that is no template is reported, not refused. Raises PARAMETER_MISSING (neither file nor template),
    PARAMETER_INVALID (both, or an unknown region), NOT_FOUND, FORBIDDEN and DELETED (the template), FILE_LOST.
    """
    body, region = _file(work, given, module)
    known = Known(OWN_FIELDS, given.fields, given.values or {}, complete=bool(given.fields))
    return _examined(work, given, body, region, known)


@operation(right=Right.TEMPLATES_MODIFY)
def check_for_items(work: Work, given: TemplateCheck, *, module: str, type_id: int | None) -> Report:
    """The same for a template of documents of items; with a type held against the fields of its items.

    Raises NOT_FOUND (``type``) beside what ``check`` raises.
    """
    kind = kind_of(work, type_id) if type_id is not None else None
    body, region = _file(work, given, module)
    if kind is None:
        known = Known(OWN_FIELDS, given.fields, given.values or {})
    else:
        items = map_of(work, kind)
        known = known_of_items(items, given.fields, given.values, _placeholders(work, body))
    return _examined(work, given, body, region, known)


def _file(work: Work, given: TemplateCheck, module: str) -> tuple[bytes, str]:
    """What is to be examined, and the region it is for."""
    if given.content is not None and given.template_id is not None:
        raise _invalid("templateId", "templateId and file are given: it takes one of the two")
    if given.region is not None and find_region(work.db, work.organization_id, given.region) is None:
        said = f"region is {given.region[:40]!r}: it takes the code of a region or the id of a custom one"
        raise _invalid("region", said)
    if given.content is not None:
        return given.content, given.region or ""
    template = _checkable(work, given.template_id, module)
    return work.file(template.file_id)[1], given.region or template.region


def _invalid(subject: str, message: str) -> InkpostError:
    return InkpostError(Reason.PARAMETER_INVALID, message, subject=subject)


def _checkable(work: Work, template_id: int | None, module: str) -> Template:
    if template_id is None:
        raise InkpostError(Reason.PARAMETER_MISSING, "Missing file content", subject="template", action="file")
    template = found(work, template_id, module)
    demand_reach(work, template)
    if template.deleted:
        raise InkpostError(Reason.DELETED, "Cannot check deleted template", subject="template")
    return template


def _examined(work: Work, given: TemplateCheck, body: bytes, region: str, known: Known) -> Report:
    formats = region_format(work.db, work.organization_id, region)
    return examine(body, Request(known, formats, values=given.values is not None, commented=given.commented))


def _placeholders(work: Work, body: bytes) -> Iterable[Placeholder]:
    """Those of a file; none of one that cannot be used, which is reported later."""
    try:
        return work.services.programs.compile(body).placeholders
    except DocxRefused:
        return ()


def known_of_items(
    items: FieldMap, fields: Descriptions, values: Values | None, placeholders: Iterable[Placeholder]
) -> Known:
    """What the items of a type supply, under the names and paths that the template uses, and what the caller gives."""
    own = {**OWN_FIELDS, **{each.name: description_of(each) for each in items.fields.values()}}
    own |= {
        head: FieldDescription(source=Source.LIST, item_name=item, item_source=Source.RECORD)
        for head, item in LISTS.items()
    }
    supplied: dict[str, Value] = {}
    for placeholder in placeholders:
        name = placeholder.name
        known = items.find(name)
        if known is not None:
            own[name] = description_of(known)
            supplied[name] = ".".join(known.path) if known.listed else None
        elif any(step.startswith(_USERS) for step in name.split(".")):
            supplied[name] = None
    return Known(own, fields, values or {}, complete=True, supplied=supplied)
