"""How members sign: each provider looks at what a member brings, and says what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, timedelta
from hashlib import sha256
from typing import Any, Final

from inkpost.engines.sign.pades import Signed
from inkpost.errors import InkpostError, Reason
from inkpost.model.brakes import Brake
from inkpost.model.signatures import SIGNING, Act, Member, MemberState, ProviderKind, SentDocument, member_state
from inkpost.operations import trust_issuing
from inkpost.operations.kit import Work
from inkpost.operations.passwords import count, matches
from inkpost.operations.sealing import by_person, check_detached
from inkpost.operations.signing_kit import Process, held_by_member, sha256_of
from inkpost.operations.signing_signers import bound
from inkpost.operations.trust_keys import bench_of
from inkpost.store import files, trust
from inkpost.store import signatures as stored
from inkpost.store.signatures import Provider

LASTS: Final = timedelta(days=365)
"""How long a provider is registered for."""
LONGEST_SIGNATURE: Final = 1024 * 1024
"""Bytes of a detached signature."""
LONGEST_FAULT: Final = 500
"""Characters of why something is less than it should be."""
MOST_TRIES: Final = 5
"""How often somebody signs anew because others signed at the same moment."""
SIGNATURE_TYPE: Final = "application/pkcs7-signature"
GUESSES: Final = Brake("code of a member", size=5, seconds=120)
BROUGHT: Final = Brake("signature of a member", size=10, seconds=120)
"""Each signature that is brought takes a process, and each that is not taken a record."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What a member brings to sign: the code of a letter, the PIN of a key, or a detached CMS (DER)."""

    code: str = field(default="", repr=False)
    pin: str = field(default="", repr=False)
    signature: bytes = b""


def registered(work: Work, company_id: int) -> list[Provider]:
    """The providers of a company that new documents may use; what is missing or too old is registered now.

    With its first providers a company that never had a seal gets one of the built-in authority. One that was revoked or
    has ended is not replaced: an administrator does that. Raises UNAVAILABLE (``master_key``).
    """
    stored.hold_company(work.db, work.organization_id, company_id)
    if not trust.of_company(work.db, work.organization_id, company_id):
        trust_issuing.seal(bench_of(work), work.organization_id, company_id, work.user_id)
    known = stored.providers(work.db, work.organization_id, company_id)
    for kind in ProviderKind:
        of_kind = [each for each in known if each.kind is kind]
        if not any(usable(each, work) or each.closed_at for each in of_kind):
            stored.add_provider(
                work.db,
                organization_id=work.organization_id,
                company_id=company_id,
                kind=kind.value,
                created_at=work.now,
                expires_at=work.now + LASTS,
            )
    return [each for each in stored.providers(work.db, work.organization_id, company_id) if usable(each, work)]


def usable(provider: Provider, work: Work) -> bool:
    """Whether new documents may use a provider at this moment."""
    return provider.closed_at is None and (provider.expires_at is None or provider.expires_at > work.now)


@dataclass(frozen=True, slots=True)
class Early:
    """What was done before the document was held, since it takes long: the file with a signature added to ``of``."""

    of: int | None = None
    made: Signed | None = None


def looked_at(work: Work, document: SentDocument, member: Member, proof: Proof) -> Early:
    """Do what takes long before the document is held: look at the code, or sign with the key.

    Raises PARAMETER_MISSING and PARAMETER_INVALID (``code``, ``pin``), CONFLICT (``code``), TOO_MANY_REQUESTS, and as
    ``sealing.by_person``.
    """
    if member.role not in SIGNING:
        return Early()
    if document.provider is ProviderKind.SIMPLE:
        _check_guess(work, member, proof)
    if document.provider is ProviderKind.EXTERNAL and proof.signature:
        count(work.services, (BROUGHT, member.guid))
    if document.provider is not ProviderKind.CERTIFICATE:
        return Early()
    if not proof.pin:
        raise InkpostError(Reason.PARAMETER_MISSING, "The PIN of the key is missing", subject="pin")
    _, content = work.file(document.pdf_id or document.file_id)
    return Early(document.pdf_id, by_person(work, content, member, document.language, proof.pin))


def _check_guess(work: Work, member: Member, proof: Proof) -> None:
    if member.code_hash is None or member.code_expires_at is None or member.code_expires_at <= work.now:
        raise InkpostError(Reason.CONFLICT, "There is no code that holds: ask for one", subject="code")
    if not proof.code:
        raise InkpostError(Reason.PARAMETER_MISSING, "The code of the letter is missing", subject="code")
    if not matches(work.services, proof.code.strip(), member.code_hash, (GUESSES, member.guid)):
        raise InkpostError(Reason.PARAMETER_INVALID, "The code is wrong", subject="code")


def held_with(
    work: Work, document: SentDocument, member: Member, proof: Proof, hold: Callable[[], Process]
) -> tuple[Process, Early]:
    """The document held, with what ``looked_at`` did before. Where others signed meanwhile it is let go and done anew.

    Raises as ``looked_at`` and ``hold``, and CONFLICT (``file``) where others were faster each time.
    """
    for _ in range(MOST_TRIES):
        early = looked_at(work, document, member, proof)
        holding = work.db.begin_nested()
        process = hold()
        if early.made is None or early.of == process.document.pdf_id:
            holding.commit()
            return process, early
        document = process.document
        holding.rollback()  # a timestamp may take long: nobody is to wait for it
    raise InkpostError(Reason.CONFLICT, "Others sign at this moment: try again", subject="file", action="sign")


def signed(work: Work, process: Process, member: Member, proof: Proof, early: Early) -> Mapping[str, Any]:
    """Sign as the document's provider has it; what the evidence says of it. The document is held."""
    if member.role not in SIGNING:
        return {"how": "approved"}
    if process.document.provider is ProviderKind.SIMPLE:
        process.change_member(member, code_hash=None, code_expires_at=None)
        return {"how": "code"}
    if process.document.provider is ProviderKind.CERTIFICATE:
        return _by_certificate(work, process, early)
    return _by_detached(work, process, member, proof)


def _by_certificate(work: Work, process: Process, early: Early) -> Mapping[str, Any]:
    document, made = process.document, early.made
    file = files.find(work.db, work.organization_id, document.pdf_id or document.file_id)
    assert made is not None and file is not None  # noqa: S101, PT018 - see held_with
    kept = work.keep(made.pdf or b"", name=file.name, media_type=file.media_type)
    process.change(pdf_id=kept.id)
    return {
        "how": "certificate",
        "file": kept.sha256.hex(),
        "level": made.level.value,
        "timestamp_fault": made.timestamp_failure[:LONGEST_FAULT],
    }


def _by_detached(work: Work, process: Process, member: Member, proof: Proof) -> Mapping[str, Any]:
    if not proof.signature:
        raise InkpostError(Reason.PARAMETER_MISSING, "The detached signature is missing", subject="signature")
    if len(proof.signature) > LONGEST_SIGNATURE:
        raise InkpostError(
            Reason.PARAMETER_INVALID,
            f"The signature has {len(proof.signature)} bytes: it takes at most {LONGEST_SIGNATURE}",
            subject="signature",
        )
    _check_unused(work, process, proof.signature)
    document = process.document
    _, content = work.file(document.original_id or document.file_id)
    checked = check_detached(work, content, proof.signature)
    whose = bound(work, process, member, () if checked.anonymous else checked.identities)
    fault = " ".join(part for part in (whose.fault, checked.fault) if part)[:LONGEST_FAULT]
    kept = work.keep(proof.signature, name=f"{document.title}-{member.id}.p7s", media_type=SIGNATURE_TYPE)
    process.change_member(
        member, signature_file_id=kept.id, signature_fault=fault, signature_certificates=list(whose.certificates)
    )
    return {
        "how": "detached",
        "signer": checked.signer[:LONGEST_FAULT],
        "fault": fault,
        "recognised": whose.by,
        "registrations": [
            f"{each.sha256.hex()} {each.created_at.astimezone(UTC).isoformat(timespec='seconds')} {each.created_by}"
            for each in whose.registrations
        ],
        "signature": kept.sha256.hex(),
        "file": sha256_of(work.db, document, document.original_id),
    }


def note_refused(work: Work, member: Member, signature: bytes, fault: InkpostError) -> None:
    """Write down that a signature was not taken, with whom it names and why, in a transaction of its own.

    The caller's own is about to be rolled back, and holds the document no more. A member whom nothing is expected of
    any more is left alone.
    """
    with suppress(InkpostError), work.services.engine.begin() as db:
        process = held_by_member(Work(work.services, work.caller, db, connector=work.connector), member)
        now = process.member(member.id)
        if member_state(process.document, process.members, now).code != MemberState.READY:
            return
        process.record(
            Act.REFUSE_SIGNATURE,
            now,
            refused=sha256(signature).hexdigest(),
            signer=getattr(fault, "found", "")[:LONGEST_FAULT],
            expected=getattr(fault, "expected", "")[:LONGEST_FAULT],
            why=fault.message[:LONGEST_FAULT],
        )
        process.settle()


def _check_unused(work: Work, process: Process, signature: bytes) -> None:
    """One signature is one person's: that a second member brings the same bytes proves nothing of that member."""
    used = {sha256_of(work.db, process.document, each.signature_file_id) for each in process.members}
    if sha256(signature).hexdigest() in used:
        raise InkpostError(
            Reason.PARAMETER_INVALID,
            "Another member of this document signed with this signature: make one of your own",
            subject="signature",
        )
