"""What can be done with templates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from inkpost.engines.docx import DocxRefused, Placeholder
from inkpost.errors import InkpostError, Reason
from inkpost.model.access import FURTHER_MEANINGS, MEANINGS, is_code, is_further_code
from inkpost.model.files import DOCX, StoredFile
from inkpost.model.listing import ListQuery
from inkpost.model.people import Right
from inkpost.model.templates import DEFAULT_SORT, LARGEST_SORT, LONGEST_TEXT, Template
from inkpost.operations.kit import Work, operation
from inkpost.operations.template_reach import demand_reach, found, next_number, reach, reached_template
from inkpost.store import documents as stored_documents
from inkpost.store import events, numbering
from inkpost.store import templates as stored
from inkpost.store.regions import known_region


@dataclass(frozen=True, slots=True)
class TemplateChange:
    """What is to be set; None leaves it as it is. ``content`` is a DOCX, ``access_codes`` as in model/access."""

    name: str | None = None
    content: bytes | None = None
    file_name: str | None = None
    numerator_id: int | None = None
    region: str | None = None
    code: str | None = None
    access_codes: Sequence[str] | None = None
    active: bool | None = None
    with_stamps: bool | None = None
    sort: int | None = None
    providers: Sequence[str] | None = None


@dataclass(frozen=True, slots=True)
class TemplateFields:
    """The placeholders of a template with what is known before any document: the next number and title."""

    template: Template
    placeholders: Sequence[Placeholder]
    number: str
    title: str


@operation(right=Right.TEMPLATES_MODIFY)
def add(work: Work, given: TemplateChange, *, module: str) -> Template:
    """Record a new template of the caller's organisation. Without access codes its maker alone may use it.

    Raises PARAMETER_MISSING (the message lists every missing field), PARAMETER_INVALID, UNUSABLE_FILE.
    """
    _require(given)
    values = _columns(work, given)
    file = _keep(work, given)
    number = stored.add(
        work.db,
        given.access_codes or [f"U{work.user_id}"],
        organization_id=work.organization_id,
        module=module,
        file_id=file.id,
        created_by=work.user_id,
        created_at=work.now,
        updated_at=work.now,
        **{"sort": DEFAULT_SORT, **values},
    )
    _record(work, "template.added", number)
    return found(work, number, module)


@operation(right=Right.TEMPLATES_MODIFY)
def update(work: Work, template_id: int, given: TemplateChange, *, module: str) -> Template:
    """Change a template. Two changes at once follow one another; each sets only what it names.

    Raises NOT_FOUND, FORBIDDEN (this template is out of the caller's reach), PARAMETER_INVALID, UNUSABLE_FILE.
    """
    demand_reach(work, found(work, template_id, module))
    values = _columns(work, given)
    if given.content is not None:
        values["file_id"] = _keep(work, given).id
    # Reading a file takes its time, so nobody waits for it: only now does the change take its turn.
    demand_reach(work, found(work, template_id, module, lock=True))
    if given.access_codes is not None:
        stored.set_codes(work.db, template_id, given.access_codes)
    stored.change(work.db, template_id, updated_by=work.user_id, updated_at=work.now, **values)
    _record(work, "template.updated", template_id)
    return found(work, template_id, module)


@operation(right=Right.TEMPLATES_MODIFY)
def get(work: Work, template_id: int, *, module: str) -> Template:
    """One template that the caller may modify, deleted ones too. Raises NOT_FOUND, FORBIDDEN."""
    template = found(work, template_id, module)
    demand_reach(work, template)
    return template


@operation(right=Right.TEMPLATES_MODIFY)
def page(work: Work, query: ListQuery, *, module: str) -> tuple[list[Template], int | None]:
    """A page of the templates within the caller's reach, and how many there are in all."""
    return stored.page(work.db, work.organization_id, query, module=module, made_by=reach(work))


@operation(right=Right.TEMPLATES_MODIFY)
def delete(work: Work, template_id: int, *, module: str) -> None:
    """Delete a template; one that documents were made from is only marked. Raises NOT_FOUND, FORBIDDEN."""
    template = found(work, template_id, module, lock=True)
    demand_reach(work, template)
    if stored_documents.made_from(work.db, template_id):
        stored.change(work.db, template_id, deleted=True, updated_by=work.user_id, updated_at=work.now)
    else:
        stored.remove(work.db, template_id)
    _record(work, "template.deleted", template_id)


@operation(right=Right.TEMPLATES_MODIFY)
def fields(work: Work, template_id: int, *, module: str) -> TemplateFields:
    """The placeholders of a template. Raises NOT_FOUND, FORBIDDEN, DELETED."""
    template = reached_template(work, template_id, module)
    program = work.program(template.file_id)
    number = next_number(work, template)
    return TemplateFields(template, program.placeholders, number, f"{template.name} {number}")


@operation(right=Right.TEMPLATES_MODIFY)
def content(work: Work, template_id: int, *, module: str) -> tuple[StoredFile, bytes]:
    """The template's file with its contents. Raises NOT_FOUND, FORBIDDEN, FILE_LOST."""
    template = found(work, template_id, module)
    demand_reach(work, template)
    return work.file(template.file_id)


def _require(given: TemplateChange) -> None:
    wanted = {
        "name": bool((given.name or "").strip()),
        "numeratorId": bool(given.numerator_id),
        "region": bool(given.region),
        "entityTypeId": bool(given.providers),
    }
    missing = [name for name, item in wanted.items() if not item]
    if missing:
        names = ", ".join(missing)
        raise InkpostError(
            Reason.PARAMETER_MISSING, f"Empty required fields: {names}", subject="template", action="fields"
        )
    if given.content is None:
        raise InkpostError(Reason.PARAMETER_MISSING, "Missing file content", subject="template", action="file")


def _columns(work: Work, given: TemplateChange) -> dict[str, Any]:
    _check(work, given)
    names = ("name", "numerator_id", "region", "code", "active", "with_stamps", "sort")
    found = {name: item for name in names if (item := getattr(given, name)) is not None}
    return found if given.providers is None else {**found, "providers": list(given.providers)}


def _check(work: Work, given: TemplateChange) -> None:
    _check_texts(given)
    _check_targets(work, given)
    wrong = [code for code in given.access_codes or () if not (is_code(code) or is_further_code(code))]
    if wrong:
        message = f"users has {wrong[0][:40]!r}: valid access codes are {MEANINGS}, {FURTHER_MEANINGS}"
        raise _invalid("users", message)


def _check_texts(given: TemplateChange) -> None:
    if given.name is not None and not given.name.strip():
        raise _invalid("name", "name is empty: it takes the name of the template")
    for field, text in (("name", given.name), ("code", given.code)):
        if text is not None and len(text) > LONGEST_TEXT:
            raise _invalid(field, f"{field} is {len(text)} characters long: it takes at most {LONGEST_TEXT}")
    if given.sort is not None and abs(given.sort) > LARGEST_SORT:
        raise _invalid("sort", f"sort is {given.sort}: it takes a number from {-LARGEST_SORT} to {LARGEST_SORT}")


def _check_targets(work: Work, given: TemplateChange) -> None:
    if given.numerator_id is not None and not _held(work, given.numerator_id):
        raise _invalid("numeratorId", f"numeratorId is {given.numerator_id}: there is no such numerator")
    if given.region is not None and not known_region(work.db, work.organization_id, given.region):
        raise _invalid(
            "region", f"region is {given.region[:40]!r}: it takes the code of a region or the id of a custom one"
        )


def _held(work: Work, numerator_id: int) -> bool:
    """Whether there is such a numerator; nobody deletes it before the template names it."""
    return numbering.find(work.db, work.organization_id, numerator_id, hold=True) is not None


def _invalid(field: str, message: str) -> InkpostError:
    return InkpostError(Reason.PARAMETER_INVALID, message, subject=field)


def _keep(work: Work, given: TemplateChange) -> StoredFile:
    body = given.content or b""
    try:
        work.services.programs.compile(body)
    except DocxRefused as fault:
        raise InkpostError(
            Reason.UNUSABLE_FILE, f"file cannot be used: {fault.message}", subject="file", detail=fault.code
        ) from None
    name = given.file_name or f"{given.name or 'template'}.docx"
    return work.keep(body, name=name, media_type=DOCX)


def _record(work: Work, kind: str, template_id: int) -> None:
    events.append(work.db, work.organization_id, kind, "template", template_id, user_id=work.user_id)
