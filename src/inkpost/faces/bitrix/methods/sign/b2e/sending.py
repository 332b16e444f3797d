"""The ``fields`` of ``sign.b2e.document.send``, read and looked at in the order in which its refusals are listed."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any, Final

from inkpost.errors import InkpostError, Reason
from inkpost.faces.bitrix.methods.common import zone_of
from inkpost.faces.bitrix.params import Params
from inkpost.faces.bitrix.uploads import Upload, bare_name, decoded
from inkpost.faces.bitrix.values import ValueFault, moment, text
from inkpost.model.files import DOCX, PDF
from inkpost.model.signatures import MOST_MEMBERS, Role
from inkpost.operations.kit import Work
from inkpost.operations.signing import CompanyNamed, Participant, Sending

TYPES: Final = {"pdf": PDF, "docx": DOCX}
_REGION_TYPE: Final = re.compile(r"[0-9]{1,4}\.[0-9]{1,6}")


class Company(Params):
    """Whose document it is."""

    uuid: str = ""
    crm_id: int | None = None


class MemberGiven(Params):
    """Who takes part; a role is read as any text, since a wrong one has a refusal of its own."""

    employee_code: str = ""
    employee_id: int | None = None
    user_id: int | None = None
    role: str = ""

    @property
    def names_other_system(self) -> bool:
        """Whether it is an employee of the other system."""
        return bool(self.employee_code) or self.employee_id is not None


class FileGiven(Params):
    """A file in base64; as an extension ``fileContent`` may be a part of a multipart body, which is a quarter less."""

    file_name: str = ""
    file_type: str = ""
    file_content: Any = ""


class External(Params):
    """What the document is in the system that it comes from."""

    external_id: str = ""
    external_date_create: Any = None


class Fields(Params):
    """What is sent; ``documentId``, ``title`` and ``expires`` are extensions."""

    company: Company = Company()
    members: list[MemberGiven] = []
    responsible: MemberGiven | None = None
    company_provider_uid: str = ""
    files: list[FileGiven] = []
    region_document_type: str = ""
    external_settings: External = External()
    language: str = ""
    document_id: int | None = None
    title: str = ""
    expires: datetime | None = None

    def names_other_system(self) -> bool:
        """Whether anything is said in the words of a system of personnel records."""
        people = [*self.members, *([self.responsible] if self.responsible else [])]
        return bool(self.company.uuid) or any(each.names_other_system for each in people)


def sending_of(work: Work, given: Fields) -> Sending:
    """The same for the operation. Raises PARAMETER_MISSING, PARAMETER_INVALID."""
    if not given.company_provider_uid:
        raise _missing("provider")
    if given.responsible is None:
        raise _missing("responsible")
    if len(given.members) > MOST_MEMBERS:
        raise _invalid("members", f"members takes at most {MOST_MEMBERS}", "many")
    people = tuple(_participant(each, _role(each.role)) for each in given.members)
    file = _file(given)
    return Sending(
        company=CompanyNamed(given.company.crm_id or 0, given.company.uuid),
        provider_uid=given.company_provider_uid,
        responsible=_participant(given.responsible, Role.ASSIGNEE),
        members=people,
        file_name=(bare_name(file.file_name) or "") if file else "",
        content=_content(file) if file else b"",
        document_id=given.document_id,
        title=given.title,
        region_type=_region_type(given),
        external_id=_external_id(given.external_settings),
        external_created_at=_external_date(work, given.external_settings),
        language=given.language[:10],
        expires_at=given.expires,
    )


def _role(given: str) -> Role:
    try:
        return Role(given)
    except ValueError:
        roles = ", ".join(Role)
        raise _invalid("role", f"{given[:40]!r} is no role: valid are {roles}", given=given[:40]) from None


def _participant(given: MemberGiven, role: Role) -> Participant:
    if not given.names_other_system and given.user_id is None:
        raise _missing("employee")
    return Participant(given.user_id, role, given.employee_id, given.employee_code)


def _file(given: Fields) -> FileGiven | None:
    """The one file; none where a generated document is named."""
    if not given.files:
        if given.document_id is None:
            raise _missing("files")
        return None
    if len(given.files) > 1:
        raise _invalid("files", "files takes one file", "many")
    if given.document_id is not None:
        raise _invalid("files", "files and documentId: one of the two is taken", "both")
    _check_names(given.files[0])
    return given.files[0]


def _check_names(file: FileGiven) -> None:
    """A file has to be what its name, its type and in the end its first bytes say."""
    if file.file_type.strip().lower() not in TYPES.values():
        raise _invalid("file", f"fileType takes {' or '.join(TYPES.values())}", "type")
    name = bare_name(file.file_name)
    stem, dot, extension = (name or "").rpartition(".")
    if name is None or (dot and not stem):
        raise _invalid("file", "fileName takes a name such as contract.pdf", "name")
    if not dot or not extension:
        raise _invalid("file", "fileName has no extension", "no_extension")
    if TYPES.get(extension.lower()) != file.file_type.strip().lower():
        raise _invalid("file", f"fileName ends with .{' or .'.join(TYPES)}, as fileType says", "extension")


def _content(file: FileGiven) -> bytes:
    if isinstance(file.file_content, Upload):
        return _not_empty(file.file_content.content)
    try:
        return decoded(text(file.file_content))
    except ValueFault as fault:
        raise _invalid("file", f"fileContent: {fault}", "content") from None


def _not_empty(content: bytes) -> bytes:
    if not content:
        raise _invalid("file", "fileContent is empty", "content")
    return content


def _region_type(given: Fields) -> str:
    if not given.region_document_type:
        raise _missing("regionDocumentType")
    if not _REGION_TYPE.fullmatch(given.region_document_type):
        raise _invalid("regionDocumentType", "regionDocumentType takes a code such as 12.999")
    return given.region_document_type


def _external_id(given: External) -> str:
    if not given.external_id:
        raise _missing("externalId")
    return given.external_id


def _external_date(work: Work, given: External) -> datetime:
    if given.external_date_create in (None, ""):
        raise _missing("externalDateCreate")
    try:
        return moment(given.external_date_create, zone_of(work))
    except ValueFault as fault:
        raise _invalid("externalDateCreate", str(fault)) from None


def _missing(subject: str) -> InkpostError:
    return InkpostError(Reason.PARAMETER_MISSING, f"{subject} is missing", subject=subject)


def _invalid(subject: str, message: str, action: str = "", given: str = "") -> InkpostError:
    return InkpostError(Reason.PARAMETER_INVALID, message, subject=subject, action=action, given=given)
