"""The commands of a batch and the references in them to results of the commands before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, Final

import msgspec

from inkpost.faces.bitrix.parse import DEEPEST, DEFAULT_LIMITS, Limits, WireError, php_query
from inkpost.faces.bitrix.values import text

MOST_COMMANDS: Final = 50
LONGEST_COMMAND: Final = 1024 * 1024
"""Characters that one command may have, its names and values together."""
MOST_REFERENCED: Final = 16 * 1024 * 1024
"""Characters and values that references may put into the parameters of one command."""

_REFERENCE = re.compile(r"\$result((?:\[[^\[\]]*\])+)")
_STEP = re.compile(r"\[([^\[\]]*)\]")


class CommandFault(StrEnum):
    """Why a command is not executed."""

    TOO_MANY = "too_many"
    TOO_LONG = "too_long"
    NESTED_BATCH = "nested_batch"
    UNREADABLE = "unreadable"


class Command(msgspec.Struct, frozen=True):
    """One command of a batch: its key in the answer, its method, its parameters, or what is wrong with it."""

    key: str
    method: str
    params: dict[str, Any]
    fault: CommandFault | None = None
    message: str = ""


def commands(cmd: object, limits: Limits = DEFAULT_LIMITS) -> list[Command]:
    """The commands in a batch's ``cmd``, in order; those beyond the fiftieth have the fault ``TOO_MANY``.

    ``cmd`` is a list or a map of ``"method?query"``, ``{"method": …, "params": …}`` or ``[method, params]``;
    anything else in it is a command with the fault ``UNREADABLE``. Raises ``WireError`` if ``cmd`` itself is
    neither a list nor a map, or has more entries than a form may have variables.
    """
    entries: Iterable[tuple[str, Any]]
    if isinstance(cmd, list):
        entries = ((str(index), written) for index, written in enumerate(cmd))
    elif isinstance(cmd, Mapping):
        entries = cmd.items()
    else:
        raise WireError("The parameter cmd has to be a list or a map of commands", subject="cmd")
    if len(cmd) > limits.variables:
        raise WireError(f"The parameter cmd has more than {limits.variables} commands", subject="cmd")
    return [_numbered(number, key, written, limits) for number, (key, written) in enumerate(entries)]


def _numbered(number: int, key: str, written: Any, limits: Limits) -> Command:
    if number >= MOST_COMMANDS:
        return Command(key, _method_of(written), {}, CommandFault.TOO_MANY)
    if _longer(written, LONGEST_COMMAND):
        return Command(key, _method_of(written), {}, CommandFault.TOO_LONG)
    try:
        method, params = _parsed(written, limits)
    except WireError as fault:
        return Command(key, _method_of(written), {}, CommandFault.UNREADABLE, fault.message)
    return Command(key, method, params, CommandFault.NESTED_BATCH if method == "batch" else None)


def _longer(written: Any, most: int) -> bool:
    """Whether a command has more than so many characters; looks no further than that."""
    waiting, seen = [written], 0
    while waiting and seen <= most:
        current = waiting.pop()
        seen += len(current) if isinstance(current, str) else 1
        if isinstance(current, Mapping):
            waiting += [*current.keys(), *current.values()]
        elif isinstance(current, list):
            waiting += current
    return seen > most


def _parsed(written: Any, limits: Limits) -> tuple[str, dict[str, Any]]:
    match written:
        case str():
            method, _, query = written.partition("?")
            return _named(method), php_query(query, limits)
        case {"method": str() as method}:
            return _named(method), _params(written.get("params"), limits)
        case [str() as method]:
            return _named(method), {}
        case [str() as method, params]:
            return _named(method), _params(params, limits)
    raise WireError("A command has to be a text such as method?parameter=value", subject="cmd")


def _named(method: str) -> str:
    """The method's lower-case name, without the suffix that says a format."""
    name = re.sub(r"\.(json|xml)\Z", "", method.strip().strip("/").lower())
    if not name:
        raise WireError("The command does not name a method", subject="cmd")
    return name


def _params(given: Any, limits: Limits) -> dict[str, Any]:
    match given:
        case None | "" | []:
            return {}
        case dict():
            return given
        case str():
            return php_query(given, limits)
        case list():
            return {str(index): value for index, value in enumerate(given)}
    raise WireError("The parameters of a command have to be a map", subject="cmd")


def _method_of(written: Any) -> str:
    match written:
        case str():
            return written.partition("?")[0].strip()[:100]
        case {"method": str() as method} | [str() as method, *_]:
            return method.strip()[:100]
    return ""


def resolve(
    params: dict[str, Any], results: Mapping[str, Any], *, most: int = MOST_REFERENCED, depth: int = DEEPEST
) -> dict[str, Any]:
    """The parameters with every ``$result[command][field][0]`` replaced by what that command answered.

    A value that is nothing but a reference keeps the type of what it refers to (null if there is none);
    inside a longer text, and in a key, the reference becomes text (empty if there is none or it is a
    container). What was put in is not searched again. Raises ``WireError`` when more than ``most`` characters
    and values would be put in, or they would be nested deeper than ``depth``: a chain of references could
    otherwise grow without end.
    """
    filled: dict[str, Any] = _Filling(results, most, depth).value(params, 1)
    return filled


class _Filling:
    def __init__(self, results: Mapping[str, Any], most: int, depth: int) -> None:
        self._results = results
        self._left = most
        self._depth = depth

    def value(self, value: Any, level: int) -> Any:
        if isinstance(value, str):
            return self._text(value, level) if "$result[" in value else value
        if isinstance(value, dict):
            return {self._key(key): self.value(inner, level + 1) for key, inner in value.items()}
        if isinstance(value, list):
            return [self.value(inner, level + 1) for inner in value]
        return value

    def _key(self, key: str) -> str:
        return _REFERENCE.sub(self._spelled, key) if "$result[" in key else key

    def _text(self, value: str, level: int) -> Any:
        whole = _REFERENCE.fullmatch(value)
        if whole is None:
            return _REFERENCE.sub(self._spelled, value)
        found = self._referred(whole)
        self._spend(found, level)
        return found

    def _spelled(self, reference: re.Match[str]) -> str:
        found = self._referred(reference)
        spelled = text(found) if isinstance(found, (str, int, float)) else ""
        self._spend(spelled, 0)
        return spelled

    def _referred(self, reference: re.Match[str]) -> Any:
        name, *steps = (step.strip("'\"") for step in _STEP.findall(reference[1]))
        found = self._results.get(name)
        for step in steps:
            found = _inside(found, step)
        return found

    def _spend(self, value: Any, level: int) -> None:
        """Take a value off the budget; never visits more than the budget allows."""
        waiting = [(value, level)]
        while waiting:
            current, level = waiting.pop()
            self._left -= 1 + (len(current) if isinstance(current, (str, bytes, dict, list, tuple)) else 0)
            if self._left < 0:
                raise WireError("The references of the command put in too much", subject="cmd")
            if isinstance(current, (dict, list, tuple)):
                if level > self._depth:
                    raise WireError("The references of the command nest too deeply", subject="cmd")
                inner = current.values() if isinstance(current, dict) else current
                waiting += [(held, level + 1) for held in inner]


def _inside(value: Any, step: str) -> Any:
    """What lies under a key of a map or an index of a list; ``None`` if nothing does."""
    if isinstance(value, Mapping):
        found = value.get(step)
        return value.get(int(step)) if found is None and _is_index(step) else found
    if isinstance(value, (list, tuple)) and _is_index(step) and int(step) < len(value):
        return value[int(step)]
    return None


def _is_index(step: str) -> bool:
    return len(step) < 12 and step.isascii() and step.isdigit()
