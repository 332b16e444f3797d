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

__all__ = [
    "NO_MODIFIER",
    "KnownModifier",
    "Modifier",
    "ModifierFault",
    "known_modifiers",
    "modifier_faults",
    "parse_modifier",
    "takes_pattern",
]
