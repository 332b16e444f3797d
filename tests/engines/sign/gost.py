"""A signature that names the GOST algorithms, as no library here can make or check one."""

from __future__ import annotations

from asn1crypto.core import ObjectIdentifier

_NAMES = {
    "2.16.840.1.101.3.4.2.1": "1.2.643.7.1.1.2.2",  # SHA-256: GOST R 34.11-2012, 256 bits
    "1.2.840.10045.4.3.2": "1.2.643.7.1.1.3.2",  # ECDSA: GOST R 34.10-2012, 256 bits
    "1.2.840.10045.2.1": "1.2.643.7.1.1.1.1",  # the kind of the key
}
_OIDS = {ObjectIdentifier(old).contents: ObjectIdentifier(new).contents for old, new in _NAMES.items()}
_CONSTRUCTED, _OID = 0x20, 0x06


def as_gost(der: bytes) -> bytes:
    """The same structure with the names of other algorithms."""
    return b"".join(_each(der))


def _each(der: bytes) -> list[bytes]:
    found, at = [], 0
    while at < len(der):
        tag, length, start = der[at], der[at + 1], at + 2
        if length & 0x80:
            size = length & 0x7F
            length, start = int.from_bytes(der[start : start + size], "big"), start + size
        content = der[start : start + length]
        if tag & _CONSTRUCTED:
            content = as_gost(content)
        elif tag == _OID:
            content = _OIDS.get(content, content)
        found.append(bytes([tag]) + _length(len(content)) + content)
        at = start + length
    return found


def _length(number: int) -> bytes:
    if number < 0x80:
        return bytes([number])
    encoded = number.to_bytes((number.bit_length() + 7) // 8, "big")
    return bytes([0x80 | len(encoded)]) + encoded


def as_ber(der: bytes) -> bytes:
    """The same structure with indefinite lengths, as BER allows."""
    found, at = [], 0
    while at < len(der):
        tag, length, start = der[at], der[at + 1], at + 2
        if length & 0x80:
            size = length & 0x7F
            length, start = int.from_bytes(der[start : start + size], "big"), start + size
        content = der[start : start + length]
        if tag & _CONSTRUCTED:
            found.append(bytes([tag, 0x80]) + as_ber(content) + b"\x00\x00")
        else:
            found.append(bytes([tag]) + _length(len(content)) + content)
        at = start + length
    return b"".join(found)
