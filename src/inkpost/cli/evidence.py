"""``inkpost evidence``: write a package of evidence, and check one, which takes no server, database or network."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from inkpost.cli.common import acting, administers, json_option, portal_argument, shown
from inkpost.cli.subscriptions import Moment
from inkpost.engines.sign.evidence_checks import Evidence
from inkpost.engines.sign.evidence_judging import OfflineJudge
from inkpost.engines.sign.evidence_outcome import Brought, Outcome, Stamp
from inkpost.engines.sign.evidence_verify import verify
from inkpost.engines.sign.evidence_zip import PackageRefused
from inkpost.engines.sign.report import Report, SignatureReport, Verdict
from inkpost.engines.sign.trust import Trust
from inkpost.operations import evidence as packages
from inkpost.operations.kit import Services

FILE = click.Path(path_type=Path, dir_okay=False, exists=True)
STATUS = {Verdict.VALID: 0, Verdict.INVALID: 1, Verdict.UNDECIDED: 3}
UNUSABLE = 2
MOST_READ = 16 * 1024**2
VERIFY_HELP = """Say whether a package of evidence holds: who signed what, when, and what is wrong with it.

ZIP is a package as `inkpost evidence export` writes it. Nobody is trusted but who is named by --root: get that
certificate from somewhere else than the package.

The exit status is 0 where everything holds, 1 where something is wrong, 3 where nothing is wrong and something is
missing (a trusted root, a timestamp), and 2 where the file is no package or the command is wrong.
"""


@click.group()
def evidence() -> None:
    """Evidence: what proves a signing to somebody who was not there."""


@evidence.command("verify", help=VERIFY_HELP)
@click.argument("package", metavar="ZIP", type=FILE)
@click.option("--root", "roots", type=FILE, multiple=True, metavar="PEM", help="A certificate to trust (repeatable).")
@click.option("--crl", "lists", type=FILE, multiple=True, metavar="CRL", help="A newer list of the revoked.")
@click.option("--at", type=Moment(), help="As of which moment (default: now).")
@json_option
def check(package: Path, roots: tuple[Path, ...], lists: tuple[Path, ...], at: datetime | None, as_json: bool) -> None:
    """Check a package and end with what came of it."""
    judge = OfflineJudge(Trust(tuple(_roots(roots))), at or datetime.now(UTC), _lists(lists))
    try:
        outcome = verify(package, judge)
    except PackageRefused as refused:
        refusal = {"verdict": "refused", "code": refused.code.value, "message": refused.message}
        click.echo(json.dumps(refusal) if as_json else f"This is no package of evidence: {refused.message}")
        sys.exit(UNUSABLE)
    told = told_of(outcome)
    click.echo(json.dumps(told, indent=1, ensure_ascii=False) if as_json else _plain(shown(told, as_json)))
    sys.exit(STATUS[outcome.verdict])


@evidence.command("export")
@portal_argument
@click.argument("uid", metavar="DOCUMENT")
@click.argument("target", metavar="ZIP", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--by", "user_id", type=click.IntRange(min=1), required=True, help="Whose act it is: a user.")
@administers
def export(services: Services, portal_id: int, uid: str, target: Path, user_id: int) -> dict[str, Any]:
    """Write the package of evidence of a document that was sent to be signed, by its uid."""
    acting(services, portal_id, user_id, lambda work: packages.export(work, uid, target))
    return {"document": uid, "written": str(target), "bytes": target.stat().st_size}


def _plain(text: str) -> str:
    """Without what would move the cursor: names come from files that anybody may have made."""
    return "".join(each if each.isprintable() or each == "\n" else "·" for each in text)


def told_of(outcome: Outcome) -> dict[str, Any]:
    """What came of a check, for people and for programs."""
    signatures = [
        _signature(part, each, report) | _brought(outcome.brought.get(part))
        for part, report in outcome.reports.items()
        for each in report.signatures
    ]
    return {
        "verdict": outcome.verdict.value,
        "wrong": [{"fault": each.fault.value, "part": each.part, "told": each.told} for each in outcome.found],
        "signatures": signatures,
        "timestamps": [_stamp(each) for each in outcome.stamps],
        "records": [
            {
                "number": each.number,
                "at": each.at.isoformat(),
                "act": each.act,
                "name": each.name or "the server",
                "address": each.address,
            }
            for each in outcome.records
        ],
    }


def _signature(part: str, report: SignatureReport, of: Report) -> dict[str, Any]:
    return {
        "part": part,
        "kind": report.kind.value,
        "verdict": report.verdict.value,
        "signer": report.signer.name if report.signer else None,
        "certificate": report.signer.serial if report.signer else None,
        "time": report.time.isoformat() if report.time else None,
        "time_by": report.time_source.value,
        "level": report.level.value if report.level else None,
        "reasons": [each.value for each in report.reasons],
        "checked_as_of": of.checked_at.isoformat(),
    }


def _brought(known: Brought | None) -> dict[str, Any]:
    """Of a signature made elsewhere: who brought it, and how the server knew that it is theirs."""
    if known is None:
        return {"brought_by": None, "recognised": None, "registrations": []}
    recognised = known.recognised or "not recognised"
    return {"brought_by": known.name, "recognised": recognised, "registrations": list(known.registrations)}


def _stamp(stamp: Stamp) -> dict[str, Any]:
    time = stamp.time.isoformat() if stamp.time else None
    return {"record": stamp.record, "time": time, "authority": stamp.authority, "fault": stamp.fault}


def _roots(paths: Iterable[Path]) -> Iterator[x509.Certificate]:
    for path in paths:
        try:
            yield from x509.load_pem_x509_certificates(_content(path))
        except ValueError:
            raise click.UsageError(f"{path} holds no certificate in PEM") from None


def _lists(paths: Iterable[Path]) -> Evidence:
    found = []
    for path in paths:
        content = _content(path)
        try:
            read = x509.load_pem_x509_crl if content.startswith(b"-----") else x509.load_der_x509_crl
            found.append(read(content).public_bytes(Encoding.DER))
        except ValueError:
            raise click.UsageError(f"{path} holds no list of revoked certificates") from None
    return Evidence(lists=tuple(found))


def _content(path: Path) -> bytes:
    if path.stat().st_size > MOST_READ:
        raise click.UsageError(f"{path} is larger than {MOST_READ} bytes")
    return path.read_bytes()
