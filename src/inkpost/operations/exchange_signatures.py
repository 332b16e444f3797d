"""Signatures of the exchange: checked when they come, made for those who try things out, made by the operator.

No rights are demanded here: whoever calls these functions has demanded that of the act.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from cryptography import x509

from inkpost.engines.sign import certificates
from inkpost.engines.sign.certificates import Naming
from inkpost.engines.sign.detached import check_detached, sign_detached
from inkpost.engines.sign.keys import LoadedKey
from inkpost.engines.sign.refusals import SignatureRefused
from inkpost.engines.sign.report import Reason as Found
from inkpost.engines.sign.report import Report, Verdict
from inkpost.engines.sign.trust import Trust
from inkpost.errors import InkpostError, Reason
from inkpost.model.boxes import Seat
from inkpost.model.docflow import Check
from inkpost.model.exchange import LARGEST_SIGNATURE
from inkpost.model.trust import Purpose
from inkpost.operations import trust_authority
from inkpost.operations.kit import Work
from inkpost.operations.trust_authority import Bench
from inkpost.operations.trust_keys import bench_of, roots, usable
from inkpost.store import trust

_HERE: Final = "A detached CMS signature (DER) is wanted"


class Given(NamedTuple):
    """A signature to be checked, what it is to be over, and the field it came in."""

    signature: bytes
    content: bytes
    field: str


def trusted(work: Work) -> Trust:
    """Whom to trust at this moment."""
    return Trust((*roots(work), *configured_roots(work)))


def report_of(work: Work, signature: bytes, content: bytes, trusted: Trust) -> Report | None:
    """What the check of a signature found; None for something that is no signature."""
    if not signature or len(signature) > LARGEST_SIGNATURE:
        return None
    try:
        return check_detached(signature, content, trusted, at=work.now)
    except SignatureRefused:
        return None


def checked(work: Work, given: Sequence[Given]) -> list[Check]:
    """What is known of signatures over contents. Raises PARAMETER_INVALID for what is none at all.

    Whom to trust and what is revoked is asked of the database once for all of them.
    """
    if not given:
        return []
    now_trusted = trusted(work)
    reports = [_report(work, each, now_trusted) for each in given]
    revoked = trust.revoked_serials(work.db, {serial for each in reports for serial in _serials(each)})
    return [verdict_of(each, revoked) for each in reports]


def _report(work: Work, given: Given, trusted: Trust) -> Report:
    size = len(given.signature)
    if size > LARGEST_SIGNATURE:
        raise _no_signature(given.field, f"it has {size} bytes, at most {LARGEST_SIGNATURE} are taken")
    report = report_of(work, given.signature, given.content, trusted)
    if report is None or not report.signatures:
        raise _no_signature(given.field, "it is no detached CMS signature (PKCS #7, DER)")
    return report


def _serials(report: Report) -> Iterator[str]:
    """The serials of who signed, as they are recorded."""
    for each in report.signatures:
        if each.signer is not None:
            yield each.signer.serial.lower().lstrip("0")


def verdict_of(report: Report, revoked: Collection[str]) -> Check:
    """A report in a word; what uses means that are not known here is kept and not judged."""
    if any(serial in revoked for serial in _serials(report)):
        return Check.INVALID
    if report.verdict is Verdict.VALID:
        return Check.VALID
    reasons = {reason for each in report.signatures for reason in each.reasons}
    unknown = report.verdict is Verdict.UNDECIDED and Found.NOT_VERIFIABLE_HERE in reasons
    return Check.UNVERIFIABLE if unknown else Check.INVALID


def configured_roots(work: Work) -> tuple[x509.Certificate, ...]:
    """The roots that the operator of this server trusts beside its own authority."""
    text = work.services.settings.exchange_roots
    return _certificates(text) if text else ()


@lru_cache(maxsize=4)  # of what stands there: another text is read anew
def _certificates(text: str) -> tuple[x509.Certificate, ...]:
    return tuple(x509.load_pem_x509_certificates(text.encode()))


def test_signature(work: Work, seat: Seat, content: bytes) -> bytes:
    """A signature over a content by a certificate of the server's authority for this employee."""
    bench = bench_of(work)
    record = usable(work, trust.tests_of(work.db, work.organization_id, work.user_id))
    if record is None:
        return sign_detached(content, _new_test_key(work, bench, seat)).der
    return sign_detached(content, trust_authority.opened(bench, record).key, at=work.now).der


def operator_signature(bench: Bench, content: bytes) -> bytes:
    """The operator's signature over a content."""
    own = trust_authority.current(bench, Purpose.OPERATOR)
    return sign_detached(content, own.key, at=bench.now).der


def _new_test_key(work: Work, bench: Bench, seat: Seat) -> LoadedKey:
    user = work.caller.user
    key = certificates.new_key()
    naming = Naming(user.full_name, seat.box.title, user.name, user.last_name, seat.box.inn)
    certificate, issuer_id = trust_authority.issue(bench, Purpose.TEST, naming, key.public_key())
    owner = {"organization_id": work.organization_id, "user_id": work.user_id}
    record = trust_authority.keep(bench, certificate, Purpose.TEST, issuer_id, key, **owner)
    return LoadedKey(key, certificate, trust_authority.chain(work.db, record))


def _no_signature(field: str, why: str) -> InkpostError:
    return InkpostError(Reason.PARAMETER_INVALID, f"{field} cannot be taken: {why}. {_HERE}", subject=field)
