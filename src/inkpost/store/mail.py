"""Letters to people: through a mail server, or into a folder where there is none."""

from __future__ import annotations

import os
import secrets
import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid
from pathlib import Path
from typing import Final, Protocol
from urllib.parse import unquote, urlsplit

from inkpost.config import MAIL_PORTS, Settings

LONGEST_SUBJECT: Final = 200
"""Characters."""
SECONDS: Final = 20.0
PERMANENT: Final = 500
"""Answers of a mail server from this number on are for good."""


class MailFailed(Exception):
    """The letter did not go out; the text says why."""


class MailRefused(MailFailed):
    """The letter will not go out, however often it is tried: there is no such address, or nobody takes the letter."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter in plain text to one address."""

    to: str
    subject: str
    text: str


class Mailer(Protocol):
    """Takes letters to where they go."""

    def send(self, letter: Letter) -> None:
        """Send a letter. Raises MailFailed, and MailRefused where it is of no use to try again."""
        ...


@dataclass(frozen=True, slots=True)
class Outbox:
    """A folder that letters are put into, each a file; nobody is written to."""

    folder: Path
    sender: str = "inkpost@localhost"

    def send(self, letter: Letter) -> None:
        """Put a letter into the folder, whole or not at all."""
        content = _message(letter, self.sender).as_bytes(policy=SMTP)
        name = f"{datetime.now(UTC):%Y%m%dT%H%M%S.%f}-{secrets.token_hex(4)}.eml"
        draft = self.folder / f"{name}.tmp"
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(content)
            draft.rename(self.folder / name)
        except OSError as fault:
            raise MailFailed(f"the outbox cannot be written to: {fault.strerror}") from fault


@dataclass(frozen=True, slots=True)
class MailServer:
    """A mail server. ``smtp`` begins in the clear and must go on encrypted, ``smtp+plain`` stays in the clear."""

    scheme: str
    host: str
    port: int
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)
    tls: Callable[[], ssl.SSLContext] = ssl.create_default_context

    def send(self, letter: Letter) -> None:
        """Give a letter to the server. Raises MailFailed, MailRefused."""
        message = _message(letter, self.sender)
        try:
            with self._connected() as server:
                server.send_message(message)
        except (smtplib.SMTPException, OSError) as fault:
            final, why = _answer(fault)
            kind = MailRefused if final else MailFailed
            raise kind(f"the mail server {self.host}:{self.port} did not take the letter: {why}") from fault

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        with self._server() as server:
            if self.scheme == "smtp":
                server.starttls(context=self.tls())
            if self.user:
                server.login(self.user, self.password)
            yield server

    def _server(self) -> smtplib.SMTP:
        if self.scheme == "smtps":
            return smtplib.SMTP_SSL(self.host, self.port, timeout=SECONDS, context=self.tls())
        return smtplib.SMTP(self.host, self.port, timeout=SECONDS)


def _answer(fault: Exception) -> tuple[bool, str]:
    """Whether a failure is for good, as the server says (5xx on the recipient or the letter), and its words.

    What it has against the sender or the way of signing in is this server's fault, which somebody may mend.
    """
    if isinstance(fault, smtplib.SMTPRecipientsRefused) and fault.recipients:
        code, words = next(iter(fault.recipients.values()))
        return code >= PERMANENT, f"{code} {words.decode('utf-8', 'replace')}"
    if isinstance(fault, smtplib.SMTPSenderRefused | smtplib.SMTPAuthenticationError):
        return False, str(fault)
    if isinstance(fault, smtplib.SMTPNotSupportedError):
        return True, str(fault)
    if isinstance(fault, smtplib.SMTPResponseException):
        said = fault.smtp_error
        told = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
        return isinstance(fault, smtplib.SMTPDataError) and fault.smtp_code >= PERMANENT, f"{fault.smtp_code} {told}"
    return False, str(fault)


def mailer_of(settings: Settings) -> Mailer:
    """What the settings say."""
    if not settings.mail_server:
        return Outbox(settings.data / "outbox", settings.mail_from)
    parts = urlsplit(settings.mail_server)
    return MailServer(
        parts.scheme,
        parts.hostname or "",
        parts.port or MAIL_PORTS[parts.scheme],
        settings.mail_from,
        unquote(parts.username or ""),
        unquote(parts.password or ""),
    )


def _message(letter: Letter, sender: str) -> EmailMessage:
    message = EmailMessage()
    try:
        message["From"] = sender
        message["To"] = letter.to
        # A title comes from outside, and a header ends at a line's end.
        message["Subject"] = " ".join(letter.subject.split())[:LONGEST_SUBJECT]
        message["Date"] = format_datetime(datetime.now(UTC))
        message["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2].strip("> ") or "localhost")
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(letter.text)
    except (ValueError, IndexError) as fault:
        raise MailRefused(f"no letter can go to {letter.to!r}: {fault}") from fault
    return message
