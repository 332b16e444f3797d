"""A document of the small world that two people have signed and the company has sealed: it lies in the safe."""

from __future__ import annotations

import io
import secrets
from collections.abc import Callable
from typing import Any, Final

import pikepdf

from inkpost.engines.convert import Drawer
from inkpost.model.signatures import ProviderKind, Role
from inkpost.operations import evidence, signing, signing_jobs, signing_members, trust
from inkpost.operations.kit import Services, Work
from inkpost.operations.signing import CompanyNamed, Participant, Proof, Sending
from inkpost.store import credentials

TITLE: Final = "Agreement on working from home"
LINES: Final = (
    "1. The employee works from home on up to three days a week.",
    "2. The employer provides a computer and pays for the connection.",
    "3. Papers of the company are kept locked, and nobody else sees them.",
    "4. Either side may end this agreement with a month's notice.",
)


def make(services: Services, organization_id: int, admin: int, signer: int, company: int) -> dict[str, Any]:
    """Send the document, sign it with a key of each person's own, seal it: ``sign_uid`` and the PIN of ``signer``."""

    def act(user_id: int, operation: Callable[..., Any], *args: Any, **more: Any) -> Any:
        with services.engine.begin() as db:
            caller = credentials.caller_as_user(db, organization_id, user_id)
            if caller is None:
                raise LookupError("the seeded user is not there")
            return operation(Work(services, caller, db), *args, **more)

    offered = act(admin, signing.providers, CompanyNamed(company), limit=len(ProviderKind), offset=0)
    sending = Sending(
        company=CompanyNamed(company),
        provider_uid=next(each.guid for each in offered if each.kind is ProviderKind.CERTIFICATE),
        responsible=Participant(admin, Role.ASSIGNEE),
        members=(Participant(admin, Role.ASSIGNEE), Participant(signer, Role.SIGNER)),
        title=TITLE,
        file_name="agreement.pdf",
        content=agreement(),
    )
    sent = act(admin, signing.send, sending)
    _prepare(services, sent.document.id)
    pins = {user: f"{secrets.randbelow(10**8):08}" for user in (admin, signer)}
    for user in (admin, signer):
        act(user, trust.make_own, pins[user])
        standing = act(admin, signing.get, sent.document.guid)
        uid = next(member.guid for member, _ in standing.members if member.user_id == user)
        act(user, signing_members.open_, uid)
        act(user, signing_members.read, uid)
        act(user, signing_members.sign, uid, Proof(pin=pins[user]))
    signing_jobs.seal(services, document_id=sent.document.id)
    evidence.stamp(services, document_id=sent.document.id)
    return {"sign_uid": sent.document.guid, "pin": pins[signer]}


def _prepare(services: Services, document_id: int) -> None:
    """What the background worker would do: here it may not be running."""
    drawer = Drawer()
    try:
        signing_jobs.prepare(services, lambda content: content, drawer, document_id=document_id)
    finally:
        drawer.close()


def agreement() -> bytes:
    """A page of text as a PDF, put together by hand: no conversion is needed for it."""
    made = pikepdf.new()
    page = made.add_blank_page(page_size=(595, 842))
    fonts = pikepdf.Dictionary(F=pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1))
    fonts.F.BaseFont = pikepdf.Name.Helvetica
    page.Resources = pikepdf.Dictionary(Font=fonts)
    body = b"".join(b"0 -26 Td (%s) Tj\n" % line.encode("ascii") for line in LINES)
    page.Contents = made.make_stream(
        b"BT /F 18 Tf 56 760 Td (%s) Tj /F 11 Tf 0 -14 Td\n%sET" % (TITLE.encode("ascii"), body)
    )
    made.docinfo["/Title"] = TITLE
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()
