"""A template between the wire and the model."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import Any

from inkpost.engines.docx.doctor import told
from inkpost.faces.bitrix.generator.fields import described, plain_values
from inkpost.faces.bitrix.params import Flag, Params
from inkpost.faces.bitrix.uploads import Upload
from inkpost.model.listing import Condition, ListQuery, Operator
from inkpost.operations import templates
from inkpost.operations.kit import Work
from inkpost.operations.templates import TemplateChange, TemplateCheck

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


class Check(Params):
    """``template.check``, an extension: a ``file`` or the ``templateId`` of one that is here."""

    file: Upload | None = None
    template_id: int | None = None
    fields: dict[str, Any] = {}
    values: dict[str, Any] | None = None
    region: str | None = None
    commented: Flag = False


def checked(work: Work, given: Check, *, module: str) -> dict[str, Any]:
    """Everything that is wrong with a template, and where; on request with a copy that has it in comments."""
    asked_for = TemplateCheck(
        content=given.file.content if given.file else None,
        template_id=given.template_id,
        fields=described(given.fields),
        values=None if given.values is None else plain_values(given.values),
        region=given.region,
        commented=given.commented,
    )
    report = templates.check(work, asked_for, module=module)
    copy = {} if report.commented is None else {"commented": base64.b64encode(report.commented).decode()}
    return {**told(report), **copy}
