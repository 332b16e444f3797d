"""A template between the wire and the model."""

from __future__ import annotations

from collections.abc import Sequence

from inkpost.faces.bitrix.params import Flag, Params
from inkpost.faces.bitrix.uploads import Upload
from inkpost.model.listing import Condition, ListQuery, Operator
from inkpost.operations.templates import TemplateChange

BODY_TYPE = "Bitrix\\DocumentGenerator\\Body\\Docx"
KIND = "DocumentGenerator\\Template"


class Fields(Params):
    """What a template can be given. ``providers`` is taken and ignored: the vendor always sets its own."""

    name: str | None = None
    file: Upload | None = None
    numerator_id: int | None = None
    region: str | None = None
    code: str | None = None
    users: list[str] | None = None
    active: Flag | None = None
    with_stamps: Flag | None = None
    sort: int | None = None


def change(given: Fields, *, providers: Sequence[str] | None = None) -> TemplateChange:
    """What of a template a call names."""
    return TemplateChange(
        name=given.name,
        content=given.file.content if given.file else None,
        file_name=given.file.name if given.file else None,
        numerator_id=given.numerator_id,
        region=given.region,
        code=given.code,
        access_codes=given.users,
        active=given.active,
        with_stamps=given.with_stamps,
        sort=given.sort,
        providers=providers,
    )


def not_deleted(query: ListQuery) -> ListQuery:
    """Deleted templates are shown to those who ask for them by name."""
    if any(each.field == "deleted" for each in query.conditions):
        return query
    conditions = (*query.conditions, Condition("deleted", Operator.EQ, False))
    return ListQuery(conditions, query.order, query.select, query.offset, query.limit, query.count)
