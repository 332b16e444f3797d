"""``sign.b2e.document.*``: send a document to be signed, see where it stands"""

from __future__ import annotations

from typing import Any, Final

from inkpost.errors import InkpostError, Reason
from inkpost.faces.bitrix.family import ErrorTable, Family, Reply, Row
from inkpost.faces.bitrix.methods.sign.b2e.common import CRM, DENIED, HCMLINK, NO_CODE, SCOPE, demand_scope
from inkpost.faces.bitrix.methods.sign.b2e.sending import Fields, sending_of
from inkpost.faces.bitrix.params import Params
from inkpost.faces.bitrix.signing_words import Said, document_said, in_russian, member_said
from inkpost.model.signatures import Member, Role
from inkpost.operations import signing
from inkpost.operations.kit import Work
from inkpost.operations.signing import Standing

_PARTIES: Final = {Role.SIGNER: 0}  # the employees' side; whoever acts for the company is the other


def bad(text: str) -> Row:
    """A refusal of ``document.send``; its page prints the status 200 over the example."""
    return Row(200, "BAD_REQUEST", text)


SEND_ROWS: Final[ErrorTable] = {
    (Reason.PARAMETER_MISSING, "fields"): bad("Empty request fields"),
    (Reason.PARAMETER_MISSING, "provider"): bad("[companyProviderUid] field is required"),
    (Reason.PARAMETER_MISSING, "responsible"): bad("The responsible field is required"),
    (Reason.PARAMETER_INVALID, "members", "signer"): bad("At least one signing party with role signer is required"),
    (Reason.PARAMETER_INVALID, "members", "assignee"): bad("At least one signing party with role assignee is required"),
    (Reason.PARAMETER_INVALID, "members"): bad("{message}"),
    (Reason.PARAMETER_INVALID, "role"): bad("Invalid role {given}"),
    (Reason.PARAMETER_MISSING, "employee"): bad("Employee ID is required"),
    (Reason.NOT_FOUND, "employee", "code"): bad("Employee with code {given} was not found"),
    (Reason.NOT_FOUND, "employee", "id"): bad("Employee with ID {given} was not found"),
    (Reason.NOT_FOUND, "employee", "user"): bad("Could not find user for specified employee"),
    (Reason.NOT_FOUND, "user"): bad("Could not find employee for specified User ID"),
    (Reason.PARAMETER_MISSING, "files"): bad("At least one file is required to sign the document"),
    (Reason.PARAMETER_INVALID, "files", "many"): bad("Signing multiple files is currently not supported"),
    (Reason.PARAMETER_INVALID, "file", "type"): bad("The specified file type is not supported"),
    (Reason.PARAMETER_INVALID, "file", "name"): bad("Invalid file name"),
    (Reason.PARAMETER_INVALID, "file", "no_extension"): bad("Invalid file name. File extension is not specified"),
    (Reason.PARAMETER_INVALID, "file", "extension"): bad("The specified file extension is not supported"),
    (Reason.PARAMETER_MISSING, "regionDocumentType"): bad(
        "Region document type is required. Use value '12.999' as a default value"
    ),
    (Reason.PARAMETER_INVALID, "regionDocumentType"): bad(
        "Region document type is not valid. Use value '12.999' as a default value"
    ),
    (Reason.PARAMETER_INVALID, "provider"): bad("Signing provider is not available"),
    (Reason.PARAMETER_INVALID, "provider", "expired"): bad("Signing provider has expired"),
    (Reason.PARAMETER_MISSING, "externalDateCreate"): bad("External date create field is required"),
    (Reason.PARAMETER_MISSING, "externalId"): bad("External ID field is required"),
    (Reason.PARAMETER_INVALID, "externalDateCreate"): bad("External date create invalid field value"),
    (Reason.PARAMETER_INVALID, "externalId"): bad("External ID maximum length of 255 is exceeded"),
    (Reason.NOT_FOUND, "company"): bad("Company was not found."),
    (Reason.NOT_FOUND, "document"): bad("Document not found"),
    (Reason.UNUSABLE_FILE, "file"): bad("{message}"),
    (Reason.CONFLICT, "key"): bad("{message}"),
    Reason.PARAMETER_MISSING: bad("{message}"),
    Reason.PARAMETER_INVALID: bad("{message}"),
}

family = Family("sign.b2e.document", scope=SCOPE, rows={(Reason.FORBIDDEN, "signing"): DENIED})


class Send(Params):
    """``sign.b2e.document.send``"""

    fields: Fields | None = None
    language: str = "en"


class Get(Params):
    """``sign.b2e.document.get``"""

    uid: str = ""
    language: str = "en"


@family.method("send", application_only=True, rows=SEND_ROWS)
def send(work: Work, given: Send) -> Reply:
    """Send a document to be signed."""
    demand_scope(work, CRM)
    if given.fields is None or given.fields == Fields():
        raise InkpostError(Reason.PARAMETER_MISSING, "fields is empty", subject="fields")
    if given.fields.names_other_system():
        demand_scope(work, HCMLINK)
    return Reply(shown(signing.send(work, sending_of(work, given.fields)), given.language))


@family.method(
    "get",
    application_only=True,
    reads=True,
    rows={
        (Reason.PARAMETER_MISSING, "uid"): Row(200, NO_CODE, "Document UID is required"),
        (Reason.NOT_FOUND, "document"): Row(200, NO_CODE, "Document not found"),
    },
)
def get(work: Work, given: Get) -> Reply:
    """Where a document and its members stand."""
    demand_scope(work, CRM)
    if not given.uid:
        raise InkpostError(Reason.PARAMETER_MISSING, "uid is missing", subject="uid")
    return Reply(shown(signing.get(work, given.uid), given.language))


def shown(standing: Standing, language: str) -> dict[str, Any]:
    """A document with its state and those of its members."""
    return {
        "uid": standing.document.guid,
        "state": _state(document_said(standing.state.code), language),
        "members": [
            {
                "uid": member.guid,
                "role": member.role.value,
                "party": _PARTIES.get(member.role, 1),
                "user": _user(member),
                "state": _state(member_said(state.code), language),
            }
            for member, state in standing.members
        ],
    }


def _user(member: Member) -> dict[str, Any]:
    """The user; of a company that is linked to a system of personnel records with the employee there."""
    linked = {"employeeCode": member.employee_code, "employeeId": member.employee_id}
    return {**(linked if member.employee_id is not None else {}), "userId": member.user_id}


def _state(said: Said, language: str) -> dict[str, str]:
    return {"code": said.code, "name": said.name_ru if in_russian(language) else said.name}
