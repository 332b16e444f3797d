"""``user.*``: people of the portal, as far as the caller's scope shows them"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, tzinfo
from typing import Any, Final, Self

import msgspec

from inkpost.faces.bitrix.family import Family, Nothing, Reply
from inkpost.faces.bitrix.listing import split_operator
from inkpost.faces.bitrix.methods.common import char, counted, written, zone_of
from inkpost.faces.bitrix.methods.user.columns import (
    COLUMNS,
    NAMES,
    SCOPES,
    TEXTS,
    TIMES,
    TITLES,
    searchable_names,
    shown_names,
)
from inkpost.faces.bitrix.params import Params, fold
from inkpost.faces.bitrix.values import ValueFault, moment
from inkpost.model.listing import Condition, ListQuery, Operator
from inkpost.model.users import Profile
from inkpost.operations import users
from inkpost.operations.kit import Work

_NAMES: Final = frozenset(fold(name) for name in NAMES)
_TIMES: Final = frozenset(fold(name) for name in TIMES)
_NOBODY: Final = "@ID"  # one of no ids

family = Family("user", scope=SCOPES[0], or_scopes=SCOPES[1:])


class Get(Params):
    """``user.get``: ``sort`` and ``order`` are a field and a direction; conditions stand in ``filter`` or beside it."""

    sort: str = ""
    order: Any = None
    filter: Any = None
    select: Any = None
    start: Any = None

    @classmethod
    def read(cls, given: Mapping[str, Any], zone: tzinfo = UTC) -> Self:
        """The parameters; a field's name at the top is a condition too."""
        found = super().read(given, zone)
        beside = {key: item for key, item in given.items() if fold(split_operator(key)[1]) in _NAMES}
        if not beside or (found.filter and not isinstance(found.filter, dict)):
            return found
        return msgspec.structs.replace(found, filter={**beside, **(found.filter or {})})


@family.method("current")
def current(work: Work, given: Nothing) -> Reply:
    """The caller."""
    shown = shown_names(work.caller.scopes) - {"USER_TYPE"}
    return Reply({key: item for key, item in _row(users.current(work), work).items() if key in shown})


@family.method("get")
def get(work: Work, given: Get) -> Reply:
    """A page of the portal's users."""
    shown = shown_names(work.caller.scopes)
    query = _asked(given, work)
    found, total = users.page(work, query, visible=searchable_names(shown))
    rows = (COLUMNS.chosen(_row(each, work), query.select) for each in found)
    return Reply([{key: item for key, item in row.items() if key in shown} for row in rows], *counted(query, total))


@family.method("fields")
def fields(work: Work, given: Nothing) -> Reply:
    """What the fields of a user are called."""
    shown = shown_names(work.caller.scopes)
    return Reply({name: title for name, title in TITLES.items() if name in shown})


def _asked(given: Get, work: Work) -> ListQuery:
    zone = zone_of(work)
    told = {
        "select": _unmasked(given.select),
        "order": given.order if isinstance(given.order, dict) else {given.sort or "ID": given.order or "asc"},
        "filter": _readable(given.filter, zone),
        "start": given.start,
    }
    query = COLUMNS.read({key: item for key, item in told.items() if item is not None}, zone)
    return msgspec.structs.replace(query, conditions=tuple(_loose(each) for each in query.conditions))


def _unmasked(select: Any) -> Any:
    """``UF_*`` stands for all fields that begin so."""
    names = [select] if isinstance(select, str) else select
    if not isinstance(names, list) or "UF_*" not in names:
        return names
    return [*names, *(name for name in TITLES if name.startswith("UF_"))]


def _readable(conditions: Any, zone: tzinfo) -> Any:
    """A time that cannot be read finds nobody; that is no refusal here."""
    if not isinstance(conditions, dict):
        return conditions
    return {
        key if _is_readable(key, item, zone) else _NOBODY: item if _is_readable(key, item, zone) else []
        for key, item in conditions.items()
    }


def _is_readable(key: str, item: Any, zone: tzinfo) -> bool:
    if fold(split_operator(key)[1]) not in _TIMES:
        return True
    values = item.values() if isinstance(item, dict) else item if isinstance(item, list) else [item]
    try:
        return all(value in (None, "") or moment(value, zone) for value in values)
    except ValueFault:
        return False


def _loose(condition: Condition) -> Condition:
    """A text with ``%`` in it is a pattern here, also without a prefix."""
    if condition.operator is Operator.EQ and condition.field in TEXTS and "%" in str(condition.value):
        return Condition(condition.field, Operator.LIKE, condition.value)
    return condition


def _row(user: Profile, work: Work) -> dict[str, Any]:
    """Every field that is answered; those that are not kept of a user are empty, as of one who filled nothing in."""
    seen = user.last_seen_at.astimezone(zone_of(work)) if user.last_seen_at else None
    return {
        "ID": str(user.id),
        "XML_ID": "",
        "ACTIVE": user.active,
        "NAME": user.name,
        "LAST_NAME": user.last_name,
        "SECOND_NAME": user.second_name,
        "EMAIL": user.email,
        "LAST_LOGIN": seen.isoformat(timespec="seconds") if seen else "",
        "DATE_REGISTER": written(user.created_at, work),
        "TIME_ZONE": "",
        "IS_ONLINE": char(user.online),
        "TIMESTAMP_X": user.updated_at.astimezone(zone_of(work)).strftime("%d.%m.%Y %H:%M:%S"),
        "LAST_ACTIVITY_DATE": seen.strftime("%Y-%m-%d %H:%M:%S") if seen else "",
        "PERSONAL_GENDER": "",
        "PERSONAL_WWW": "",
        "PERSONAL_BIRTHDAY": "",
        **({"PERSONAL_PHONE": user.personal_phone} if user.personal_phone else {}),
        "PERSONAL_MOBILE": user.personal_mobile,
        "PERSONAL_CITY": "",
        "WORK_PHONE": user.work_phone,
        "WORK_POSITION": user.position,
        "UF_EMPLOYMENT_DATE": "",
        "UF_DEPARTMENT": list(user.departments),
        "USER_TYPE": "employee",
    }
