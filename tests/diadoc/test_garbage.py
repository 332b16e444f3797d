"""Whatever comes to an endpoint: never a failure of the server's."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message

from diadoc.client import JSON, Client
from diadoc.messages import class_of
from exchange_worlds import employ, new_box
from inkpost.faces.diadoc.routes import Endpoint, table
from worlds import Person, World

SignIn = Callable[[Person], Client]
VALUES = ["", "0", "-1", "x" * 300, "%00", "%ff", "9" * 30, "00000000-0000-0000-0000-000000000000", "31.02.2024", "1"]
TEXTS = [
    "",
    "x",
    "0" * 300,
    "1.5",
    "Nonformalized",
    "UniversalTransferDocument",
    "default",
    "31.12.2024",
    "😀",
    "\\",
    "%",
]
NUMBERS = [0, 1, -1, 2**31 - 1, -(2**31)]
READABLE = 4
THINGS = [None, True, -1, 2**63, 1.5, "x", "AAAA", "\ud83d\ude00", [], {}, [{}], [[]], {"x": {}}, ["x"] * 3]


def queries(endpoint: Endpoint, box: str, chance: random.Random) -> Iterator[str]:
    """A query of nothing, and some of values that do not fit, or fit and name nothing."""
    names = [field.encode_name for field in msgspec.structs.fields(endpoint.query)]
    yield ""
    for _ in range(3):
        given = {name: chance.choice(VALUES) for name in names if chance.random() < 0.9}
        given |= {name: box for name in names if name.lower().endswith("boxid") and chance.random() < 0.9}
        yield "&".join(f"{name}={value}" for name, value in given.items())


def message(kind: type[Message], box: str, chance: random.Random, depth: int = 0) -> Message:
    """A message that can be read, of values that seldom mean anything."""
    made: Any = kind()
    for field in kind.DESCRIPTOR.fields:
        if not field.is_required and (depth > 3 or chance.random() < 0.5):
            continue
        value = _value(field, box, chance, depth)
        if field.is_repeated:
            getattr(made, field.name).extend([value] * chance.randint(1, 2))
        elif field.message_type is not None:
            getattr(made, field.name).CopyFrom(value)
        else:
            setattr(made, field.name, value)
    return made


def _value(field: FieldDescriptor, box: str, chance: random.Random, depth: int) -> Any:
    if field.message_type is not None:
        return message(class_of(field.message_type), box, chance, depth + 1)
    if field.enum_type is not None:
        return chance.choice(sorted(field.enum_type.values_by_number))
    if field.type == field.TYPE_STRING:
        return box if field.name.endswith("BoxId") else chance.choice([*TEXTS, box])
    if field.type == field.TYPE_BYTES:
        return chance.randbytes(chance.choice([0, 30]))
    return chance.choice([True, False] if field.type == field.TYPE_BOOL else NUMBERS)


def bodies(endpoint: Endpoint, box: str, chance: random.Random) -> Iterator[tuple[bytes, str]]:
    """Bodies of chance in both encodings."""
    yield b"", ""
    yield chance.randbytes(40), ""
    if isinstance(endpoint.body, type) and issubclass(endpoint.body, Message):
        for _ in range(3):
            given = {field.name: chance.choice(THINGS) for field in endpoint.body.DESCRIPTOR.fields}
            given |= {name: box for name in given if name.endswith("BoxId") and chance.random() < 0.9}
            yield json.dumps(given).encode(), JSON
        for _ in range(READABLE):
            yield message(endpoint.body, box, chance).SerializeToString(), ""


def test_no_endpoint_fails_over_garbage(world: World, signed_in: SignIn) -> None:
    box = new_box(world)
    employ(world, box, world.admin)
    client = signed_in(world.admin)
    chance = random.Random(5)
    failed = []
    for served in table().values():
        for endpoint in served.values():
            for query in queries(endpoint, box.guid, chance):
                for body, kind in bodies(endpoint, box.guid, chance) if endpoint.body else [(b"", "")]:
                    answer = client.send(
                        endpoint.verb, f"{endpoint.path}?{query}", body, content_type=kind, accept=JSON
                    )
                    if answer.status_code >= 500 and answer.status_code != 501:
                        failed.append((endpoint.verb, endpoint.path, query, body[:300], answer.headers["x-request-id"]))
    assert failed == []


def test_no_endpoint_tells_anybody_without_a_token_anything(world: World, client: Client) -> None:
    box = new_box(world)
    for served in table().values():
        for endpoint in served.values():
            answer = client.send(endpoint.verb, f"{endpoint.path}?boxId={box.guid}", b"")
            assert answer.status_code == 401, endpoint.path
