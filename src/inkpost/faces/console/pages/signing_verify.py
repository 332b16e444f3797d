"""The page where anybody may check a signed file, or the code on a paper."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response

from inkpost.engines.sign.bounded import Answer, Line
from inkpost.engines.sign.report import Finding, Kind
from inkpost.engines.sign.report import Reason as Cause
from inkpost.errors import InkpostError, Reason
from inkpost.faces.console.moments import Moment, moment
from inkpost.faces.console.visit import Visit
from inkpost.faces.kit.gate import Busy
from inkpost.faces.kit.intake import Slow
from inkpost.model.signatures import Act
from inkpost.operations import signing_checks
from inkpost.operations.passwords import Braked
from inkpost.operations.signing_checks import Published

MEGABYTES = 32
MOST_BODY = MEGABYTES * 1024**2
ZONE = "UTC"  # nobody is known here, so no time zone is
_ACTS = {*(each.value for each in Act), "renewed"}


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature in words."""

    name: str
    organisation: str
    serial: str
    verdict: str
    facts: tuple[str, ...]
    reasons: tuple[str, ...]


def form(visit: Visit) -> Response:
    """``GET /verify``: the form."""
    return _form(visit)


def check(visit: Visit) -> Response:
    """``POST /verify``: what is to be said of a file."""
    given = visit.upload()
    content = given.files.get("file", b"")
    if not content:
        return _form(visit, 400, visit.words["verify_missing"])
    answer = signing_checks.checked(visit.services, content, given.files.get("signature", b""))
    if answer.refused:
        return _form(visit, 400, _refusal(visit, answer))
    language = visit.words["language"]
    known = signing_checks.of_file(visit.services, content) if answer.verdict != "invalid" else None
    return visit.with_form(
        "signing_checked.html",
        people=_people(visit, known) if known else [],
        verdict=answer.verdict,
        sentence=_sentence(visit, answer),
        judged=moment(answer.at, ZONE, language) if answer.at else None,
        signatures=[_signature(visit, each) for each in answer.signatures],
        wrong=answer.wrong,
        records=[(each.name, _act(each.act), moment(each.at, ZONE, language)) for each in answer.records],
    )


def turned_away(visit: Visit, fault: InkpostError) -> Response | None:
    """Why a file is not taken now; none where a page of its own says it."""
    if isinstance(fault, Braked):
        return _later(visit, 429, "too_many", fault.seconds)
    if isinstance(fault, Slow):
        return _form(visit, 408, visit.words["verify_slow"].format(seconds=fault.seconds))
    return _busy(visit, fault) if isinstance(fault, Busy) else None


def _busy(visit: Visit, fault: Busy) -> Response:
    if fault.reason is Reason.TOO_MANY_REQUESTS:
        return _later(visit, 429, "verify_one", fault.seconds)
    return _later(visit, 503, "verify_busy", fault.seconds)


def of_code(visit: Visit) -> Response:
    """``GET /verify/{code}``: what is told to whoever has the code of a document."""
    found = signing_checks.of_code(visit.services, visit.path["code"], address=visit.wire.address)
    language = visit.words["language"]
    return visit.page(
        "signing_published.html",
        number=found.number,
        sha256=found.sha256,
        intact=found.intact,
        level=found.level,
        sealed=moment(found.sealed_at, found.timezone, language) if found.sealed_at else None,
        people=_people(visit, found),
    )


def _people(visit: Visit, found: Published) -> list[tuple[str, Moment]]:
    return [(each.name, moment(each.at, found.timezone, visit.words["language"])) for each in found.signatories]


def _form(visit: Visit, status: int = 200, error: str = "") -> Response:
    hint = visit.words["verify_hint"].format(megabytes=MEGABYTES)
    return visit.with_form("signing_verify.html", status, hint=hint, error=error)


def _later(visit: Visit, status: int, words: str, seconds: int) -> Response:
    response = _form(visit, status, visit.words[words].format(seconds=seconds))
    response.headers["retry-after"] = str(seconds)
    return response


def _refusal(visit: Visit, answer: Answer) -> str:
    if answer.refused == "limits":
        return visit.words["verify_too_long"]
    if answer.refused == "other":
        return visit.words["verify_other"]
    return visit.words["verify_broken"].format(why=answer.message)


def _sentence(visit: Visit, answer: Answer) -> str:
    if not answer.signatures and not answer.records:
        return visit.words["verify_unsigned"]
    sentences = {
        "valid": visit.words["verify_valid"],
        "undecided": visit.words["verify_undecided"],
        "invalid": visit.words["verify_invalid"],
    }
    return sentences[answer.verdict]


def _signature(visit: Visit, line: Line) -> Signature:
    words = visit.words
    stamp = line.kind == Kind.DOCUMENT_TIMESTAMP
    return Signature(
        words["verify_stamp"] if stamp else line.signer or words["verify_nobody"],
        line.signer if stamp else line.organisation,
        line.serial,
        line.verdict,
        (
            words["verify_intact"] if line.intact else words["verify_changed"],
            words["verify_trusted"] if line.trusted else words["verify_untrusted"],
            _time(visit, line),
            *([words[f"state_level_{line.level}"]] if line.level else []),
        ),
        tuple(Finding(Cause(each)).sentence(words["language"]) for each in line.reasons),
    )


def _time(visit: Visit, line: Line) -> str:
    if line.time is None:
        return visit.words["verify_time_unknown"]
    shown: Moment = moment(line.time, ZONE, visit.words["language"])
    name = visit.words["verify_time_proven"] if line.time_proven else visit.words["verify_time_claimed"]
    return name.format(time=f"{shown.text} UTC")


def _act(act: str) -> str:
    return f"state_act_{act if act in _ACTS else 'other'}"
