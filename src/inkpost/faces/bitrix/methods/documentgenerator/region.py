"""``documentgenerator.region.*``"""

from __future__ import annotations

from typing import Any

from inkpost.errors import Reason
from inkpost.faces.bitrix.family import ErrorTable, Family, Nothing, Reply, Row
from inkpost.faces.bitrix.generator.common import Filled, missing, not_a_map, number, unfilled
from inkpost.faces.bitrix.methods.documentgenerator.common import RIGHTS, SCOPE
from inkpost.faces.bitrix.params import Params
from inkpost.model.regions import Region
from inkpost.operations import regions
from inkpost.operations.kit import Work
from inkpost.operations.regions import RegionChange

ROWS: ErrorTable = {
    **RIGHTS,
    (Reason.PARAMETER_MISSING, "id"): missing("id"),
    (Reason.PARAMETER_MISSING, "fields"): missing("fields"),
    (Reason.PARAMETER_INVALID, "fields"): not_a_map("fields"),
    (Reason.PARAMETER_MISSING, "title"): unfilled("TITLE"),
    (Reason.CONFLICT, "region"): Row(400, "BX_ERROR", "There are templates linked to this region"),
}

family = Family("documentgenerator.region", scope=SCOPE, rows=ROWS)


class Name(Params):
    """A region by its number, or a predefined one by its code."""

    id: str


class Fields(Params):
    """What a region can be given."""

    title: str | None = None
    language_id: str | None = None
    format_date: str | None = None
    format_datetime: str | None = None
    format_name: str | None = None
    phrases: dict[str, str | None] | None = None


class NewFields(Fields, Filled):
    """The same; none at all is as good as no parameter."""


class Add(Params):
    """``documentgenerator.region.add``"""

    fields: NewFields


class Update(Params):
    """``documentgenerator.region.update``"""

    id: str
    fields: Fields


def _change(given: Fields) -> RegionChange:
    return RegionChange(
        title=given.title,
        language=given.language_id,
        date_format=given.format_date,
        datetime_format=given.format_datetime,
        name_format=given.format_name,
        phrases=given.phrases,
    )


@family.method("add")
def add(work: Work, given: Add) -> Reply:
    """Add a region of one's own."""
    return Reply({"region": _shown(regions.add(work, _change(given.fields)))})


@family.method("update")
def update(work: Work, given: Update) -> Reply:
    """Change what is named of an own region; phrases are laid over those it has."""
    return Reply({"region": _shown(regions.update(work, given.id, _change(given.fields)))})


@family.method("get")
def get(work: Work, given: Name) -> Reply:
    """One region, own or predefined."""
    return Reply({"region": _shown(regions.get(work, given.id))})


@family.method("list")
def list_(work: Work, given: Nothing) -> Reply:
    """All regions by code; the code of an own one is its number."""
    return Reply({"regions": {each.code: _row(each) for each in regions.every(work)}})


@family.method("delete")
def delete(work: Work, given: Name) -> Reply:
    """Delete an own region; what is not there is no fault."""
    regions.delete(work, given.id)
    return Reply(None)


def _described(region: Region) -> dict[str, Any]:
    return {
        "title": region.title,
        "languageId": region.language,
        "formatDate": region.date_format,
        "formatDatetime": region.datetime_format,
        "formatName": region.name_format,
    }


def _shown(region: Region) -> dict[str, Any]:
    name = {} if region.id is None else {"id": number(region.id)}
    return {**name, **_described(region), "phrases": dict(region.phrases)}


def _row(region: Region) -> dict[str, Any]:
    if region.id is None:
        return {"code": region.code, "title": region.title, "languageId": region.language}
    return {"id": number(region.id), **_described(region), "code": region.code}
