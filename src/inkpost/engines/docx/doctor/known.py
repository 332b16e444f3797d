"""What is known beforehand of the fields a template may name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property

from inkpost.engines.docx.nodes import ListPath
from inkpost.engines.docx.values import BLOCK_END, BLOCK_START, INDEX, Chain, Resolver, listed
from inkpost.model.fields import FieldDescription, FieldKind, Source, Value

_CLOSE = 0.7
_OF_LISTS = (INDEX, BLOCK_START, BLOCK_END)
_MOST_COMPARISONS = 50_000
"""Of names with names, for all that is asked: each takes some microseconds."""


@dataclass(frozen=True)
class Known:
    """``own`` are fields that fill themselves, ``described`` those that are described, ``values`` those given.

    ``supplied`` are names that fill themselves although nothing more is known of them (None), and chains that stand
    for them (``{"ProductsName": "PRODUCTS.PRODUCT.NAME"}``).
    ``complete`` says that a name that is none of them is wrong; otherwise only one that looks like a slip is.
    """

    own: Mapping[str, FieldDescription] = field(default_factory=dict)
    described: Mapping[str, FieldDescription] = field(default_factory=dict)
    values: Mapping[str, Value] = field(default_factory=dict)
    complete: bool = False
    supplied: Mapping[str, Value] = field(default_factory=dict)
    _asked: list[str] = field(default_factory=list, compare=False)

    @cached_property
    def fields(self) -> Mapping[str, FieldDescription]:
        return {**self.own, **self.described}

    @cached_property
    def filling(self) -> Mapping[str, Value]:
        """The values that a document is filled with, as far as they are known."""
        return {**{name: value for name, value in self.supplied.items() if value is not None}, **self.values}

    def fills_itself(self, name: str) -> bool:
        """Whether a field needs no value from a caller."""
        return name in self.own or name in self.supplied

    @cached_property
    def resolver(self) -> Resolver:
        return Resolver(self.filling, self.fields)

    @cached_property
    def names(self) -> frozenset[str]:
        """Every name that may stand in a placeholder, with the chains that the values allow."""
        return frozenset({*self.fields, *self.values, *self.supplied, *self._chains})

    @cached_property
    def _chains(self) -> frozenset[str]:
        return frozenset(
            chain
            for name, description in self.fields.items()
            for chain in _chains(name, description, self.values.get(name))
        )

    def has(self, name: str) -> bool:
        """Whether a placeholder of this name has something to show, as far as can be known."""
        if name in self.names or self.resolver.mark(name) is not None:
            return True
        head, *keys = name.split(".")
        description = self.fields.get(head)
        if not keys or description is None or description.source is None:
            return False
        if description.source is Source.LIST and keys[0] != (description.item_name or "Item"):
            return False
        first = ".".join([head, *keys[: 1 if description.source is Source.RECORD else 2]])
        given = any(chain.startswith(f"{head}.") for chain in self._chains if chain.rpartition(".")[2] not in _OF_LISTS)
        return first in self._chains or not given

    def undescribed(self, name: str) -> str | None:
        """The value that a chain reaches into although nothing describes it as a list or a record."""
        head, dot, _ = name.partition(".")
        there = isinstance(self.values.get(head), Mapping | Sequence) and not isinstance(self.values.get(head), str)
        return head if dot and there and self.fields.get(head, FieldDescription()).source is None else None

    def nearest(self, name: str) -> str | None:
        """The known name that looks most like this one, letter case apart; none once too many were compared."""
        if name.casefold() in self._folded:
            return self._folded[name.casefold()]
        chain = self._with_item(name)
        if chain is not None:
            return chain
        self._asked.append(name)
        if len(self._asked) * len(self._folded) > _MOST_COMPARISONS:
            return None
        found = get_close_matches(name.casefold(), self._folded, n=1, cutoff=_CLOSE)
        return self._folded[found[0]] if found else None

    def _with_item(self, name: str) -> str | None:
        """A chain whose second word is not what an item of its list is called, with the right word."""
        head, *keys = name.split(".")
        description = self.fields.get(head)
        if description is None or description.source is not Source.LIST or len(keys) < 2:
            return None
        chain = ".".join([head, description.item_name or "Item", *keys[1:]])
        return chain if chain != name and self.has(chain) else None

    @cached_property
    def _folded(self) -> Mapping[str, str]:
        return {name.casefold(): name for name in sorted(self.names)}

    def kind(self, name: str) -> FieldKind | None:
        """The kind of a field; none where nothing is known of it."""
        description = self.fields.get(name)
        return description.kind if description is not None else None

    def path(self, name: str) -> ListPath | None:
        """The list that a placeholder reads; none when it reads none."""
        binding = self.resolver.binding(name)
        return binding.path if isinstance(binding, Chain) else None


def _chains(name: str, description: FieldDescription, value: Value) -> Iterator[str]:
    """The chains into a list or a record; of their keys those that the given items have."""
    if description.source is Source.RECORD and isinstance(value, Mapping):
        yield from (f"{name}.{key}" for key in value)
    if description.source is Source.LIST:
        yield from (f"{name}.{key}" for key in _OF_LISTS)
        keys = dict.fromkeys(key for item in listed(value) if isinstance(item, Mapping) for key in item)
        yield from (f"{name}.{description.item_name or 'Item'}.{key}" for key in keys)
