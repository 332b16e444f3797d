"""``sign.b2e.mysafe.*``: what lies in the company's safe"""

from __future__ import annotations

from typing import Final

from inkpost.errors import Reason
from inkpost.faces.bitrix.family import Family, Reply
from inkpost.faces.bitrix.links import Links
from inkpost.faces.bitrix.methods.common import written
from inkpost.faces.bitrix.methods.sign.b2e.common import DENIED, NO_APPLICATION, PAGED, SCOPE, page_of
from inkpost.faces.bitrix.methods.sign.b2e.personal import DOWNLOAD, PAGE, Tail
from inkpost.operations import signing_safe
from inkpost.operations.kit import Work

MOST: Final = 1000

family = Family(
    "sign.b2e.mysafe",
    scope=SCOPE,
    rows={**PAGED, (Reason.FORBIDDEN, "signing"): DENIED},
)


@family.method("tail", application_only=True, wrong_type=NO_APPLICATION, reads=True)
def tail(work: Work, given: Tail) -> Reply:
    """A page of the safe, newest first: each document once for each who signed it."""
    limit, offset = page_of(given.limit, given.offset, most=MOST, default=PAGE)
    links = Links(work)
    return Reply(
        [
            {
                "id": each.id,
                "title": each.title,
                "create_date": written(each.created_at, work),
                "signed_date": written(each.filed_at, work),
                "creator_id": each.created_by,
                "member_id": each.user_id,
                "role": each.role.value,
                "file_url": links.machine(SCOPE, DOWNLOAD, each.id),
            }
            for each in signing_safe.page(work, limit=limit, offset=offset)
        ]
    )
