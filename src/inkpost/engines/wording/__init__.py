"""Writes values as people write them: dates, names, money, phones and addresses, by language and country."""

from inkpost.engines.wording.modifiers import (
    NO_MODIFIER,
    KnownModifier,
    Modifier,
    ModifierFault,
    known_modifiers,
    modifier_faults,
    parse_modifier,
    takes_pattern,
)
from inkpost.engines.wording.plain import plain_text
from inkpost.engines.wording.text import text_of

__all__ = [
    "NO_MODIFIER",
    "KnownModifier",
    "Modifier",
    "ModifierFault",
    "known_modifiers",
    "modifier_faults",
    "parse_modifier",
    "plain_text",
    "takes_pattern",
    "text_of",
]
