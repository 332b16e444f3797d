"""What the checking of signatures found: who signed what and when, and why not, in a closed list of reasons."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from inkpost.engines.sign.levels import Level


class Verdict(StrEnum):
    """What is to be thought of a signature."""

    VALID = "valid"
    INVALID = "invalid"
    UNDECIDED = "undecided"
    """Nothing speaks against it but something is missing: an algorithm, a root, evidence."""


class Kind(StrEnum):
    """What a signature is."""

    SIGNATURE = "signature"
    DOCUMENT_TIMESTAMP = "document_timestamp"


class TimeSource(StrEnum):
    """Who says when it was signed."""

    TIMESTAMP = "timestamp"
    DOCUMENT_TIMESTAMP = "document_timestamp"
    SIGNER = "signer"
    """The signer alone: no proof."""
    NONE = "none"


class Modifications(StrEnum):
    """What was added to the file after a signature."""

    NONE = "none"
    EVIDENCE = "evidence"
    """Certificates, revocation data and timestamps."""
    SIGNATURES = "signatures"
    """Further signatures in their fields."""
    FORM = "form"
    """Fields of a form were filled; its signature did not forbid that."""
    FORBIDDEN = "forbidden"
    """What is seen may be another thing than what was signed."""


class Revocation(StrEnum):
    """Whether the signer's certificates were revoked, as the evidence at hand says."""

    GOOD = "good"
    REVOKED = "revoked"
    REVOKED_LATER = "revoked_later"
    """After the proven time of the signature, which it does not touch."""
    UNKNOWN = "unknown"


class Reason(StrEnum):
    """Why a signature is not valid, or what is to be known about it."""

    # the file
    CONTENT_CHANGED = "content_changed"
    SIGNATURE_SWAPPED = "signature_swapped"
    RANGE_WRONG = "range_wrong"
    FILE_AMBIGUOUS = "file_ambiguous"
    PAGES_ADDED = "pages_added"
    PAGES_REMOVED = "pages_removed"
    CHANGED_AFTERWARDS = "changed_afterwards"
    FORM_FILLED = "form_filled"
    # the signature
    SIGNATURE_WRONG = "signature_wrong"
    SIGNATURE_UNREADABLE = "signature_unreadable"
    ALGORITHM_WEAK = "algorithm_weak"
    NOT_VERIFIABLE_HERE = "not_verifiable_here"
    SIGNER_MISSING = "signer_missing"
    SIGNER_UNEXPECTED = "signer_unexpected"
    SIGNER_NOT_BOUND = "signer_not_bound"
    # the certificate
    ISSUER_UNKNOWN = "issuer_unknown"
    ISSUER_IMPOSTOR = "issuer_impostor"
    CERTIFICATE_EXPIRED = "certificate_expired"
    CERTIFICATE_NOT_YET_VALID = "certificate_not_yet_valid"
    CERTIFICATE_REVOKED = "certificate_revoked"
    CERTIFICATE_UNFIT = "certificate_unfit"
    REVOCATION_UNKNOWN = "revocation_unknown"
    # the time
    TIMESTAMP_FORGED = "timestamp_forged"
    TIMESTAMP_OF_OTHER = "timestamp_of_other"
    TIMESTAMP_UNTRUSTED = "timestamp_untrusted"
    TIME_UNPROVEN = "time_unproven"
    LEVEL_LOW = "level_low"


_SENTENCES: dict[Reason, tuple[str, str]] = {
    Reason.CONTENT_CHANGED: (
        "The signed content was changed: the file is not the one that was signed.",
        "Подписанное содержимое изменено: это не тот файл, который подписывали.",
    ),
    Reason.SIGNATURE_SWAPPED: (
        "The signature belongs to another place or another file: it was put here in exchange for the original one.",
        "Подпись взята из другого места или другого файла и поставлена вместо настоящей.",
    ),
    Reason.RANGE_WRONG: (
        "The signature does not cover the whole of the version of the file it belongs to.",
        "Подпись охватывает не всю версию файла, к которой относится.",
    ),
    Reason.FILE_AMBIGUOUS: (
        "The file has two tables of its objects: different programs may show different things.",
        "В файле две таблицы объектов: разные программы могут показать разное.",
    ),
    Reason.PAGES_ADDED: ("Pages were added after signing.", "После подписания добавлены страницы."),
    Reason.PAGES_REMOVED: ("Pages were removed after signing.", "После подписания удалены страницы."),
    Reason.CHANGED_AFTERWARDS: (
        "The file was changed after signing in a way that may alter what is seen.",
        "После подписания файл изменён так, что может измениться видимое содержимое.",
    ),
    Reason.FORM_FILLED: (
        "Form fields were filled in after signing.",
        "После подписания заполнены поля формы.",
    ),
    Reason.SIGNATURE_WRONG: (
        "The signature was not made by the key of its certificate.",
        "Подпись сделана не тем ключом, который указан в сертификате.",
    ),
    Reason.SIGNATURE_UNREADABLE: ("The signature cannot be read.", "Подпись не читается."),
    Reason.ALGORITHM_WEAK: (
        "The signature uses an algorithm that can be forged today.",
        "Подпись использует алгоритм, который сегодня можно подделать.",
    ),
    Reason.NOT_VERIFIABLE_HERE: (
        "The algorithm of this signature cannot be checked here; it is kept as it came.",
        "Алгоритм этой подписи здесь не проверяется; она хранится как получена.",
    ),
    Reason.SIGNER_MISSING: (
        "The signer's certificate is not in the signature.",
        "В подписи нет сертификата подписавшего.",
    ),
    Reason.SIGNER_UNEXPECTED: (
        "Somebody else signed than was expected.",
        "Подписал не тот, чья подпись ожидалась.",
    ),
    Reason.SIGNER_NOT_BOUND: (
        "The signature names another certificate than the one it came with.",
        "В подписи указан другой сертификат, чем приложен к ней.",
    ),
    Reason.ISSUER_UNKNOWN: (
        "No trusted authority stands behind the certificate.",
        "За сертификатом не стоит доверенный удостоверяющий центр.",
    ),
    Reason.ISSUER_IMPOSTOR: (
        "The certificate's authority has the name of a trusted one, but another key.",
        "Удостоверяющий центр носит имя доверенного, но ключ у него другой.",
    ),
    Reason.CERTIFICATE_EXPIRED: (
        "The certificate had expired by the time that counts.",
        "К учитываемому моменту срок действия сертификата истёк.",
    ),
    Reason.CERTIFICATE_NOT_YET_VALID: (
        "The certificate was not yet valid at the time that counts.",
        "В учитываемый момент сертификат ещё не действовал.",
    ),
    Reason.CERTIFICATE_REVOKED: ("The certificate is revoked.", "Сертификат отозван."),
    Reason.CERTIFICATE_UNFIT: (
        "The certificate may not be used for this, or its chain breaks the rules.",
        "Сертификат не предназначен для этого, или его цепочка нарушает правила.",
    ),
    Reason.REVOCATION_UNKNOWN: (
        "There is no evidence that the certificate was not revoked.",
        "Нет данных о том, что сертификат не был отозван.",
    ),
    Reason.TIMESTAMP_FORGED: (
        "The timestamp was not made by the key of its authority.",
        "Метка времени сделана не ключом своей службы времени.",
    ),
    Reason.TIMESTAMP_OF_OTHER: (
        "The timestamp belongs to something else.",
        "Метка времени относится к чему-то другому.",
    ),
    Reason.TIMESTAMP_UNTRUSTED: (
        "The timestamp's authority is not trusted at the time that counts.",
        "Службе времени, поставившей метку, на учитываемый момент нет доверия.",
    ),
    Reason.TIME_UNPROVEN: (
        "The time of signing is the signer's own word: no timestamp proves it.",
        "Время подписания известно только со слов подписавшего: метки времени нет.",
    ),
    Reason.LEVEL_LOW: (
        "The signature is of a lower level than required.",
        "Уровень подписи ниже требуемого.",
    ),
}
_DECIDES_NOTHING = {Reason.TIME_UNPROVEN, Reason.FORM_FILLED, Reason.REVOCATION_UNKNOWN}
"""Worth knowing, but no reason to doubt."""
_LEAVES_OPEN = {
    Reason.NOT_VERIFIABLE_HERE,
    Reason.ISSUER_UNKNOWN,
    Reason.SIGNER_MISSING,
    Reason.FILE_AMBIGUOUS,
    Reason.TIMESTAMP_UNTRUSTED,
    Reason.LEVEL_LOW,
}
"""Something is missing; nothing is wrong."""
_BREAKS = {
    Reason.CONTENT_CHANGED,
    Reason.SIGNATURE_SWAPPED,
    Reason.RANGE_WRONG,
    Reason.SIGNATURE_WRONG,
    Reason.SIGNATURE_UNREADABLE,
    Reason.SIGNER_NOT_BOUND,
    Reason.NOT_VERIFIABLE_HERE,
    Reason.SIGNER_MISSING,
}


@dataclass(frozen=True)
class Finding:
    """A reason; ``detail`` names the thing (a certificate, a time), for the log and the expert."""

    reason: Reason
    detail: str = ""

    def sentence(self, language: str = "en") -> str:
        """What it means, in one sentence (``en`` or ``ru``)."""
        english, russian = _SENTENCES[self.reason]
        return russian if language == "ru" else english


@dataclass(frozen=True)
class Party:
    """Whom a certificate names. ``serial`` is in upper-case hexadecimal, ``certificate`` in DER."""

    name: str
    organisation: str
    serial: str
    issuer: str
    not_before: datetime
    not_after: datetime
    certificate: bytes = field(repr=False)


@dataclass(frozen=True)
class SignatureReport:
    """One signature. ``field`` is its name in a PDF, or its number in a CMS."""

    kind: Kind
    field: str
    signer: Party | None
    findings: tuple[Finding, ...] = ()
    time: datetime | None = None
    time_source: TimeSource = TimeSource.NONE
    claimed_time: datetime | None = None
    level: Level | None = None
    modifications: Modifications = Modifications.NONE
    revocation: Revocation = Revocation.UNKNOWN
    algorithm: str = ""
    revision: int = 0
    """The version of the file it belongs to, counted from 0."""
    timestamp_authority: Party | None = None

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why not, without the details."""
        return tuple(finding.reason for finding in self.findings)

    @property
    def intact(self) -> bool:
        """Whether what was signed is unchanged and signed by the key of the certificate."""
        return not _BREAKS.intersection(self.reasons)

    @property
    def trusted(self) -> bool:
        """Whether a trusted authority stands behind the certificate at the time that counts."""
        return self.signer is not None and not any(
            reason.startswith(("issuer_", "certificate_")) for reason in self.reasons
        )

    @property
    def verdict(self) -> Verdict:
        """All of it in a word."""
        against = [reason for reason in self.reasons if reason not in _DECIDES_NOTHING]
        if not against:
            return Verdict.VALID
        return Verdict.UNDECIDED if all(map(self._leaves_open, against)) else Verdict.INVALID

    @property
    def time_proven(self) -> bool:
        """Whether an authority says when it was signed."""
        return self.time_source in (TimeSource.TIMESTAMP, TimeSource.DOCUMENT_TIMESTAMP)

    def _leaves_open(self, reason: Reason) -> bool:
        # A certificate that ran out since then is as good as ever, but nobody can tell since when.
        return reason in _LEAVES_OPEN or (reason is Reason.CERTIFICATE_EXPIRED and not self.time_proven)


@dataclass(frozen=True)
class Report:
    """All signatures of a file, in the order in which they were made."""

    signatures: tuple[SignatureReport, ...]
    checked_at: datetime

    @property
    def verdict(self) -> Verdict:
        """The worst of all; a file without a signature of a person or company is undecided."""
        verdicts = {one.verdict for one in self.signatures}
        if Verdict.INVALID in verdicts:
            return Verdict.INVALID
        signed = any(one.kind is Kind.SIGNATURE for one in self.signatures)
        return Verdict.VALID if verdicts == {Verdict.VALID} and signed else Verdict.UNDECIDED
