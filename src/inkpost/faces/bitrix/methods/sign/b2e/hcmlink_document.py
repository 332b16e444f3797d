"""``sign.b2e.hcmlink.document.*``: a signed document, for the linked system of personnel records"""

from __future__ import annotations

from typing import Final

from inkpost.errors import Reason
from inkpost.faces.bitrix.family import Family, Reply, Row
from inkpost.faces.bitrix.links import Links
from inkpost.faces.bitrix.methods.common import written
from inkpost.faces.bitrix.methods.sign.b2e.common import SCOPE
from inkpost.faces.bitrix.methods.sign.b2e.personal import DOWNLOAD
from inkpost.faces.bitrix.params import Params
from inkpost.operations import signing_safe
from inkpost.operations.kit import Work

_NOT_FOUND: Final = Row(200, "SIGN_HCMLINK_DOCUMENT_NOT_FOUND", "Document not found")

family = Family("sign.b2e.hcmlink.document", scope=SCOPE)


class Get(Params):
    """``sign.b2e.hcmlink.document.get``"""

    id: int = 0


@family.method(
    "get",
    application_only=True,
    reads=True,
    rows={
        (Reason.FORBIDDEN, "signing"): Row(403, "ACCESS_DENIED", "Access denied"),
        (Reason.NOT_FOUND, "document"): _NOT_FOUND,
        Reason.PARAMETER_INVALID: _NOT_FOUND,
        (Reason.NOT_FOUND, "document", "linked"): Row(
            200, "SIGN_HCMLINK_DOCUMENT_NOT_LINKED", "No employee or company linked to the document"
        ),
        (Reason.NOT_FOUND, "document", "file"): Row(
            200, "SIGN_HCMLINK_NO_SIGNED_FILE_EXIST", "Signed file for this document does not exist"
        ),
    },
)
def get(work: Work, given: Get) -> Reply:
    """What an employee has signed, by the number that the event told."""
    found = signing_safe.of_employee(work, given.id)
    return Reply(
        {
            "company": found.document.company_guid,
            "employee": found.member.employee_code,
            "document": {
                "date": written(found.document.created_at, work),
                "name": found.document.title,
                "fileUrl": Links(work).machine(SCOPE, DOWNLOAD, found.member.id),
                "fileName": found.file_name,
                # No field of a document is linked to one of the other system's here.
                "uid": None,
                "documentUid": found.document.guid,
            },
        }
    )
