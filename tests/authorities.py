"""A certificate authority in memory, made as the server makes its own, and openssl as an independent witness."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from inkpost.engines.sign import certificates
from inkpost.engines.sign.certificates import Naming, Places
from inkpost.engines.sign.keys import LoadedKey
from inkpost.model.trust import Purpose

BEGIN = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=1)
PLACES = Places("http://ca.example.test/issuer.crt", "http://ca.example.test/list.crl", "http://ca.example.test/ocsp")


@dataclass
class Authority:
    """A root and an issuing key; ``issue`` makes more."""

    now: datetime = BEGIN
    root: LoadedKey = field(init=False)
    issuing: LoadedKey = field(init=False)

    def __post_init__(self) -> None:
        self.root = certificates.root(Naming("Test root"), self.now, certificates.new_key())
        self.issuing = self._made(self.root, Purpose.ISSUING, Naming("Test issuing"))

    def issue(self, purpose: Purpose, naming: Naming | None = None, now: datetime | None = None) -> LoadedKey:
        """A key with a certificate by the issuing authority."""
        return self._made(self.issuing, purpose, naming or Naming("Somebody"), now)

    def _made(self, issuer: LoadedKey, purpose: Purpose, naming: Naming, now: datetime | None = None) -> LoadedKey:
        key = certificates.new_key()
        made = certificates.issue(issuer, purpose, naming, key.public_key(), PLACES, now or self.now)
        return LoadedKey(key, made, (issuer.certificate, *issuer.chain))

    def pem(self, folder: Path) -> tuple[Path, Path]:
        """Files with the root and with the issuing certificate."""
        return write_pem(folder / "root.pem", self.root.certificate), write_pem(
            folder / "issuing.pem", self.issuing.certificate
        )


def write_pem(path: Path, *certificates: x509.Certificate) -> Path:
    """A file with these certificates."""
    path.write_bytes(b"".join(each.public_bytes(Encoding.PEM) for each in certificates))
    return path


def openssl(*arguments: str | Path, typed: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run openssl and answer how it ended."""
    return subprocess.run(["openssl", *map(str, arguments)], input=typed, capture_output=True, timeout=60)


def told(done: subprocess.CompletedProcess[bytes]) -> str:
    """All that it said."""
    return (done.stdout + done.stderr).decode()
