"""Families of wire methods: name, scope and parameters are said once, at the function that does the work."""

from __future__ import annotations

import re
import typing
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

from inkpost.errors import InkpostError, Reason
from inkpost.faces.bitrix.params import Params
from inkpost.operations.kit import Work


class Row(NamedTuple):
    """One row of an error table: HTTP status, code, text, which may name ``{subject}``, ``{given}``, ``{message}``.

    The code is a number where the examples of a page show it without quotes.
    """

    status: int
    code: str | int
    text: str


ErrorKey = Reason | tuple[Reason, str] | tuple[Reason, str, str]
ErrorTable = Mapping[ErrorKey, Row]


@dataclass(frozen=True, slots=True)
class Reply:
    """What a method answers: its result, and for lists the total and where the next page starts."""

    result: Any
    total: int | None = None
    next: int | None = None


class Nothing(Params):
    """A method without parameters."""


Handler = Callable[[Work, Any], Reply]
Waits = Callable[[Work, Any], str | None]
"""What a call may wait for: the topic that will be signalled, or nothing where it is done already."""
H = TypeVar("H", bound=Handler)
_NAMED = re.compile(r"\{(?:subject|given|message)\}")


@dataclass(frozen=True, slots=True)
class Method:
    """A wire method. ``name`` is lower-case, ``scope`` empty for the basic ones that need none."""

    name: str
    scope: str
    params: type[Params]
    handler: Handler
    rows: ErrorTable
    application_only: bool = False
    wrong_type: Row | None = None
    or_scopes: tuple[str, ...] = ()
    reads: bool = False
    waits: Waits | None = None

    def in_scope(self, scope: str) -> bool:
        """Whether the method belongs to a scope; the basic ones belong to the empty one."""
        return scope == self.scope or scope in self.or_scopes

    def open_to(self, scopes: Collection[str]) -> bool:
        """Whether a caller with these scopes may call it."""
        return not self.scope or any(scope in scopes for scope in (self.scope, *self.or_scopes))


@dataclass(frozen=True, slots=True)
class Family:
    """Methods that share a prefix, a scope (or others that do as well) and overrides of the face's error table."""

    prefix: str
    scope: str = ""
    rows: ErrorTable = field(default_factory=dict)
    methods: dict[str, Method] = field(default_factory=dict)
    or_scopes: tuple[str, ...] = ()

    def method(
        self,
        name: str,
        *,
        rows: ErrorTable | None = None,
        application_only: bool = False,
        wrong_type: Row | None = None,
        reads: bool = False,
        waits: Waits | None = None,
    ) -> Callable[[H], H]:
        """Declare the function as a wire method; its second parameter's type says what the wire must carry.

        One that only ``reads`` gets a connection that cannot write. One that ``waits`` takes ``wait`` (seconds) and
        answers when what it waits for has come about, or with what there is by then.
        """

        def declare(handler: H) -> H:
            hints = typing.get_type_hints(handler)
            given = list(hints.values())[1]
            full = f"{self.prefix}.{name}" if self.prefix and name else self.prefix or name
            self.methods[full.lower()] = Method(
                full.lower(),
                self.scope,
                given,
                handler,
                {**self.rows, **(rows or {})},
                application_only,
                wrong_type,
                self.or_scopes,
                reads,
                waits,
            )
            return handler

        return declare


def keys(error: InkpostError) -> Iterator[ErrorKey]:
    """Where an error's row is looked up, the most particular first."""
    yield (error.reason, error.subject, error.action)
    yield (error.reason, error.subject)
    yield error.reason


def row_for(error: InkpostError, *tables: ErrorTable) -> Row:
    """The row that says an error in this face's words; a method's table comes before the face's."""
    for table in tables:
        for key in keys(error):
            if key in table:
                row = table[key]
                return row._replace(text=_filled(row.text, error))
    raise LookupError(f"no row for {error.reason}")


def _filled(text: str, error: InkpostError) -> str:
    # Not str.format: the vendor's own texts carry braces of their own.
    told = {"{subject}": error.subject, "{given}": error.given, "{message}": error.message}
    return _NAMED.sub(lambda found: told[found[0]], text)
