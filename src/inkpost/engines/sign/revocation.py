"""Who is revoked: lists (RFC 5280) and answers of the OCSP responder (RFC 6960)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from asn1crypto import algos, core, ocsp
from asn1crypto import x509 as asn_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding

from inkpost.engines.sign.keys import LoadedKey
from inkpost.engines.sign.wire import Malformed, read, reading
from inkpost.model.trust import RevocationReason

LIST_LASTS: Final = timedelta(days=7)
LIST_RENEWED: Final = timedelta(days=1)
"""A list is made anew when it is this old, long before it ends."""
ANSWER_LASTS: Final = timedelta(days=1)
MOST_ASKED: Final = 100
"""Certificates that one question may be about."""
LONGEST_NONCE: Final = 128  # RFC 9654
_EXPIRED_TOO = x509.ObjectIdentifier("2.5.29.60")
_DIGESTS: Final = {"sha1": hashlib.sha1, "sha256": hashlib.sha256, "sha384": hashlib.sha384, "sha512": hashlib.sha512}
MALFORMED: Final = "malformed_request"
UNAUTHORIZED: Final = "unauthorized"
TRY_LATER: Final = "try_later"
INTERNAL_ERROR: Final = "internal_error"


@dataclass(frozen=True, slots=True)
class Revoked:
    """A revoked certificate: serial, when, and why."""

    serial: int
    at: datetime
    reason: RevocationReason


@dataclass(frozen=True, slots=True)
class Responder:
    """Who answers for an issuer: the delegated key, and the issuer's certificate."""

    key: LoadedKey
    issuer: x509.Certificate


@dataclass(frozen=True, slots=True)
class Answer:
    """An OCSP answer (DER). ``lasting``: without a nonce, so that it may be kept; ``unauthorized``: not about us."""

    content: bytes
    lasting: bool = False
    unauthorized: bool = False


Status = Revoked | bool
"""What is known of a serial: revoked, good (True), never issued (False)."""


def revocation_list(issuer: LoadedKey, number: int, revoked: Sequence[Revoked], now: datetime) -> bytes:
    """The issuer's list (DER). Certificates that ended stay on it: what they signed is judged long after."""
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuer.certificate.subject)
        .last_update(now)
        .next_update(now + LIST_LASTS)
        .add_extension(x509.CRLNumber(number), critical=False)
        .add_extension(_authority_key(issuer.certificate), critical=False)
        .add_extension(_also_expired(issuer.certificate), critical=False)
    )
    for each in revoked:
        builder = builder.add_revoked_certificate(_entry(each))
    return builder.sign(issuer.key, hashes.SHA256()).public_bytes(Encoding.DER)


def answer(
    content: bytes,
    now: datetime,
    responder: Callable[[], Responder],
    status: Callable[[int], Status],
) -> Answer:
    """The answer to a question, whatever it is: about each certificate good, revoked or unknown, or a refusal.

    ``malformed_request`` for what is no question, ``unauthorized`` where all of it is about other issuers. ``status``
    tells of a serial of the issuer that ``responder`` answers for.
    """
    try:
        with reading():
            asked = read(ocsp.OCSPRequest, content)["tbs_request"]
            nonce = _nonce(asked)
            wanted = [each["req_cert"] for each in asked["request_list"]]
    except Malformed:
        return refusal(MALFORMED)
    if not 1 <= len(wanted) <= MOST_ASKED:
        return refusal(MALFORMED)
    who = responder()
    ours = [_is_of(each, who.issuer) for each in wanted]
    if not any(ours):
        return refusal(UNAUTHORIZED)
    singles = [
        _single(each, status(each["serial_number"].native) if mine else False, now)
        for each, mine in zip(wanted, ours, strict=True)
    ]
    return Answer(_signed(who.key, singles, nonce, now), lasting=nonce is None)


def question(certificate: x509.Certificate, issuer: x509.Certificate) -> bytes:
    """A question about one certificate, without a nonce."""
    name = ocsp.CertId(
        {
            "hash_algorithm": {"algorithm": "sha1"},  # what every responder knows; nothing depends on its strength
            "issuer_name_hash": hashlib.sha1(_asn(issuer).subject.dump()).digest(),  # noqa: S324
            "issuer_key_hash": hashlib.sha1(_key_bits(_asn(issuer))).digest(),  # noqa: S324
            "serial_number": certificate.serial_number,
        }
    )
    made = ocsp.OCSPRequest({"tbs_request": {"request_list": [{"req_cert": name}]}})
    return bytes(made.dump())


def refusal(status: str) -> Answer:
    """An answer that is none, by its name."""
    content = bytes(ocsp.OCSPResponse({"response_status": status}).dump())
    return Answer(content, unauthorized=status == UNAUTHORIZED)


def _entry(revoked: Revoked) -> x509.RevokedCertificate:
    builder = x509.RevokedCertificateBuilder().serial_number(revoked.serial).revocation_date(revoked.at)
    if revoked.reason is not RevocationReason.UNSPECIFIED:  # which is said by saying nothing
        flag = x509.ReasonFlags(revoked.reason.value)
        builder = builder.add_extension(x509.CRLReason(flag), critical=False)
    return builder.build()


def _also_expired(issuer: x509.Certificate) -> x509.UnrecognizedExtension:
    since = core.GeneralizedTime(issuer.not_valid_before_utc.replace(microsecond=0))
    return x509.UnrecognizedExtension(_EXPIRED_TOO, since.dump())


def _authority_key(issuer: x509.Certificate) -> x509.AuthorityKeyIdentifier:
    own = issuer.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    return x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(own)


def _nonce(asked: ocsp.TBSRequest) -> bytes | None:
    """The question's nonce. Raises Malformed for one that is too long, or a critical extension."""
    found = None
    for extension in asked["request_extensions"]:
        if extension["extn_id"].native == "nonce":
            found = extension["extn_value"].parsed.native
            if not 1 <= len(found) <= LONGEST_NONCE:
                raise Malformed
        elif extension["critical"].native:
            raise Malformed
    return found


def _is_of(wanted: ocsp.CertId, issuer: x509.Certificate) -> bool:
    algorithm = wanted["hash_algorithm"]["algorithm"].native
    digest = _DIGESTS.get(algorithm)
    if digest is None:
        return False
    own = _asn(issuer)
    names = (wanted["issuer_name_hash"].native, wanted["issuer_key_hash"].native)
    return names == (digest(own.subject.dump()).digest(), digest(_key_bits(own)).digest())


def _single(wanted: ocsp.CertId, status: Status, now: datetime) -> ocsp.SingleResponse:
    times = {"this_update": _second(now), "next_update": _second(now + ANSWER_LASTS)}
    made = ocsp.SingleResponse({"cert_id": wanted, **times})
    if isinstance(status, Revoked):
        revoked: dict[str, Any] = {"revocation_time": _second(status.at)}
        if status.reason is not RevocationReason.UNSPECIFIED:
            revoked["revocation_reason"] = _REASONS[status.reason]
        made["cert_status"] = ocsp.CertStatus("revoked", ocsp.RevokedInfo(revoked))
    else:
        made["cert_status"] = (
            ocsp.CertStatus("good", ocsp.StatusGood()) if status else ocsp.CertStatus("unknown", ocsp.StatusUnknown())
        )
    return made


_REASONS = {
    RevocationReason.KEY_COMPROMISE: "key_compromise",
    RevocationReason.AFFILIATION_CHANGED: "affiliation_changed",
    RevocationReason.SUPERSEDED: "superseded",
    RevocationReason.CESSATION_OF_OPERATION: "cessation_of_operation",
}


def _signed(key: LoadedKey, singles: list[ocsp.SingleResponse], nonce: bytes | None, now: datetime) -> bytes:
    certificate = _asn(key.certificate)
    data = ocsp.ResponseData(
        {
            "responder_id": ocsp.ResponderId("by_key", hashlib.sha1(_key_bits(certificate)).digest()),  # noqa: S324
            "produced_at": _second(now),
            "responses": singles,
        }
    )
    if nonce is not None:
        data["response_extensions"] = [{"extn_id": "nonce", "critical": False, "extn_value": nonce}]
    kind = "sha256_rsa" if isinstance(key.key, rsa.RSAPrivateKey) else "sha256_ecdsa"
    basic = ocsp.BasicOCSPResponse(
        {
            "tbs_response_data": data,
            "signature_algorithm": algos.SignedDigestAlgorithm({"algorithm": kind}),
            "signature": key.sign(data.dump()),
            "certs": [certificate],
        }
    )
    body = ocsp.ResponseBytes({"response_type": "basic_ocsp_response", "response": basic})
    return bytes(ocsp.OCSPResponse({"response_status": "successful", "response_bytes": body}).dump())


def _second(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)


def _key_bits(certificate: asn_x509.Certificate) -> bytes:
    """The bits of the public key, as OCSP hashes them."""
    return bytes(certificate.public_key["public_key"].contents[1:])


def _asn(certificate: x509.Certificate) -> asn_x509.Certificate:
    return asn_x509.Certificate.load(certificate.public_bytes(Encoding.DER))
