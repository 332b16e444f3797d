"""``humanresources.hcmlink.company.user.*``: the companies that the caller is linked to"""

from __future__ import annotations

from inkpost.faces.bitrix.family import Family, Reply
from inkpost.faces.bitrix.methods.humanresources.hcmlink.common import NO_APPLICATION, SCOPE
from inkpost.faces.bitrix.methods.humanresources.hcmlink.company import told
from inkpost.faces.bitrix.params import Params
from inkpost.operations import hcmlink
from inkpost.operations.kit import Work

family = Family("humanresources.hcmlink.company.user", scope=SCOPE)


class Page(Params):
    """``company.user.list``"""

    limit: int | None = None
    offset: int | None = None


@family.method("list", application_only=True, wrong_type=NO_APPLICATION, reads=True)
def list_(work: Work, given: Page) -> Reply:
    """The companies where the caller is a person, and which."""
    found = hcmlink.own(work, limit=given.limit, offset=given.offset)
    return Reply([{**told(each), "person": each.person} for each in found])
