"""Refusals that name a field by its path."""

from __future__ import annotations

from inkpost.errors import InkpostError, Reason


def missing(path: str, why: str) -> InkpostError:
    """Something that must be given is not."""
    return InkpostError(Reason.PARAMETER_MISSING, f"{path}: {why}", subject=path)


def wrong(path: str, why: str) -> InkpostError:
    """A value that the field cannot have."""
    return InkpostError(Reason.PARAMETER_INVALID, f"{path}: {why}", subject=path)


def conflict(path: str, why: str) -> InkpostError:
    """What is asked for does not go together with what is."""
    return InkpostError(Reason.CONFLICT, f"{path}: {why}", subject=path)
