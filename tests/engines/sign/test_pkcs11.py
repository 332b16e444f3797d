"""Keys in a real PKCS #11 token."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding

from authorities import PLACES, Authority
from devices import PIN, Token, softhsm
from inkpost.engines.sign import certificates, pkcs11
from inkpost.engines.sign.certificates import Naming
from inkpost.engines.sign.keys import SigningFailed
from inkpost.engines.sign.pkcs11 import DeviceKey, certificates_in, verify
from inkpost.model.trust import Purpose

AUTHORITY = Authority()
KEYS = {
    "rsa": rsa.generate_private_key(65537, 2048),
    "p256": ec.generate_private_key(ec.SECP256R1()),
    "p384": ec.generate_private_key(ec.SECP384R1()),
}
CERTIFICATES = {
    name: certificates.issue(AUTHORITY.issuing, Purpose.COMPANY, Naming(name), key.public_key(), PLACES, AUTHORITY.now)
    for name, key in KEYS.items()
}
DATA = b"what is signed"


@pytest.fixture(scope="module")
def token() -> Iterator[Token]:
    with softhsm() as made:
        for name, key in KEYS.items():
            made.put(name, key)
        made.put_certificate("p256", CERTIFICATES["p256"].public_bytes(Encoding.DER))
        yield made


def connected(token: Token, name: str, pin: str = PIN) -> DeviceKey:
    return DeviceKey.connected(token.device(name), pin, CERTIFICATES[name], ())


@pytest.mark.parametrize("name", list(KEYS))
def test_the_token_signs_and_the_signature_holds(token: Token, name: str) -> None:
    key = connected(token, name)
    signature = key.sign(DATA)
    verify(key.certificate, signature, DATA)
    with pytest.raises(InvalidSignature):
        verify(key.certificate, signature, DATA + b"!")
    verify(key.certificate, key.sign(DATA * 1000), DATA * 1000)


def test_a_key_of_another_certificate_is_refused(token: Token) -> None:
    with pytest.raises(SigningFailed, match="not the one of the certificate"):
        DeviceKey.connected(token.device("p256"), PIN, CERTIFICATES["p384"], ())


def test_what_fails_is_named_without_the_pin(token: Token) -> None:
    device = token.device("p256")
    cases = [
        (device, "00000000", "PinIncorrect"),
        (replace(device, token="another"), PIN, "NoSuchToken"),
        (replace(device, key="another"), PIN, "NoSuchKey"),
        (replace(device, module="/nowhere/module.so"), PIN, "/nowhere/module.so"),
    ]
    for given, pin, words in cases:
        pkcs11._close(device)  # else the token is open, and asks for no PIN
        with pytest.raises(SigningFailed) as caught:
            DeviceKey.connected(given, pin, CERTIFICATES["p256"], ())
        assert words in str(caught.value)
        assert pin not in str(caught.value)
    assert PIN not in repr(connected(token, "p256"))


def test_an_open_token_is_not_used_with_a_wrong_pin(token: Token) -> None:
    connected(token, "p256")
    with pytest.raises(SigningFailed, match="PinIncorrect"):
        connected(token, "p384", "00000000")
    connected(token, "p384")


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # what the library forgets is closed
def test_a_session_that_ended_is_opened_again(token: Token) -> None:
    key = connected(token, "rsa")
    for session in pkcs11._sessions.values():
        session.handle.close()
    verify(key.certificate, key.sign(DATA), DATA)


def test_certificates_in_the_token_are_found_by_the_key_s_label(token: Token) -> None:
    assert certificates_in(token.device("p256"), PIN) == [CERTIFICATES["p256"]]
    assert certificates_in(token.device("rsa"), PIN) == []
    with pytest.raises(SigningFailed, match="PinIncorrect"):
        certificates_in(token.device("p256"), "00000000")
