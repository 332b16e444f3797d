"""Files behind links: for a machine by a signed token, for a person by a session."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from inkpost.errors import InkpostError, Reason
from inkpost.faces.bitrix.answers import Answer
from inkpost.faces.bitrix.links import read_token
from inkpost.faces.bitrix.methods.crm import documentgenerator_document as crm_document
from inkpost.faces.bitrix.methods.crm import documentgenerator_template as crm_template
from inkpost.faces.bitrix.methods.crm import generator as crm
from inkpost.faces.bitrix.methods.crm.values import FILE_ACTION, FILE_FIELDS
from inkpost.faces.bitrix.methods.disk import file as disk_file
from inkpost.faces.bitrix.methods.documentgenerator import document, template
from inkpost.faces.bitrix.methods.documentgenerator.common import MODULE
from inkpost.faces.bitrix.methods.sign.b2e import personal as signed
from inkpost.faces.kit.files import file_headers
from inkpost.model.files import StoredFile
from inkpost.model.people import Caller
from inkpost.operations import crm_documents, crm_items, disk, documents, signing_safe, templates
from inkpost.operations.kit import Services, Work
from inkpost.store import credentials

Fetch = Callable[[Work, int], tuple[StoredFile, bytes]]


@dataclass(frozen=True, slots=True)
class Download:
    """One action behind a link; ``inline`` shows the file instead of saving it."""

    fetch: Fetch
    inline: bool = False


def _item_file(field: str) -> Download:
    return Download(lambda work, number: crm_items.content(work, number, field))


DOWNLOADS: Mapping[str, Download] = {
    document.GET_FILE: Download(lambda work, number: documents.content(work, number, "docx", module=MODULE)),
    document.GET_PDF: Download(lambda work, number: documents.content(work, number, "pdf", module=MODULE)),
    document.GET_IMAGE: Download(
        lambda work, number: documents.content(work, number, "image", module=MODULE), inline=True
    ),
    document.SHOW_PDF: Download(
        lambda work, number: documents.content(work, number, "pdf", module=MODULE), inline=True
    ),
    template.DOWNLOAD: Download(lambda work, number: templates.content(work, number, module=MODULE)),
    crm_document.DOWNLOAD: Download(lambda work, number: crm_documents.content(work, number, "docx")),
    crm_document.GET_PDF.lower(): Download(lambda work, number: crm_documents.content(work, number, "pdf")),
    crm_document.GET_IMAGE.lower(): Download(
        lambda work, number: crm_documents.content(work, number, "image"), inline=True
    ),
    disk_file.DOWNLOAD: Download(disk.content),
    signed.DOWNLOAD: Download(signing_safe.content),
    crm_template.DOWNLOAD: Download(lambda work, number: templates.content(work, number, module=crm.MODULE)),
    **{FILE_ACTION + field.lower(): _item_file(field) for field in FILE_FIELDS},
}


def by_token(services: Services, action: str, params: Mapping[str, Any]) -> Answer:
    """The file of a machine link, while its token holds and its user may still see it."""
    auth, token = params.get("auth"), params.get("token")
    if not isinstance(auth, str) or not isinstance(token, str):
        raise InkpostError(Reason.NOT_AUTHENTICATED, "The link is not valid", subject="token")
    ticket = read_token(services.settings, action, auth, token, services.clock())
    with services.engine.begin() as db:
        caller = credentials.caller_as_user(db, ticket.organization_id, ticket.user_id)
        if caller is None or not caller.user.active or caller.organization.closed:
            raise InkpostError(Reason.NOT_AUTHENTICATED, "The link is not valid", subject="token")
        return fetched(Work(services, caller, db), action, ticket.id)


def for_person(services: Services, caller: Caller, action: str, number: int) -> Answer:
    """The file of a link in the browser of a signed-in person."""
    with services.engine.begin() as db:
        return fetched(Work(services, caller, db), action, number)


def fetched(work: Work, action: str, number: int) -> Answer:
    """The file itself."""
    download = DOWNLOADS.get(action.lower())
    if download is None:
        raise InkpostError(Reason.METHOD_UNKNOWN, f"There is no action {action}", subject="action")
    file, content = download.fetch(work, number)
    return Answer(200, file.media_type, content, file_headers(file.name, inline=download.inline))
