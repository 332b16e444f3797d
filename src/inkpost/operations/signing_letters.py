"""What the letters of the signing say, in the language of the document or of the organisation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from inkpost.model.people import Organization, User
from inkpost.model.signatures import CODE_LASTS, SIGNING, Member, SentDocument
from inkpost.store.mail import Letter

INVITATION: Final = "invitation"
REMINDER: Final = "reminder"
CODE: Final = "code"
DOUBT: Final = "doubt"
QUESTION: Final = "question"
_MINUTES: Final = CODE_LASTS.seconds // 60


@dataclass(frozen=True, slots=True)
class Question:
    """What a member asks who sent the document; ``reply`` is the member's address."""

    asker: str
    text: str
    reply: str


_WORDS: Final[Mapping[str, Mapping[str, Any]]] = {
    "en": {
        INVITATION: ("{title}: please {act}", "{name},\n\n{sender} asks you to {act} “{title}”:\n\n{address}\n"),
        REMINDER: ("Reminder: {title}", "{name},\n\n“{title}” still waits for you to {act} it:\n\n{address}\n"),
        CODE: (
            "{code} is the code for “{title}”",
            "{name},\n\nyour code to sign “{title}” is {code}. It holds for {minutes} minutes. "
            "Give it to nobody; whoever has it signs in your name.\n",
        ),
        DOUBT: (
            "{title}: the signed file does not hold any more",
            "{name},\n\nthe nightly check found that the signed file of “{title}” does not hold any more. "
            "Do not rely on it before somebody has looked. What was found:\n\n{address}\n",
        ),
        QUESTION: (
            "{title}: a question",
            "{name},\n\n{asker} asks you about “{title}”:\n\n{question}\n\nAnswer to {reply}. Where the document "
            "stands:\n\n{address}\n",
        ),
        "sign": "sign",
        "approve": "approve",
    },
    "ru": {
        INVITATION: ("{title}: пожалуйста, {act}", "{name}!\n\n{sender} просит вас: {act} «{title}».\n\n{address}\n"),
        REMINDER: ("Напоминание: {title}", "{name}!\n\n«{title}» ждёт вас: {act}.\n\n{address}\n"),
        CODE: (
            "{code} — код для «{title}»",
            "{name}!\n\nВаш код для подписания «{title}»: {code}. Он действует {minutes} минут. "
            "Никому его не сообщайте: кто знает код, подписывает от вашего имени.\n",
        ),
        DOUBT: (
            "{title}: подписанный файл больше не проходит проверку",
            "{name}!\n\nНочная проверка показала, что подписанный файл «{title}» больше её не проходит. "
            "Не полагайтесь на него до выяснения. Что обнаружено:\n\n{address}\n",
        ),
        QUESTION: (
            "{title}: вопрос",
            "{name}!\n\n{asker} спрашивает вас о документе «{title}»:\n\n{question}\n\nОтветьте по адресу {reply}. "
            "Где находится документ:\n\n{address}\n",
        ),
        "sign": "подпишите",
        "approve": "согласуйте",
    },
}


def letter_to_sender(
    kind: str,
    document: SentDocument,
    sender: User,
    organization: Organization | None,
    *,
    address: str,
    question: Question | None = None,
) -> Letter:
    """The letter to who sent a document; ``address`` is the sender's page.

    It is in the language of the organisation: that of the document is its members'.
    """
    subject, text = _words_in(organization.language if organization else "")[kind]
    told = {"title": document.title, "name": sender.full_name, "address": address}
    if question is not None:
        told |= {"asker": question.asker, "question": question.text, "reply": question.reply or "-"}
    return Letter(sender.email, subject.format(**told), text.format(**told))


def letter_of(
    kind: str,
    document: SentDocument,
    member: Member,
    user: User,
    sender: User | None,
    organization: Organization | None,
    *,
    address: str,
    code: str,
) -> Letter:
    """The letter of a kind; ``address`` is the member's page."""
    words = _words_in(document.language or (organization.language if organization else ""))
    subject, text = words[kind]
    told = {
        "title": document.title,
        "name": user.full_name,
        "sender": sender.full_name if sender else (organization.name if organization else ""),
        "act": words["sign" if member.role in SIGNING else "approve"],
        "address": address,
        "code": code,
        "minutes": _MINUTES,
    }
    return Letter(user.email, subject.format(**told), text.format(**told))


def _words_in(language: str) -> Mapping[str, Any]:
    return _WORDS.get(language.lower()[:2], _WORDS["en"])
