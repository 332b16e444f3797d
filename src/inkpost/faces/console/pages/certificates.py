"""``/sign/certificates``: a person's own certificates, and those of other authorities that the person signs with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from starlette.responses import Response

from inkpost.errors import InkpostError, Reason
from inkpost.faces.console import acts
from inkpost.faces.console.moments import Moment, moment
from inkpost.faces.console.uploads import Form
from inkpost.faces.console.visit import Visit
from inkpost.model.people import Caller, Level, Right
from inkpost.model.trust import CertificateRecord, KeyKind, RevocationReason
from inkpost.operations import signing_certificates, trust
from inkpost.operations.kit import Work, working
from inkpost.store.signing_people import SignerCertificate

HERE = "/sign/certificates"
MOST_BODY = signing_certificates.LARGEST + 16 * 1024
REASONS = tuple(each.value for each in RevocationReason)


@dataclass(frozen=True, slots=True)
class Shown:
    """A certificate as the pages show it; ``state`` and ``reason`` name words."""

    id: int
    number: str
    subject: str
    state: str
    reason: str
    begin: Moment
    end: Moment
    revocable: bool


def show(visit: Visit) -> Response:
    """``GET /sign/certificates``."""
    return acts.shown(visit, _page)


def act(visit: Visit) -> Response:
    """``POST /sign/certificates/{act}``: one act with the person's own."""
    form, name = read_form(visit), visit.path["act"]
    return acts.done(visit, lambda work: _ACTS[name](work, form), _page, lambda _: HERE, _ACTS)


def read_form(visit: Visit) -> Form:
    """The fields and files of a form, however it came."""
    multipart = visit.wire.content_type.startswith("multipart/form-data")
    return visit.upload() if multipart else Form(visit.form())


def number_of(form: Form, name: str = "id") -> int:
    """A number of a form; 0, which is nothing's, for what is none."""
    text = form.fields.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def shown(record: CertificateRecord, caller: Caller, language: str, now: datetime, *, in_use: bool = False) -> Shown:
    """A certificate that this server made or took in."""
    zone = caller.organization.timezone
    return Shown(
        record.id,
        record.serial,
        record.subject,
        f"state_certificate_{_state(record, now, in_use)}",
        f"state_reason_{record.revocation_reason}" if record.revoked_at else "",
        moment(record.not_before, zone, language),
        moment(record.not_after, zone, language),
        record.revoked_at is None,
    )


def elsewhere(found: SignerCertificate, caller: Caller, language: str) -> Mapping[str, object]:
    """A certificate of another authority."""
    zone = caller.organization.timezone
    return {
        "id": found.id,
        "subject": found.subject,
        "begin": moment(found.not_before, zone, language),
        "end": moment(found.not_after, zone, language),
    }


def _state(record: CertificateRecord, now: datetime, in_use: bool) -> str:
    if record.revoked_at is not None:
        return "revoked"
    if record.key_kind is KeyKind.LOST:
        return "lost"
    if record.not_after <= now:
        return "expired"
    if record.not_before > now:
        return "future"
    return "locked" if record.locked else "in_use" if in_use else "valid"


def _page(visit: Visit, caller: Caller, status: int = 200, *, error: str = "") -> Response:
    with working(visit.services, caller) as work:
        own, others, now = trust.own(work), signing_certificates.own(work), work.now
        administers = work.level(Right.SETTINGS_MODIFY) is not Level.NONE
    usable = next((each.id for each in own if each.usable(now)), 0)
    language = visit.words["language"]
    return visit.with_form(
        "certificates.html",
        status,
        person=caller.user.full_name,
        own=[shown(each, caller, language, now, in_use=each.id == usable) for each in own],
        others=[elsewhere(each, caller, language) for each in others],
        usable=usable,
        reasons=REASONS,
        administers=administers,
        error=error,
    )


def _new_pin(form: Form, name: str) -> str:
    pin = form.fields.get(name, "")
    if pin != form.fields.get("again", ""):
        raise InkpostError(
            Reason.PARAMETER_INVALID, "The PIN and its repetition differ", subject="pin", action="repeat"
        )
    return pin


def _revoke(work: Work, form: Form) -> None:
    number = number_of(form)
    if number not in {each.id for each in trust.own(work)}:  # others' are revoked on the administrators' page
        raise InkpostError(Reason.NOT_FOUND, "Certificate not found", subject="certificate")
    trust.revoke(work, number, form.fields.get("reason", ""))


def _make(work: Work, form: Form) -> None:
    trust.make_own(work, _new_pin(form, "pin"))


def _pin(work: Work, form: Form) -> None:
    trust.change_pin(work, form.fields.get("old", ""), _new_pin(form, "pin"))


def _renew(work: Work, form: Form) -> None:
    trust.renew_own(work, form.fields.get("pin", ""))


def _register(work: Work, form: Form) -> None:
    signing_certificates.register_own(work, form.files.get("certificate", b""))


def _forget(work: Work, form: Form) -> None:
    number = number_of(form)
    if number not in {each.id for each in signing_certificates.own(work)}:
        raise InkpostError(Reason.NOT_FOUND, "Certificate not found", subject="certificate")
    signing_certificates.forget(work, number)


_ACTS: Mapping[str, Callable[[Work, Form], None]] = {
    "make": _make,
    "pin": _pin,
    "renew": _renew,
    "revoke": _revoke,
    "register": _register,
    "forget": _forget,
}
