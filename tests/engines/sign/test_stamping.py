"""Timestamps: openssl asks and judges, forged ones are refused, hostile bytes get an honest refusal."""

from __future__ import annotations

import hashlib
import itertools
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from asn1crypto import cms, tsp
from cryptography import x509
from hypothesis import example, given, settings
from hypothesis import strategies as st

from authorities import BEGIN, Authority, openssl, told, write_pem
from inkpost.engines.sign import stamping
from inkpost.engines.sign.keys import LoadedKey
from inkpost.engines.sign.stamping import POLICY, ClockBehind, Response, StampRefused
from inkpost.model.trust import Purpose

AUTHORITY = Authority()
KEY = AUTHORITY.issue(Purpose.TIMESTAMP)
STRANGER = Authority()
DATA = b"what was there at that time"
DIGEST = hashlib.sha256(DATA).digest()
NOW = datetime.now(UTC)
COUNT = itertools.count(1)


def answered(asked: bytes, key: LoadedKey = KEY) -> bytes:
    return stamping.answer(asked, key, lambda: (next(COUNT), NOW))


def checked(
    response: bytes, nonce: int, *, digest: bytes = DIGEST, anchors: list[x509.Certificate] | None = None
) -> bytes:
    return stamping.check(response, digest, nonce, anchors or [AUTHORITY.root.certificate], NOW)


def refusal(response: bytes) -> tuple[str, str]:
    """The reason of a refusal and its words."""
    status = Response.load(response, strict=True)["status"]
    assert status["status"].native == "rejection"
    assert Response.load(response)["time_stamp_token"].native is None
    (reason,) = status["fail_info"].native
    return reason, status["status_string"].native[0]


@pytest.mark.parametrize("digest", ["-sha256", "-sha384", "-sha512"])
@pytest.mark.parametrize("more", [("-cert",), ("-cert", "-no_nonce"), ("-cert", "-tspolicy", POLICY)])
def test_openssl_asks_and_believes(digest: str, more: tuple[str, ...], tmp_path: Path) -> None:
    root, _ = AUTHORITY.pem(tmp_path)
    data, query, reply = tmp_path / "data", tmp_path / "q.tsq", tmp_path / "r.tsr"
    data.write_bytes(DATA)
    assert openssl("ts", "-query", "-data", data, digest, *more, "-out", query).returncode == 0
    reply.write_bytes(answered(query.read_bytes()))
    verify = ("ts", "-verify", "-in", reply, "-CAfile", root)
    assert "Verification: OK" in told(openssl(*verify, "-queryfile", query))
    assert "Verification: OK" in told(openssl(*verify, "-data", data))
    text = told(openssl("ts", "-reply", "-in", reply, "-text"))
    assert f"Policy OID: {POLICY}" in text
    assert "Accuracy: 0x01 seconds" in text
    assert "Ordering: yes" in text
    data.write_bytes(DATA + b"!")
    assert "Verification: FAILED" in told(openssl(*verify, "-data", data))


def test_without_certreq_the_certificate_is_the_asker_s_to_have(tmp_path: Path) -> None:
    root, _ = AUTHORITY.pem(tmp_path)
    query, reply, key = tmp_path / "q.tsq", tmp_path / "r.tsr", tmp_path / "tsa.pem"
    openssl("ts", "-query", "-digest", DIGEST.hex(), "-sha256", "-out", query)
    reply.write_bytes(answered(query.read_bytes()))
    assert Response.load(reply.read_bytes())["time_stamp_token"]["content"]["certificates"].native is None
    verify = ("ts", "-verify", "-in", reply, "-queryfile", query, "-CAfile", root)
    assert "Verification: FAILED" in told(openssl(*verify))
    write_pem(key, KEY.certificate, AUTHORITY.issuing.certificate)
    assert "Verification: OK" in told(openssl(*verify, "-untrusted", key))


def test_openssl_refuses_a_stamp_of_another_authority(tmp_path: Path) -> None:
    root, _ = AUTHORITY.pem(tmp_path)
    query, reply = tmp_path / "q.tsq", tmp_path / "r.tsr"
    openssl("ts", "-query", "-digest", DIGEST.hex(), "-sha256", "-cert", "-out", query)
    reply.write_bytes(answered(query.read_bytes(), STRANGER.issue(Purpose.TIMESTAMP)))
    assert "Verification: FAILED" in told(openssl("ts", "-verify", "-in", reply, "-queryfile", query, "-CAfile", root))


def asked(**changes: object) -> bytes:
    """A request with some fields changed."""
    made = tsp.TimeStampReq.load(stamping.request(DIGEST)[0])
    for name, item in changes.items():
        made[name] = item
    return bytes(made.dump(force=True))


def imprint(algorithm: str, length: int) -> dict[str, object]:
    return {"hash_algorithm": {"algorithm": algorithm}, "hashed_message": b"d" * length}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (asked(message_imprint=imprint("sha1", 20)), "bad_alg"),
        (asked(message_imprint=imprint("md5", 16)), "bad_alg"),
        (asked(message_imprint=imprint("1.2.3.4", 32)), "bad_alg"),
        (asked(message_imprint=imprint("sha256", 31)), "bad_data_format"),
        (asked(message_imprint=imprint("sha512", 32)), "bad_data_format"),
        (asked(version=2), "bad_request"),
        (asked(req_policy="1.2.3.4"), "unaccepted_policy"),
        (asked(extensions=[{"extn_id": "1.2.3.4", "extn_value": b"\x05\x00"}]), "unaccepted_extensions"),
        (asked() + b"\x00", "bad_data_format"),
        (asked()[:-1], "bad_data_format"),
        (b"", "bad_data_format"),
    ],
    ids=range(11),  # each run asks with another number, and a test has one name
)
def test_a_request_that_cannot_be_met_hears_why(content: bytes, reason: str) -> None:
    found, words = refusal(answered(content))
    assert found == reason
    assert words


def test_openssl_reads_a_refusal(tmp_path: Path) -> None:
    reply = tmp_path / "r.tsr"
    reply.write_bytes(answered(asked(message_imprint=imprint("sha1", 20))))
    text = told(openssl("ts", "-reply", "-in", reply, "-text"))
    assert "Status: Rejected." in text
    assert "unrecognized or unsupported algorithm identifier" in text


def test_a_clock_that_runs_behind_is_said() -> None:
    def take() -> tuple[int, datetime]:
        raise ClockBehind

    assert refusal(stamping.answer(asked(), KEY, take))[0] == "time_not_available"


@given(st.binary(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_bytes_get_a_refusal(content: bytes) -> None:
    assert refusal(answered(content))[0] == "bad_data_format"


PLAIN = asked()


@given(st.integers(0, len(PLAIN) - 1), st.binary(min_size=1, max_size=6))
@settings(max_examples=200, deadline=None)
def test_a_damaged_request_gets_an_answer(at: int, changed: bytes) -> None:
    response = answered(PLAIN[:at] + changed + PLAIN[at + len(changed) :])
    status = Response.load(response, strict=True)["status"]["status"].native
    assert status in {"granted", "rejection"}


def test_our_own_client_believes_what_it_asked_for() -> None:
    query, nonce = stamping.request(DIGEST)
    token = checked(answered(query), nonce)
    info = cms.ContentInfo.load(token, strict=True)["content"]["encap_content_info"]["content"].parsed
    assert info["message_imprint"]["hashed_message"].native == DIGEST
    assert abs(info["gen_time"].native - NOW) < timedelta(milliseconds=1)


def test_our_own_client_refuses_what_it_did_not_ask_for() -> None:
    query, nonce = stamping.request(DIGEST)
    response = answered(query)
    with pytest.raises(StampRefused, match="another request"):
        checked(response, nonce + 2)
    with pytest.raises(StampRefused, match="something else"):
        checked(response, nonce, digest=hashlib.sha256(b"else").digest())
    with pytest.raises(StampRefused, match="no authority that is trusted"):
        checked(response, nonce, anchors=[STRANGER.root.certificate])
    with pytest.raises(StampRefused, match="differ by 7200 seconds"):
        stamping.check(response, DIGEST, nonce, [AUTHORITY.root.certificate], NOW + timedelta(hours=2))
    with pytest.raises(StampRefused, match="it refused: bad_alg"):
        checked(answered(asked(message_imprint=imprint("sha1", 20))), nonce)


def test_our_own_client_refuses_a_key_that_is_not_for_stamping() -> None:
    query, nonce = stamping.request(DIGEST)
    with pytest.raises(StampRefused):
        checked(answered(query, AUTHORITY.issue(Purpose.PERSON)), nonce)


def test_our_own_client_refuses_a_certificate_that_has_ended() -> None:
    old = Authority(BEGIN - timedelta(days=5 * 365))
    query, nonce = stamping.request(DIGEST)
    with pytest.raises(StampRefused, match="no authority that is trusted"):
        checked(answered(query, old.issue(Purpose.TIMESTAMP)), nonce, anchors=[old.root.certificate])


def test_our_own_client_notices_a_forged_time() -> None:
    query, nonce = stamping.request(DIGEST)
    response = answered(query)
    year = f"{NOW:%Y%m%d%H}".encode()
    at = response.index(year)
    forged = response[: at + 9] + (b"0" if response[at + 9 : at + 10] != b"0" else b"1") + response[at + 10 :]
    assert forged != response
    with pytest.raises(StampRefused):
        checked(forged, nonce)
    with pytest.raises(StampRefused, match="forged or damaged"):
        checked(response[:-1] + bytes([response[-1] ^ 1]), nonce)


@given(st.binary(max_size=300))
@settings(max_examples=150, deadline=None)
def test_our_own_client_refuses_any_bytes_in_the_declared_way(content: bytes) -> None:
    with pytest.raises(StampRefused):
        checked(content, 1)


WHOLE = answered(stamping.request(DIGEST)[0])


NONCE = Response.load(WHOLE)["time_stamp_token"]["content"]["encap_content_info"]["content"].parsed["nonce"].native


def info_of(token: bytes) -> bytes:
    """The signed content of a token."""
    return bytes(cms.ContentInfo.load(token)["content"]["encap_content_info"]["content"].parsed.dump())


@given(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=6))
@example(68, b"\x01")  # the token's type: no token at all
@settings(max_examples=30, deadline=None)
def test_a_damaged_answer_is_refused_in_the_declared_way_or_says_the_same(at: int, changed: bytes) -> None:
    try:
        token = checked(WHOLE[:at] + changed + WHOLE[at + len(changed) :], NONCE)
    except StampRefused:
        return
    assert info_of(token) == info_of(checked(WHOLE, NONCE))
