"""What the letters of the signing say, in the language of the document or of the organisation."""

from __future__ import annotations

from typing import Final

from inkpost.model.people import Organization, User
from inkpost.model.signatures import CODE_LASTS, SIGNING, Member, SentDocument
from inkpost.store.mail import Letter

INVITATION: Final = "invitation"
REMINDER: Final = "reminder"
CODE: Final = "code"
_MINUTES: Final = CODE_LASTS.seconds // 60

_WORDS: Final = {
    "en": {
        INVITATION: ("{title}: please {act}", "{name},\n\n{sender} asks you to {act} “{title}”:\n\n{address}\n"),
        REMINDER: ("Reminder: {title}", "{name},\n\n“{title}” still waits for you to {act} it:\n\n{address}\n"),
        CODE: (
            "{code} is the code for “{title}”",
            "{name},\n\nyour code to sign “{title}” is {code}. It holds for {minutes} minutes. "
            "Give it to nobody; whoever has it signs in your name.\n",
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
        "sign": "подпишите",
        "approve": "согласуйте",
    },
}


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
    language = (document.language or (organization.language if organization else "")).lower()[:2]
    words = _WORDS.get(language, _WORDS["en"])
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
