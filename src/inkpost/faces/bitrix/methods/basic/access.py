"""``access.*``"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from inkpost.faces.bitrix.family import Family, Reply
from inkpost.faces.bitrix.params import Params
from inkpost.model.access import Holder
from inkpost.operations import users
from inkpost.operations.kit import Work
from inkpost.operations.users import NamedCode

# What kind of thing a code names, for people and for programs.
PROVIDERS: Final[Mapping[Holder, tuple[str, str]]] = {
    Holder.USER: ("Users", "user"),
    Holder.GROUP: ("", "other"),
    Holder.DEPARTMENT: ("Departments", "intranet"),
    Holder.DEPARTMENT_TREE: ("Departments", "intranet"),
    Holder.WORKGROUP: ("Workgroups", "socnetgroup"),
    Holder.AUTHORISED: ("", "other"),
    Holder.EVERYBODY: ("", "other"),
}
PARTS: Final = {"": "", "A": ": owner", "E": ": moderators", "K": ": members"}
BUILT_IN: Final = {"AU": "All authorized users", "UA": "All users", "G2": "All visitors"}

family = Family("access")


class Name(Params):
    """``access.name``"""

    access: list[str] = []


@family.method("name")
def name(work: Work, given: Name) -> Reply:
    """Whom access codes name, keyed by code; without codes ``false``."""
    if not given.access:
        return Reply(False)
    named = {each.code.code: _shown(each) for each in users.access_names(work, given.access)}
    visitors = {"provider": "", "name": BUILT_IN["G2"], "provider_id": "other"}
    found = {code: named.get(code, visitors if code == "G2" else None) for code in given.access}
    return Reply({code: shown for code, shown in found.items() if shown is not None})


def _shown(named: NamedCode) -> dict[str, Any]:
    code = named.code
    provider, provider_id = PROVIDERS[code.holder]
    own = f"{named.name} (with subdepartments)" if code.holder is Holder.DEPARTMENT_TREE else named.name
    text = own + PARTS[code.part] if own else BUILT_IN[code.code]
    return {"provider": provider, "name": text, "provider_id": provider_id}
