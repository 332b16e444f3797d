"""``sign.b2e.personal.*``: what the caller has signed"""

from __future__ import annotations

from typing import Any, Final

from inkpost.faces.bitrix.family import Family, Reply
from inkpost.faces.bitrix.links import Links
from inkpost.faces.bitrix.methods.common import written
from inkpost.faces.bitrix.methods.sign.b2e.common import NO_APPLICATION, PAGED, SCOPE, page_of
from inkpost.faces.bitrix.params import Params
from inkpost.operations import signing_safe
from inkpost.operations.kit import Work

DOWNLOAD: Final = "download"
MOST: Final = 50
PAGE: Final = 20

family = Family("sign.b2e.personal", scope=SCOPE, rows=PAGED)


class Tail(Params):
    """``sign.b2e.personal.tail`` and ``sign.b2e.mysafe.tail``"""

    limit: Any = None
    offset: Any = None


@family.method("tail", application_only=True, wrong_type=NO_APPLICATION, reads=True)
def tail(work: Work, given: Tail) -> Reply:
    """A page of the documents that the caller has signed, newest first."""
    limit, offset = page_of(given.limit, given.offset, most=MOST, default=PAGE)
    links = Links(work)
    return Reply(
        [
            {
                "id": each.id,
                "title": each.title,
                "signed_date": written(each.filed_at, work),
                "file_url": links.machine(SCOPE, DOWNLOAD, each.id),
            }
            for each in signing_safe.personal(work, limit=limit, offset=offset)
        ]
    )
