"""A key in a PKCS #11 device, through the protocol of ``keys.Signer``. The key never leaves the device."""

from __future__ import annotations

import hashlib
import hmac
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import pkcs11
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from pkcs11.exceptions import PKCS11Error

from inkpost.engines.sign.keys import SigningFailed
from inkpost.model.trust import Device

_KINDS = {rsa.RSAPublicKey: pkcs11.KeyType.RSA, ec.EllipticCurvePublicKey: pkcs11.KeyType.EC}
_FAULTS = (PKCS11Error, OSError, RuntimeError)


@dataclass(slots=True)
class _Session:
    """A token that this process is signed in to. That is said once a process, so all keys in it share it."""

    handle: Any
    pin: bytes = field(repr=False)  # hashed


_lock = threading.Lock()
"""One module is one library in the process, and few of them like two threads."""
_sessions: dict[tuple[str, str], _Session] = {}


class DeviceKey:
    """A key in a device. When the device was away it is opened once more."""

    def __init__(
        self, device: Device, pin: str, certificate: x509.Certificate, chain: tuple[x509.Certificate, ...]
    ) -> None:
        self.certificate = certificate
        self.chain = chain
        self._device = device
        self._pin = pin

    def __repr__(self) -> str:
        return f"DeviceKey({self._device.token!r}, {self._device.key!r})"

    @classmethod
    def connected(
        cls, device: Device, pin: str, certificate: x509.Certificate, chain: tuple[x509.Certificate, ...]
    ) -> DeviceKey:
        """The key, found and tried: what it signs fits the certificate. Raises SigningFailed."""
        made = cls(device, pin, certificate, chain)
        probe = b"Inkpost asks whether this key fits its certificate"
        try:
            verify(certificate, made.sign(probe), probe)
        except InvalidSignature:
            raise SigningFailed(f"the key {device.key!r} is not the one of the certificate") from None
        return made

    def sign(self, data: bytes) -> bytes:
        """See ``Signer``."""
        with _lock:
            try:
                return self._signed(data)
            except SigningFailed:
                raise
            except _FAULTS:  # the session may have gone with the device: once more, with a new one
                _close(self._device)
            try:
                return self._signed(data)
            except _FAULTS as fault:
                raise _failed(self._device, fault) from None

    def _signed(self, data: bytes) -> bytes:
        public = self.certificate.public_key()
        kind = next(item for cls, item in _KINDS.items() if isinstance(public, cls))
        session = _open(self._device, self._pin)
        key = session.get_key(object_class=pkcs11.ObjectClass.PRIVATE_KEY, key_type=kind, label=self._device.key)
        if isinstance(public, rsa.RSAPublicKey):
            return bytes(key.sign(data, mechanism=pkcs11.Mechanism.SHA256_RSA_PKCS))
        # The device signs the hash: not every one hashes for ECDSA itself. Its answer is two numbers side by side.
        raw = bytes(key.sign(hashlib.sha256(data).digest(), mechanism=pkcs11.Mechanism.ECDSA))
        half = len(raw) // 2
        return encode_dss_signature(int.from_bytes(raw[:half], "big"), int.from_bytes(raw[half:], "big"))


def certificates_in(device: Device, pin: str) -> list[x509.Certificate]:
    """The certificates that lie in the token under the key's label. Raises SigningFailed."""
    wanted = {pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE, pkcs11.Attribute.LABEL: device.key}
    with _lock:
        try:
            session = _open(device, pin)
            found = [bytes(each[pkcs11.Attribute.VALUE]) for each in session.get_objects(wanted)]
        except _FAULTS as fault:
            _close(device)
            raise _failed(device, fault) from None
    return [x509.load_der_x509_certificate(each) for each in found]


def verify(certificate: x509.Certificate, signature: bytes, data: bytes) -> None:
    """Raises InvalidSignature unless the certificate's key made this signature of SHA-256 over the data."""
    public = certificate.public_key()
    if isinstance(public, rsa.RSAPublicKey):
        public.verify(signature, data, padding.PKCS1v15(), hashes.SHA256())
    elif isinstance(public, ec.EllipticCurvePublicKey):
        public.verify(signature, data, ec.ECDSA(hashes.SHA256()))
    else:
        raise InvalidSignature


def _open(device: Device, pin: str) -> Any:
    """The session of the device's token, signed in. Raises SigningFailed for another PIN than it was opened with."""
    place = (device.module, device.token)
    hashed = hashlib.sha256(pin.encode()).digest()
    found = _sessions.get(place)
    if found is None:
        token = pkcs11.lib(device.module).get_token(token_label=device.token)
        found = _sessions[place] = _Session(token.open(user_pin=pin), hashed)
    elif not hmac.compare_digest(found.pin, hashed):
        raise _failed(device, pkcs11.exceptions.PinIncorrect())
    return found.handle


def _close(device: Device) -> None:
    found = _sessions.pop((device.module, device.token), None)
    if found is not None:
        with suppress(*_FAULTS):
            found.handle.close()


def _failed(device: Device, fault: Exception) -> SigningFailed:
    """What failed, by the name of the fault: its text may repeat what it was given."""
    return SigningFailed(f"the token {device.token!r} of {device.module} answers {type(fault).__name__}")
