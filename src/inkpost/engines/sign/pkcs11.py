"""A key in a PKCS #11 device, through the protocol of ``keys.Signer``. The key never leaves the device."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
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
_lock = threading.Lock()
"""One module is one library in the process, and few of them like two threads."""


class DeviceKey:
    """A key in a device: opened once, and once more when the device was away."""

    def __init__(
        self, device: Device, pin: str, certificate: x509.Certificate, chain: tuple[x509.Certificate, ...]
    ) -> None:
        self.certificate = certificate
        self.chain = chain
        self._device = device
        self._pin = pin
        self._key: Any = None
        self._session: Any = None

    def __repr__(self) -> str:
        return f"DeviceKey({self._device.token!r}, {self._device.key!r})"

    @classmethod
    def connected(
        cls, device: Device, pin: str, certificate: x509.Certificate, chain: tuple[x509.Certificate, ...]
    ) -> DeviceKey:
        """The key, found and tried: what it signs fits the certificate. Raises SigningFailed."""
        made = cls(device, pin, certificate, chain)
        made._try()
        return made

    def sign(self, data: bytes) -> bytes:
        """See ``Signer``."""
        with _lock:
            if self._key is None:
                self._open()
            try:
                return self._signed(data)
            except (PKCS11Error, OSError):  # the session may have gone with the device: once more
                self._close()
                self._open()
            try:
                return self._signed(data)
            except (PKCS11Error, OSError) as fault:
                raise _failed(self._device, fault) from None

    def _try(self) -> None:
        probe = b"Inkpost asks whether this key fits its certificate"
        try:
            verify(self.certificate, self.sign(probe), probe)
        except InvalidSignature:
            raise SigningFailed(f"the key {self._device.key!r} is not the one of the certificate") from None

    def _signed(self, data: bytes) -> bytes:
        if isinstance(self.certificate.public_key(), rsa.RSAPublicKey):
            return bytes(self._key.sign(data, mechanism=pkcs11.Mechanism.SHA256_RSA_PKCS))
        # The device signs the hash: not every one hashes for ECDSA itself. Its answer is two numbers side by side.
        raw = bytes(self._key.sign(hashlib.sha256(data).digest(), mechanism=pkcs11.Mechanism.ECDSA))
        half = len(raw) // 2
        return encode_dss_signature(int.from_bytes(raw[:half], "big"), int.from_bytes(raw[half:], "big"))

    def _open(self) -> None:
        try:
            self._session = _token(self._device).open(user_pin=self._pin)
            kind = next(item for cls, item in _KINDS.items() if isinstance(self.certificate.public_key(), cls))
            self._key = self._session.get_key(
                object_class=pkcs11.ObjectClass.PRIVATE_KEY, key_type=kind, label=self._device.key
            )
        except (PKCS11Error, OSError, RuntimeError) as fault:
            self._close()
            raise _failed(self._device, fault) from None

    def _close(self) -> None:
        session, self._session, self._key = self._session, None, None
        if session is not None:
            try:
                session.close()
            except PKCS11Error:
                return


def certificates_in(device: Device, pin: str) -> list[x509.Certificate]:
    """The certificates that lie in the token under the key's label. Raises SigningFailed."""
    with _lock, _session(device, pin) as session:
        wanted = {
            pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE,
            pkcs11.Attribute.LABEL: device.key,
        }
        found = [bytes(each[pkcs11.Attribute.VALUE]) for each in session.get_objects(wanted)]
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


@contextmanager
def _session(device: Device, pin: str) -> Iterator[Any]:
    try:
        with _token(device).open(user_pin=pin) as session:
            yield session
    except (PKCS11Error, OSError, RuntimeError) as fault:
        raise _failed(device, fault) from None


def _token(device: Device) -> Any:
    return pkcs11.lib(device.module).get_token(token_label=device.token)


def _failed(device: Device, fault: Exception) -> SigningFailed:
    """What failed, by the name of the fault: its text may repeat what it was given."""
    return SigningFailed(f"the token {device.token!r} of {device.module} answers {type(fault).__name__}")
