"""Timestamps (RFC 3161): a request, the answer of an authority with a P-256 key, and judging an answer."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Final

from asn1crypto import algos, cms, core, tsp
from asn1crypto import x509 as asn_x509
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding

from inkpost.engines.sign.keys import LoadedKey
from inkpost.engines.sign.wire import Malformed, read, reading

POLICY: Final = "2.25.284296290921801192036464776836414109128"
"""The policy of the built-in authority: the clock of this machine, a serial that is never given twice."""
MILLISECOND: Final = 1000
ACCURACY_SECONDS: Final = 1
DIGESTS: Final = {"sha256": 32, "sha384": 48, "sha512": 64}
_NONCE_BITS = 64
_FAULTS = {
    "bad_alg": "hash algorithms are SHA-256, SHA-384 and SHA-512",
    "bad_request": "the request is of another version",
    "bad_data_format": "the request cannot be read",
    "time_not_available": "the clock of this authority runs behind its last stamp",
    "unaccepted_policy": f"the only policy is {POLICY}",
    "unaccepted_extensions": "no extension is known here",
}


class Response(core.Sequence):  # type: ignore[misc]
    """A TimeStampResp; the library's own cannot be a refusal, which has no token."""

    _fields = [("status", tsp.PKIStatusInfo), ("time_stamp_token", cms.ContentInfo, {"optional": True})]


class StampRefused(Exception):
    """An answer is no stamp over what was asked, or of nobody who is trusted. The text says why."""


class _Refusal(Exception):
    """Why the built-in authority does not stamp, by the name of RFC 3161."""


class ClockBehind(Exception):
    """The time of the last stamp is still to come: an honest one cannot be given."""


def request(digest: bytes) -> tuple[bytes, int]:
    """A request for a stamp over a SHA-256 digest, and the nonce that its answer must repeat."""
    nonce = secrets.randbits(_NONCE_BITS) | 1
    imprint = tsp.MessageImprint({"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": digest})
    made = tsp.TimeStampReq({"version": 1, "message_imprint": imprint, "nonce": nonce, "cert_req": True})
    return bytes(made.dump()), nonce


def answer(content: bytes, key: LoadedKey, take: Callable[[], tuple[int, datetime]]) -> bytes:
    """The answer to a request, whatever it is: a stamp, or a refusal that names its reason.

    ``take`` gives the next serial and the time to stamp, each later than the one before; it raises ClockBehind.
    """
    try:
        asked = _read_request(content)
        serial, moment = take()
    except _Refusal as refusal:
        return _refused(str(refusal))
    except ClockBehind:
        return _refused("time_not_available")
    given = token(asked["message_imprint"], key, serial, moment, nonce=asked["nonce"], certificates=asked["cert_req"])
    status = tsp.PKIStatusInfo({"status": "granted"})
    return bytes(Response({"status": status, "time_stamp_token": given}).dump())


def imprint_of(digest: bytes) -> tsp.MessageImprint:
    """What is stamped, for a SHA-256 digest."""
    return tsp.MessageImprint({"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": digest})


def token(
    imprint: tsp.MessageImprint,
    key: LoadedKey,
    serial: int,
    moment: datetime,
    *,
    nonce: core.Integer | None = None,
    certificates: bool | core.Boolean = True,
) -> cms.ContentInfo:
    """A stamp: that what has this imprint was there at this moment."""
    info = tsp.TSTInfo(
        {
            "version": "v1",
            "policy": POLICY,
            "message_imprint": imprint,
            "serial_number": serial,
            "gen_time": moment.replace(microsecond=moment.microsecond // MILLISECOND * MILLISECOND),
            "accuracy": {"seconds": ACCURACY_SECONDS},
            "ordering": True,
            "tsa": asn_x509.GeneralName("directory_name", _asn(key.certificate).subject),
        }
    )
    if nonce is not None and nonce.native is not None:
        info["nonce"] = nonce
    with_chain = certificates if isinstance(certificates, bool) else bool(certificates.native)
    return _signed(info, key, with_chain)


def check(response: bytes, digest: bytes, nonce: int, anchors: Sequence[x509.Certificate], now: datetime) -> bytes:
    """The token (DER) out of an authority's answer, once it is what was asked for, sound, and leads to an anchor.

    Raises StampRefused.
    """
    try:
        found = read(Response, response)
        status, why = found["status"]["status"].native, _why(found["status"])
    except Malformed:
        raise StampRefused("its answer is no timestamp response") from None
    if status not in {"granted", "granted_with_mods"}:
        raise StampRefused(f"it refused: {why or status}")
    stamp = found["time_stamp_token"]
    try:
        fault = _fault_of(stamp, digest, nonce, now)
        if fault:
            raise StampRefused(fault)
        _check_signature(stamp, digest, anchors, now)
    except Malformed:
        raise StampRefused("its answer holds no timestamp token") from None
    return bytes(stamp.dump())


def _read_request(content: bytes) -> tsp.TimeStampReq:
    try:
        asked = read(tsp.TimeStampReq, content)
    except Malformed:
        raise _Refusal("bad_data_format") from None
    if asked["version"].native != "v1":
        raise _Refusal("bad_request")
    algorithm = asked["message_imprint"]["hash_algorithm"]
    if algorithm["algorithm"].native not in DIGESTS or algorithm["parameters"].native is not None:
        raise _Refusal("bad_alg")
    if len(asked["message_imprint"]["hashed_message"].native) != DIGESTS[algorithm["algorithm"].native]:
        raise _Refusal("bad_data_format")
    if asked["req_policy"].native not in {None, POLICY}:
        raise _Refusal("unaccepted_policy")
    if asked["extensions"].native:
        raise _Refusal("unaccepted_extensions")
    return asked


def _refused(reason: str) -> bytes:
    status = tsp.PKIStatusInfo({"status": "rejection", "status_string": [_FAULTS[reason]], "fail_info": {reason}})
    return bytes(Response({"status": status}).dump())


def _signed(info: tsp.TSTInfo, key: LoadedKey, certificates: bool) -> cms.ContentInfo:
    content = info.dump()
    certificate = _asn(key.certificate)
    attributes = cms.CMSAttributes(
        [
            _attribute("content_type", "tst_info"),
            _attribute("message_digest", hashlib.sha256(content).digest()),
            _attribute("signing_certificate_v2", {"certs": [_certificate_name(certificate)]}),
        ]
    )
    signer = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier(
                "issuer_and_serial_number",
                {"issuer": certificate.issuer, "serial_number": certificate.serial_number},
            ),
            "digest_algorithm": {"algorithm": "sha256"},
            "signed_attrs": attributes,
            "signature_algorithm": _algorithm(key),
            "signature": key.sign(attributes.dump()),
        }
    )
    data = {
        "version": "v3",
        "digest_algorithms": [algos.DigestAlgorithm({"algorithm": "sha256"})],
        "encap_content_info": {"content_type": "tst_info", "content": cms.ParsableOctetString(content)},
        "signer_infos": [signer],
    }
    if certificates:  # the root is the other side's to have
        data["certificates"] = [certificate, *(_asn(each) for each in key.chain[:-1])]
    return cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(data)})


def _attribute(kind: str, value: Any) -> cms.CMSAttribute:
    return cms.CMSAttribute({"type": kind, "values": (value,)})


def _certificate_name(certificate: asn_x509.Certificate) -> tsp.ESSCertIDv2:
    issuer = asn_x509.GeneralName("directory_name", certificate.issuer)
    return tsp.ESSCertIDv2(
        {
            "cert_hash": hashlib.sha256(certificate.dump()).digest(),
            "issuer_serial": {"issuer": [issuer], "serial_number": certificate.serial_number},
        }
    )


def _algorithm(key: LoadedKey) -> algos.SignedDigestAlgorithm:
    kind = "sha256_rsa" if isinstance(key.key, rsa.RSAPrivateKey) else "sha256_ecdsa"
    return algos.SignedDigestAlgorithm({"algorithm": kind})


def _asn(certificate: x509.Certificate) -> asn_x509.Certificate:
    return asn_x509.Certificate.load(certificate.public_bytes(Encoding.DER))


def _why(status: tsp.PKIStatusInfo) -> str:
    reasons = sorted(status["fail_info"].native or ())
    texts = status["status_string"].native or []
    return " ".join([*reasons, *(str(each)[:200] for each in texts)])


def _fault_of(stamp: cms.ContentInfo, digest: bytes, nonce: int, now: datetime) -> str:
    """What is wrong with what a token says, whoever signed it; nothing where it is as asked. Raises Malformed."""
    with reading():
        info = stamp["content"]["encap_content_info"]["content"].parsed
        if not isinstance(info, tsp.TSTInfo):
            raise Malformed
        algorithm = info["message_imprint"]["hash_algorithm"]["algorithm"].native
        hashed = bytes(info["message_imprint"]["hashed_message"].native)
        repeated, off = info["nonce"].native, abs((info["gen_time"].native - now).total_seconds())
    if algorithm != "sha256" or not hmac.compare_digest(hashed, digest):
        return "its stamp is over something else"
    if repeated != nonce:
        return "its stamp was made for another request"
    if off > MOST_OFF:
        return f"its clock and ours differ by {off:.0f} seconds; at most {MOST_OFF} are taken"
    return ""


MOST_OFF: Final = 3600
"""Seconds that the clock of an authority may differ from ours."""


def _check_signature(stamp: cms.ContentInfo, digest: bytes, anchors: Sequence[x509.Certificate], now: datetime) -> None:
    # Half a second that only those pay who ask authorities elsewhere.
    from inkpost.engines.sign.evidence_checks import Evidence, Known
    from inkpost.engines.sign.report import Reason
    from inkpost.engines.sign.tokens import Judge, check_token
    from inkpost.engines.sign.trust import Trust

    with reading():
        stamped = stamp["content"]["encap_content_info"]["content"].parsed["gen_time"].native
    # Its clock may run ahead of ours, by as much as was looked at before.
    judge = Judge(Trust(tuple(anchors)), Known(Evidence()), max(now, stamped))
    fault = check_token(bytes(stamp.dump()), lambda _: digest, judge).finding
    if fault is None:
        return
    if fault.reason is Reason.TIMESTAMP_UNTRUSTED:
        raise StampRefused(f"its certificate leads to no authority that is trusted here: {fault.detail}")
    raise StampRefused("its stamp is forged or damaged")
