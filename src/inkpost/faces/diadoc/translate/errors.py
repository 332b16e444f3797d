"""Refusals that name fields, in the wire's spelling of their names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from inkpost.errors import InkpostError


@contextmanager
def as_on_the_wire() -> Iterator[None]:
    """Spell the names of fields in what goes wrong here as messages do: ``custom_data`` as ``CustomData``."""
    try:
        yield
    except InkpostError as fault:
        raise InkpostError(
            fault.reason,
            spelt(fault.message.replace(fault.subject, path_of(fault.subject), 1) if fault.subject else fault.message),
            subject=fault.subject,
            action=fault.action,
            given=fault.given,
            detail=fault.detail,
        ) from None


def spelt(text: str) -> str:
    """A text with the names of fields in it as the wire spells them."""
    return re.sub(r"(?<![\w'\"-])[a-z][a-z0-9]*(?:_[a-z0-9]+)+(?![\w'\"-])", lambda found: pascal(found[0]), text)


def path_of(subject: str) -> str:
    """``Receipts[0].signed_content.content`` as ``Receipts[0].SignedContent.Content``; a word alone stays."""
    first, dot, rest = subject.partition(".")
    return first + dot + ".".join(pascal(part) for part in rest.split(".") if part)


def pascal(name: str) -> str:
    """``custom_data`` as ``CustomData``."""
    return "".join(part[:1].upper() + part[1:] for part in name.split("_"))
