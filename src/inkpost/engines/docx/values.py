"""Resolves what a placeholder shows: a plain value, or a chain into a list or a record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from inkpost.engines.docx.grammar import whole_placeholder
from inkpost.engines.docx.nodes import ListPath, Mark
from inkpost.engines.wording.modifiers import Modifier
from inkpost.model.fields import FieldDescription, FieldKind, Source, Value, Verbatim

Values: TypeAlias = Mapping[str, Value]
Fields: TypeAlias = Mapping[str, FieldDescription]

INDEX = "INDEX"
BLOCK_START, BLOCK_END = "BLOCK_START", "BLOCK_END"
_MARKS = {BLOCK_START: True, BLOCK_END: False, "BlockStart": True, "BlockEnd": False}
"""How the names of marks end, ``Events.BLOCK_START`` and ``EventsBlockStart``, and whether they open a block."""
_MARK_ENDS = tuple(_MARKS)
_LONGEST_MARK = 400
MAX_INDIRECTION = 8
TEXT_FIELD = FieldDescription()


@dataclass(frozen=True, slots=True)
class Plain:
    """A value that is the same wherever its placeholder stands."""

    value: Value


@dataclass(frozen=True, slots=True)
class Chain:
    """Reads ``keys`` of the item at hand of the list at ``path``; its number when ``keys`` is INDEX."""

    path: ListPath
    keys: tuple[str, ...]

    @property
    def is_index(self) -> bool:
        return self.keys == (INDEX,)


Binding: TypeAlias = Plain | Chain


@dataclass(frozen=True, slots=True)
class Turn:
    """One item of a list being written: the item and its number, from 0."""

    item: Value
    number: int


Turns: TypeAlias = Mapping[ListPath, Turn]


class Resolver:
    """Resolves the placeholders of one document. Not shared between documents."""

    def __init__(self, values: Values, fields: Fields) -> None:
        self.values = values
        self.fields = fields
        self._lists: dict[ListPath, list[Value]] = {}
        self._bindings: dict[str, Binding] = {}

    def field(self, name: str) -> FieldDescription:
        return self.fields.get(name, TEXT_FIELD)

    def binding(self, name: str) -> Binding:
        """What a placeholder of this name shows; a mark of a block shows nothing."""
        known = self._bindings.get(name)
        if known is None:
            known = self._bindings[name] = self._bind(name)
        return known

    @cached_property
    def _heads(self) -> Mapping[str, str]:
        """The names of the lists as marks write them."""
        return {_folded(name): name for name, each in self.fields.items() if each.source is Source.LIST}

    def mark(self, name: str) -> Mark | None:
        """The mark that a placeholder of this name, or the chain that it stands for, sets; none for other fields."""
        value = self.values.get(name)
        text = name if value is None else value
        if not isinstance(text, str) or not text.endswith(_MARK_ENDS) or len(text) > _LONGEST_MARK:
            return None
        return self._mark(text) if value is None or ("." in text and not isinstance(text, Verbatim)) else None

    def _mark(self, text: str) -> Mark | None:
        end = next(each for each in _MARK_ENDS if text.endswith(each))
        of, opens = text.removesuffix(end).rstrip("._"), _MARKS[end]
        head, *keys = of.split(".")
        description = self.fields.get(head, TEXT_FIELD)
        if keys and description.source is Source.LIST and keys[0] == (description.item_name or "Item"):
            # A list that lies in the items of another: every second word names an item.
            fits = len(keys) % 2 == 0 and len(keys) <= MAX_INDIRECTION
            return Mark((head, *keys[1::2]), opens) if fits else None
        known = self._heads.get(_folded(of)) or self._heads.get(_folded(of.rpartition(".")[2]))
        return Mark((known,), opens) if known is not None else None

    def _bind(self, name: str) -> Binding:
        value = self.values.get(name)
        if value is None and self.mark(name) is not None:
            return Plain(None)
        if value is None and name not in self.values:
            if "." in name and self._head(name) is not None:
                return self._chain(name) or Plain(None)
            value = self.field(name).default
        if value is None:
            return Plain(self.field(name).default)
        if isinstance(value, str) and "." in value and not isinstance(value, Verbatim):
            return Plain(None) if self.mark(name) else self._chain(value) or Plain(value)
        return Plain(value)

    def _head(self, chain: str) -> FieldDescription | None:
        description = self.fields.get(chain.partition(".")[0])
        return description if description is not None and description.source is not None else None

    def _chain(self, text: str) -> Binding | None:
        """The binding of a chain; none when it does not fit what its head is described as."""
        description = self._head(text)
        head, *keys = text.split(".")
        if description is None or not all(keys) or len(keys) > MAX_INDIRECTION:
            return None
        if description.source is Source.RECORD:
            return Plain(reach(self.values.get(head), keys))
        if keys[0] == (description.item_name or "Item"):
            return self._into_item((head,), keys[1:])
        return Chain((head,), (INDEX,)) if keys == [INDEX] else None

    def _into_item(self, path: ListPath, keys: list[str]) -> Chain:
        """Follows lists that lie in the items themselves: ``Events.Event.Speakers.Speaker.Name``."""
        while len(keys) > 1 and self._is_list_of_items(path, keys[0]):
            path = (*path, keys[0])
            keys = keys[1:] if keys[1:] == [INDEX] else keys[2:]
        return Chain(path, tuple(keys))

    def _is_list_of_items(self, path: ListPath, key: str) -> bool:
        items = self.all_items(path)
        found = (item.get(key) for item in items if isinstance(item, Mapping))
        return any(isinstance(value, Sequence) and not isinstance(value, str) for value in found)

    def all_items(self, path: ListPath) -> Iterable[Value]:
        if len(path) == 1:
            return self.items(path, {})
        parents = self.all_items(path[:-1])
        return [item for parent in parents for item in listed(reach(parent, path[-1:]))]

    def items(self, path: ListPath, turns: Turns) -> list[Value]:
        """The items of a list; of one that lies in another's items, those of the item at hand."""
        if len(path) > 1:
            parent = turns.get(path[:-1])
            item = parent.item if parent is not None else first(self.items(path[:-1], turns))
            return listed(reach(item, path[-1:]))
        if path not in self._lists:
            self._lists[path] = listed(self.values.get(path[0]))
        return self._lists[path]

    def lend(self, alias: ListPath, path: ListPath) -> None:
        """Lets a list be read under another path, until the next such call."""
        self._lists[alias] = self.items(path, {})

    def value(self, binding: Binding, modifier: Modifier, turns: Turns) -> Value:
        """What a binding shows at this place; outside its list, the modifier's item or the first."""
        if isinstance(binding, Plain):
            return _one_of(binding.value, modifier)
        if modifier.wants_all:
            items = self.items(binding.path, turns)
            return [self._of(binding, Turn(item, number)) for number, item in enumerate(items)]
        if modifier.index is None and binding.path in turns:
            return self._of(binding, turns[binding.path])
        items, number = self.items(binding.path, turns), modifier.index or 0
        return self._of(binding, Turn(items[number], number)) if number < len(items) else None

    def _of(self, chain: Chain, turn: Turn) -> Value:
        return turn.number + 1 if chain.is_index else reach(turn.item, chain.keys)

    def pointed(self, value: Value) -> tuple[str, Modifier] | None:
        """The placeholder that an item's value stands for, when the document knows a value of that name."""
        if not isinstance(value, str) or "{" not in value or isinstance(value, Verbatim):
            return None
        found = whole_placeholder(value)
        return (found.name, found.modifier) if found is not None and found.name in self.values else None

    def final(self, value: Value, name: str, modifier: Modifier, turns: Turns) -> tuple[Value, str, Modifier]:
        """Follows an item's value that is itself a placeholder; with the name and modifier then in force."""
        for _ in range(MAX_INDIRECTION):
            target = self.pointed(value)
            if target is None:
                return value, name, modifier
            if self.field(name).kind is FieldKind.TEXT:
                name = target[0]
            modifier = target[1] if target[1].raw else modifier
            value = self.value(self.binding(target[0]), modifier, turns)
        return None, name, modifier


def _one_of(value: Value, modifier: Modifier) -> Value:
    """Of a plain list the element that the modifier names; without one the whole list."""
    if modifier.index is None or isinstance(value, str) or not isinstance(value, Sequence):
        return value
    return value[modifier.index] if modifier.index < len(value) else None


def _folded(name: str) -> str:
    """A list's name as far as marks have to agree with it: PRODUCT_ROWS and ProductRows are one."""
    return name.replace("_", "").replace(".", "").casefold()


def marks_block(name: str, head: str) -> bool:
    """Whether a placeholder of this name marks a block of the list with this name, once the list is described."""
    return Resolver({}, {head: FieldDescription(source=Source.LIST)}).mark(name) is not None


def listed(value: Value) -> list[Value]:
    """A list's items; form-encoded lists arrive as maps with numbers for keys."""
    if isinstance(value, Mapping):
        return list(value.values())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return list(value)
    return []


def first(items: list[Value]) -> Value:
    return items[0] if items else None


def reach(value: Value, keys: Iterable[str]) -> Value:
    """Goes down a record by its keys; None where there is nothing."""
    for key in keys:
        if isinstance(value, Mapping):
            value = value.get(key)
        elif isinstance(value, Sequence) and not isinstance(value, str) and key.isdecimal():
            value = value[int(key)] if int(key) < len(value) else None
        else:
            return None
    return value
