"""The papers that accompany a document between two participants, and how the tax service's forms spell them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum
from typing import Final

MOSCOW: Final = timezone(timedelta(hours=3))
"""The clock of every date in these papers."""
PROGRAM: Final = "Inkpost"
LARGEST: Final = 1024 * 1024
"""Bytes of one paper."""


class PaperKind(StrEnum):
    """What a paper says, by the prefix of its file's name."""

    RECEIPT = "DP_IZVPOL"  # I received your file
    NOTICE = "DP_UVUTOCH"  # I ask for a correction of it, or refuse it
    REVOCATION = "DP_PRANNUL"  # I propose to revoke it
    TAKEN = "DP_PDPOL"  # the operator: I took the sender's file in
    PASSED = "DP_PDOTPR"  # the operator: I passed it on to its recipient


@dataclass(frozen=True, slots=True)
class Fio:
    """A person's name; ``middle`` may be empty."""

    last: str
    first: str
    middle: str = ""


@dataclass(frozen=True, slots=True)
class Company:
    """A legal person."""

    name: str
    inn: str
    kpp: str


@dataclass(frozen=True, slots=True)
class Individual:
    """A person: one with a business of his own, or one without."""

    fio: Fio
    inn: str
    entrepreneur: bool = True


@dataclass(frozen=True, slots=True)
class Operator:
    """Who carries documents between participants; ``code`` has three characters."""

    name: str
    inn: str
    code: str


@dataclass(frozen=True, slots=True)
class Foreigner:
    """Somebody who is registered elsewhere; all but ``status`` may be empty."""

    status: str
    country: str = ""
    name: str = ""
    number: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """One end: the identifier of a participant (of an operator: its code), and who it is."""

    id: str
    who: Company | Individual | Operator | Foreigner

    @property
    def code(self) -> str:
        """What stands for the party in names of files."""
        return self.who.code if isinstance(self.who, Operator) else self.id


@dataclass(frozen=True, slots=True)
class ElectronicPower:
    """A power of attorney in electronic form. ``given``: 1 with the documents, 2 otherwise."""

    number: str
    issued: date
    given: str
    inner_number: str = ""
    inner_date: date | None = None
    kept_in: str = ""


@dataclass(frozen=True, slots=True)
class PaperPower:
    """A power of attorney on paper."""

    number: str
    issued: date
    signed_by: Fio | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs a paper. ``status`` and ``signature`` (both 1 to 3) and powers are of the newest forms alone."""

    fio: Fio
    position: str = ""
    status: str = ""
    signature: str = ""
    power: ElectronicPower | PaperPower | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper. ``file_id`` is the name of its own file, ``about`` that of the file it is about, both without ending.

    ``signatures`` are those of that file in base64. ``at`` is aware, to the second; a revocation has none.
    ``receiver`` is of the operator's papers alone, whose ``sender`` sent the file; of others that is whom they answer.
    """

    kind: PaperKind
    version: str
    file_id: str
    author: Party
    about: str
    signatures: tuple[str, ...]
    sender: Party
    at: datetime | None = None
    text: str = ""
    signer: Signer | None = None
    receiver: Party | None = None
    program: str = PROGRAM


@dataclass(frozen=True, slots=True)
class Form:
    """How one version of a paper is spelt."""

    number: str  # of the form; a revocation has none
    body: str
    file: str
    signature: str
    file_name: str
    sender: str
    author: str = "УчастЭДО"
    date: str = ""
    time: str = ""
    text: str = ""
    receiver: str = ""
    longest_id: int = 255
    modern: bool = False  # the signer has a status and powers
    storage: str = "ИдСистХран"
    power: str = "СвДовер"
    signer_wanted: bool = True
    position_wanted: bool = False


def _receipt(*, modern: bool) -> Form:
    return Form(
        "1115110",
        "СвИзвПолуч",
        "СведПолФайл",
        "ЭППолФайл" if modern else "ЭЦППолФайл",
        "ИмяПолФайла" if modern else "ИмяПостФайла",
        "ОтпрДок",
        date="ДатаПол",
        time="ВремяПол",
        longest_id=255 if modern else 150,
        modern=modern,
        position_wanted=not modern,
    )


def _notice(*, modern: bool) -> Form:
    return Form(
        "1115113",
        "СвУведУточ",
        "СведПолФайл",
        "ЭППолФайл" if modern else "ЭЦППолФайл",
        "ИмяПолФайла" if modern else "ИмяПостФайла",
        "ОтпрДок",
        date="ДатаПол",
        time="ВремяПол",
        text="ТекстУведУточ",
        longest_id=255 if modern else 200,
        modern=modern,
        storage="СвСистХран",
        power="СвИдДовер",
        position_wanted=not modern,
    )


def _revocation(longest_id: int) -> Form:
    return Form(
        "",
        "СвПредАн",
        "СведАнФайл",
        "ЭЦПАнФайл",
        "ИмяАнФайла",
        "НапрПредАн",
        text="ТекстПредАн",
        longest_id=longest_id,
        signer_wanted=False,
    )


def _operators(number: str, letters: str) -> Form:
    return Form(
        number,
        "СведПодтв",
        f"Свед{letters}Файл",
        f"ЭП{letters}Файл",
        f"Имя{letters}Файла",
        "СвОтпрДок",
        author="ОперЭДО",
        date=f"Дата{letters}",
        time=f"Время{letters}",
        receiver="СвПолДок",
        signer_wanted=False,
        position_wanted=True,
    )


FORMS: Final[Mapping[PaperKind, Mapping[str, Form]]] = {
    PaperKind.RECEIPT: {"1.03": _receipt(modern=True), "1.02": _receipt(modern=False), "1.01": _receipt(modern=False)},
    PaperKind.NOTICE: {"1.03": _notice(modern=True), "1.02": _notice(modern=False), "1.01": _notice(modern=False)},
    PaperKind.REVOCATION: {"1.02": _revocation(200), "1.01": _revocation(150)},
    PaperKind.TAKEN: {"1.03": _operators("1115112", "Пол")},
    PaperKind.PASSED: {"1.03": _operators("1115111", "Отпр")},
}
"""Every form that is read and written, the newest version first."""


def newest(kind: PaperKind) -> str:
    """The version to write unless another is asked for."""
    return next(iter(FORMS[kind]))


def file_id(kind: PaperKind, to: Party, by: Party, day: date, guid: str) -> str:
    """The name of a paper's file, without its ending."""
    return f"{kind}_{to.code}_{by.code}_{day:%Y%m%d}_{guid}"


def moscow(at: datetime) -> datetime:
    """A moment as these papers tell it: by that clock, to the second."""
    return at.astimezone(MOSCOW).replace(microsecond=0)
