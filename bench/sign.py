"""Signs the two-page contract and checks a detached signature, with Inkpost and with pyHanko, in one run.

``python bench/sign.py [--rounds N] [--large MB] [--json FILE]``. Both work in this process, in changing order, so that
the machine's moods hit all alike. pyHanko is called as its documentation shows: ``SimpleSigner.load`` from the key's
files, ``IncrementalPdfFileWriter``, ``sign_pdf``; its detached check is ``async_validate_detached_cms``. Inkpost's key
stays loaded, as it does in the server. ``--large`` signs and checks a generated PDF of so many megabytes from a file to
a file, each in a process of its own, and tells the most memory that it took.

Expected before the first run: pyHanko loads an RSA key twice for each signature, which is most of its time, so RSA-2048
should be some 6 times as fast and P-256 twice; a check does the same work, about 1.0 of the library's time; a large
file should take no more memory than a small one and a few megabytes.

What came, on a machine of two cores that was busy with other things: with asn1crypto's trees 12 times for RSA-2048 and
2.4 for P-256; with signatures out of encoded pieces, as now, 65 to 200 times and 13 to 27 times, so more than expected,
since planning and encoding had cost more than loading keys. A check took 0.4 to 0.6 of the library's time, and 120 MB
took 1 MB of memory more than 1 MB did, signed and checked before anything follows the signature.
"""

from __future__ import annotations

import argparse
import asyncio
import io
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from contract_template import COLUMNS, FIELDS, INKPOST, contract, items
from machine import machine
from results import json_option, keep

ROOT = Path(__file__).resolve().parents[1]
sys.path[0] = str(ROOT / "src")  # instead of this folder, whose files may be named like the standard library's

import pikepdf  # noqa: E402
from asn1crypto import cms as asn1_cms  # noqa: E402
from asn1crypto import x509 as asn1_x509  # noqa: E402
from cryptography import x509  # noqa: E402
from cryptography.hazmat.primitives import hashes  # noqa: E402
from cryptography.hazmat.primitives.asymmetric import ec, rsa  # noqa: E402
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat  # noqa: E402
from cryptography.x509.oid import NameOID  # noqa: E402
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: E402
from pyhanko.sign import signers  # noqa: E402
from pyhanko.sign.fields import SigSeedSubFilter  # noqa: E402
from pyhanko.sign.validation.generic_cms import async_validate_detached_cms  # noqa: E402
from pyhanko_certvalidator import ValidationContext  # noqa: E402

from inkpost.engines.convert import Converter, ConverterSettings  # noqa: E402
from inkpost.engines.docx import compile_template  # noqa: E402
from inkpost.engines.sign import pades  # noqa: E402
from inkpost.engines.sign.detached import check_detached, sign_detached  # noqa: E402
from inkpost.engines.sign.keys import LoadedKey, PrivateKey  # noqa: E402
from inkpost.engines.sign.trust import Trust  # noqa: E402
from inkpost.engines.sign.validation import check_pdf  # noqa: E402
from inkpost.model.fields import FieldDescription, Source  # noqa: E402

NOW = datetime.now(UTC)
GOALS = {"sign RSA-2048": 5.0, "sign P-256": 1.8, "check P-256": 1 / 1.5}
CONTENT = b"A contract of 100 euros.\n" * 2000
Work = Callable[[], object]


def two_pages(folder: Path) -> bytes:
    """The contract of the other benchmarks as a PDF."""
    chains = {f"Items{name}": f"Items.Item.{name}" for name in COLUMNS}
    values = {**FIELDS, **chains, "Items": items(10)}
    fields = {"Items": FieldDescription(source=Source.LIST, item_name="Item", item_source=Source.RECORD)}
    converter = Converter(ConverterSettings(work_dir=folder / "convert"))
    try:
        return converter.to_pdf(compile_template(contract(INKPOST)).fill(values, fields))
    finally:
        converter.close()


def owner(key: PrivateKey) -> LoadedKey:
    """A key with a certificate by itself."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Bench")])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(x509.random_serial_number()).not_valid_before(NOW - timedelta(days=1))
    usage = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign"), False
    )
    allowed = x509.KeyUsage(
        digital_signature=True, content_commitment=True, encipher_only=False, decipher_only=False, **usage
    )
    made = builder.not_valid_after(NOW + timedelta(days=365)).add_extension(allowed, critical=True)
    return LoadedKey(key, made.sign(key, hashes.SHA256()), ())


def peer_signs(pdf: bytes, who: LoadedKey, folder: Path) -> Work:
    """pyHanko's ready-made call."""
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    key.write_bytes(who.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    certificate.write_bytes(who.certificate.public_bytes(Encoding.PEM))
    metadata = signers.PdfSignatureMetadata(field_name="Signature1", subfilter=SigSeedSubFilter.PADES)

    def sign() -> bytes:
        signer = signers.SimpleSigner.load(str(key), str(certificate))
        done = signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), metadata, signer)
        return bytes(done.getvalue())

    return sign


def peer_checks(signature: bytes, who: LoadedKey) -> Work:
    root = asn1_x509.Certificate.load(who.certificate.public_bytes(Encoding.DER))

    def check() -> object:
        data = asn1_cms.ContentInfo.load(signature)["content"]
        context = ValidationContext(trust_roots=[root], allow_fetching=False, moment=NOW)
        status = asyncio.run(async_validate_detached_cms(CONTENT, data, signer_validation_context=context))
        if not (status.intact and status.valid and status.trusted):
            raise SystemExit("pyHanko does not accept the signature")
        return status

    return check


def own_checks(signature: bytes, who: LoadedKey) -> Work:
    trust = Trust((who.certificate,))

    def check() -> object:
        report = check_detached(signature, CONTENT, trust, at=NOW)
        if report.verdict != "valid":
            raise SystemExit(f"the signature is not accepted: {report}")
        return report

    return check


def agreed(pdf: bytes, who: LoadedKey) -> None:
    """What was signed is valid, before any time counts."""
    if check_pdf(pdf, Trust((who.certificate,)), at=datetime.now(UTC)).verdict != "valid":
        raise SystemExit("a signed PDF is not valid")


def compared(own: Work, peer: Work, rounds: int) -> tuple[float, float, float]:
    """Median milliseconds of both, and the median of the ratios within a round."""
    times: list[tuple[float, float]] = []
    for number in range(-3, rounds):
        pair = {}
        for name, work in ((0, own), (1, peer)) if number % 2 else ((1, peer), (0, own)):
            begin = time.perf_counter()
            work()
            pair[name] = (time.perf_counter() - begin) * 1000
        if number >= 0:
            times.append((pair[0], pair[1]))
    return (
        statistics.median(one for one, _ in times),
        statistics.median(one for _, one in times),
        statistics.median(theirs / ours for ours, theirs in times),
    )


def large_pdf(path: Path, megabytes: int) -> None:
    """A PDF with a page for each megabyte of noise."""
    noise = Path("/dev/urandom")
    with pikepdf.new() as document, noise.open("rb") as source:
        for _ in range(megabytes):
            page = document.add_blank_page(page_size=(595, 842))
            page.Noise = document.make_stream(source.read(1 << 20))
        document.save(path, compress_streams=False)


def most_memory(command: str, path: Path) -> tuple[float, float]:
    """Seconds and megabytes of a process of its own."""
    begin = time.perf_counter()
    done = subprocess.run(
        [sys.executable, __file__, f"--{command}", str(path)], check=True, capture_output=True, text=True
    )
    return time.perf_counter() - begin, float(done.stdout.split()[-1])


def most_resident() -> float:
    """The most megabytes of this process (``ru_maxrss`` would count its parent's)."""
    status = Path("/proc/self/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1024


def sign_one(path: Path) -> None:
    pades.sign(path, owner(ec.generate_private_key(ec.SECP256R1())), output=path.with_suffix(".signed"))


def check_one(path: Path) -> None:
    if not check_pdf(path.with_suffix(".signed"), Trust(()), at=NOW).signatures[0].intact:
        raise SystemExit("the large PDF is not valid")


def large(folder: Path, megabytes: int) -> dict[str, object]:
    """Memory and time for a large file beside those for a small one."""
    found: dict[str, object] = {"megabytes": megabytes}
    for size in (1, megabytes):
        path = folder / f"{size}.pdf"
        large_pdf(path, size)
        for command in ("sign-one", "check-one"):
            seconds, memory = most_memory(command, path)
            found[f"{command} {size} MB"] = {"seconds": round(seconds, 2), "megabytes of memory": round(memory)}
    return found


def run(rounds: int, megabytes: int, folder: Path) -> dict[str, object]:
    pdf = two_pages(folder)
    rows: dict[str, dict[str, object]] = {}
    for name, key in (
        ("RSA-2048", rsa.generate_private_key(65537, 2048)),
        ("P-256", ec.generate_private_key(ec.SECP256R1())),
    ):
        who = owner(key)
        peer = peer_signs(pdf, who, folder)
        agreed(bytes(peer()), who)  # type: ignore[arg-type]
        agreed(pades.sign(pdf, who).pdf or b"", who)
        rows[f"sign {name}"] = row(compared(lambda who=who: pades.sign(pdf, who), peer, rounds), GOALS[f"sign {name}"])  # type: ignore[misc]
        signature = sign_detached(CONTENT, who, at=NOW).der
        checks = compared(own_checks(signature, who), peer_checks(signature, who), rounds * 3)
        rows[f"check {name}"] = row(checks, GOALS["check P-256"])
    found: dict[str, object] = {"machine": machine(), "rounds": rounds, "rows": rows}
    if megabytes:
        found["large"] = large(folder, megabytes)
    return found


def row(times: tuple[float, float, float], goal: float) -> dict[str, object]:
    own, peer, ratio = times
    return {
        "inkpost_ms": round(own, 2),
        "pyhanko_ms": round(peer, 2),
        "times": round(ratio, 2),
        "goal": round(goal, 2),
        "met": ratio >= goal,
    }


def show(result: dict[str, object]) -> None:
    print(result["machine"])
    print(f"{'work':18}{'inkpost ms':>12}{'pyhanko ms':>12}{'times as fast':>15}{'goal':>8}")
    rows = result["rows"]
    assert isinstance(rows, dict)
    for name, one in rows.items():
        line = f"{name:18}{one['inkpost_ms']:>12}{one['pyhanko_ms']:>12}{one['times']:>15}{one['goal']:>8}"
        print(f"{line}  {'met' if one['met'] else 'NOT MET'}")
    for name, value in dict(result.get("large", {})).items():  # type: ignore[call-overload]
        print(f"{name}: {value}")


def main() -> None:
    """Measure, show, and write JSON where it is wanted."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=40)
    arguments.add_argument("--large", type=int, default=0, metavar="MB")
    json_option(arguments)
    arguments.add_argument("--sign-one", type=Path, help=argparse.SUPPRESS)
    arguments.add_argument("--check-one", type=Path, help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.sign_one or given.check_one:
        sign_one(given.sign_one) if given.sign_one else check_one(given.check_one)
        print(most_resident())
        return
    with tempfile.TemporaryDirectory() as folder:
        result = run(given.rounds, given.large, Path(folder))
    show(result)
    keep("sign", result, given.json)
    rows = result["rows"]
    assert isinstance(rows, dict)
    if not all(one["met"] for one in rows.values()):
        raise SystemExit("A goal was not met.")


if __name__ == "__main__":
    main()
