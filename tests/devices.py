"""A PKCS #11 token for tests: SoftHSM, with a key and a certificate by an authority of the test's own."""

from __future__ import annotations

import atexit
import functools
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from inkpost.model.trust import Device

MODULES = (
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib64/softhsm/libsofthsm2.so",
    "/usr/local/lib/softhsm/libsofthsm2.so",
)
PIN_VARIABLE = "INKPOST_TEST_PIN"
PIN = "81726354"


@dataclass(frozen=True)
class Token:
    """A token in a folder of the test's own."""

    module: str
    label: str
    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        """What a process needs to use it."""
        conf = str(self.folder / "softhsm2.conf")
        return {"SOFTHSM2_CONF": conf, PIN_VARIABLE: PIN, "INKPOST_PKCS11_MODULES": f"/other.so:{self.module}"}

    def device(self, key: str) -> Device:
        """A key in it."""
        return Device(self.module, self.label, key, PIN_VARIABLE)

    def put(self, label: str, key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey) -> None:
        """Put a key into it."""
        path = self.folder / f"{label}.key"
        path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        self._util("--import", str(path), "--token", self.label, "--label", label, "--id", label.encode().hex())
        path.unlink()

    def put_certificate(self, label: str, der: bytes) -> None:
        """Put a certificate into it, in a process of its own: the module reads its settings once a process."""
        code = (
            "import os, sys, pkcs11\n"
            "from pkcs11 import Attribute, ObjectClass\n"
            "from pkcs11.util.x509 import decode_x509_certificate\n"
            "module, token, label = sys.argv[1:]\n"
            "found = pkcs11.lib(module).get_token(token_label=token)\n"
            "with found.open(user_pin=os.environ['INKPOST_TEST_PIN'], rw=True) as session:\n"
            "    made = decode_x509_certificate(sys.stdin.buffer.read())\n"
            "    made[Attribute.TOKEN], made[Attribute.LABEL] = True, label\n"
            "    session.create_object(made)\n"
        )
        self._run(sys.executable, "-c", code, self.module, self.label, label, typed=der)

    def _util(self, *arguments: str) -> None:
        self._run(
            "softhsm2-util",
            *arguments,
            "--pin",
            PIN,
            *(("--so-pin", "87654321") if "--init-token" in arguments else ()),
        )

    def _run(self, *command: str, typed: bytes = b"") -> None:
        environment = {**os.environ, **self.environment}
        done = subprocess.run(command, env=environment, input=typed, capture_output=True, timeout=60)
        assert done.returncode == 0, done.stderr.decode()


@functools.cache
def _token() -> Token:
    """The one token of this process: the module reads where its tokens lie when it is loaded, and never again."""
    module = next((path for path in MODULES if Path(path).exists()), "")
    assert module, "SoftHSM is missing: make setup installs it, or Debian's softhsm2"
    folder = Path(tempfile.mkdtemp(prefix="inkpost-tests-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / "tokens").mkdir()
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder / 'tokens'}\nlog.level = ERROR\n")
    token = Token(module, "Inkpost test", folder)
    token._util("--init-token", "--free", "--label", token.label)
    return token


@contextmanager
def softhsm() -> Iterator[Token]:
    """The token. The variables of this process point at it meanwhile."""
    token, before = _token(), dict(os.environ)
    os.environ.update(token.environment)
    try:
        yield token
    finally:
        os.environ.clear()
        os.environ.update(before)
