"""``crm.requisite.link.*``"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from inkpost.errors import Reason
from inkpost.faces.bitrix.family import ErrorTable, Family, Nothing, Reply
from inkpost.faces.bitrix.methods.common import counted
from inkpost.faces.bitrix.methods.crm.requisite_fields import LINKS
from inkpost.faces.bitrix.methods.crm.upper import (
    DENIED_LIST,
    RIGHTS,
    SCOPE,
    Add,
    Listing,
    asked,
    getter,
    invalid,
    loose,
    said,
)
from inkpost.faces.bitrix.params import Params, fold
from inkpost.faces.bitrix.values import ValueFault, integer
from inkpost.model.requisites import RequisiteLink
from inkpost.operations import crm_links
from inkpost.operations.kit import Work

ROWS: ErrorTable = {
    **RIGHTS,
    **{(Reason.PARAMETER_INVALID, field.model_name): invalid(field.name) for field in LINKS.all},
    (Reason.PARAMETER_INVALID, "entityTypeId"): invalid("entityTypeId"),
    (Reason.PARAMETER_INVALID, "entityId"): invalid("entityId"),
    (Reason.NOT_FOUND, "owner"): said("Entity is not found"),
    (Reason.NOT_FOUND, "link"): said("Not found"),
    (Reason.NOT_FOUND, "linked"): said(),
    (Reason.CONFLICT, "linked"): said(),
}

family = Family("crm.requisite.link", scope=SCOPE, rows=ROWS)


class Entity(Params):
    """A call that names an object; everything that is no number is as good as none."""

    entity_type_id: Any = None
    entity_id: Any = None


@family.method("fields")
def fields(work: Work, given: Nothing) -> Reply:
    """What a link has."""
    return Reply(LINKS.described(work.caller.organization.language))


@family.method("register")
def register(work: Work, given: Add) -> Reply:
    """Let an object use requisites and accounts."""
    crm_links.register(work, _link(given.fields))
    return Reply(True)


@family.method("unregister")
def unregister(work: Work, given: Entity) -> Reply:
    """Forget what an object uses."""
    return Reply(crm_links.unregister(work, loose(given.entity_type_id), loose(given.entity_id)))


@family.method("get", reads=True)
def get(work: Work, given: Entity) -> Reply:
    """What an object uses."""
    link = crm_links.get(work, loose(given.entity_type_id), loose(given.entity_id))
    row = LINKS.row(getter(link, {}), work)
    # Of one link the vendor answers the object's numbers as they came, as numbers; in lists they are texts.
    return Reply({**row, "ENTITY_TYPE_ID": link.entity_type_id, "ENTITY_ID": link.entity_id})


@family.method("list", rows={Reason.FORBIDDEN: DENIED_LIST}, reads=True)
def list_(work: Work, given: Listing) -> Reply:
    """A page of links."""
    query = asked(LINKS, given, work)
    found, total = crm_links.page(work, query)
    return Reply([LINKS.row(getter(each, {}), work, query.select) for each in found], *counted(query, total))


def _link(given: Mapping[str, Any]) -> RequisiteLink:
    """The link in ``fields``; what is missing or no number is below 0, for 0 is an answer: nothing was chosen."""
    told = {fold(name): item for name, item in given.items()}
    return RequisiteLink(**{field.model_name: _number(told.get(fold(field.name))) for field in LINKS.all})


def _number(given: Any) -> int:
    try:
        return integer(given)
    except ValueFault:
        return -1
