"""Bytes of classes that are made of the vendor's own schema: they go in, and ours come out for them.

The schema is not part of this project: ``INKPOST_DIADOC_PROTO`` names a folder with its ``.proto`` files.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
from google.protobuf.message import Message
from google.protobuf.unknown_fields import UnknownFieldSet
from hypothesis import given, settings
from hypothesis import strategies as st

from diadoc.client import Client
from diadoc.messages import KINDS, messages
from diadoc.names import PREFIX, known_as
from inkpost.faces.diadoc import proto as pb
from inkpost.faces.diadoc.codec import Encoding, read, write
from worlds import World

Theirs = Callable[[str], type[Message]]


@pytest.fixture(scope="module")
def theirs(tmp_path_factory: pytest.TempPathFactory) -> Theirs:
    """The vendor's class of a name."""
    folder = os.environ.get("INKPOST_DIADOC_PROTO", "")
    if not folder:
        pytest.skip("INKPOST_DIADOC_PROTO names no folder with the vendor's .proto files")
    made = tmp_path_factory.mktemp("schema") / "all.pb"
    sources = sorted(str(path) for path in Path(folder).rglob("*.proto"))
    command = [sys.executable, "-m", "grpc_tools.protoc", f"-I{folder}", f"--descriptor_set_out={made}", *sources]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    pool = descriptor_pool.DescriptorPool()
    files = {each.name: each for each in descriptor_pb2.FileDescriptorSet.FromString(made.read_bytes()).file}

    def add(name: str) -> None:
        file = files.pop(name, None)
        if file is not None:
            for other in file.dependency:
                add(other)
            pool.AddSerializedFile(file.SerializeToString())

    for name in list(files):
        add(name)
    return lambda name: message_factory.GetMessageClass(pool.FindMessageTypeByName(name))


def name_of(kind: type[Message]) -> str:
    """The vendor's full name of a class of ours."""
    (known,) = (name for name, each in vars(pb).items() if each is kind)
    return known_as(known)


def unknown(message: Any) -> int:
    """How many fields a message holds that its class does not know, at any depth."""
    found = len(UnknownFieldSet(message))
    for field, value in message.ListFields():
        if field.message_type is not None:
            found += sum(map(unknown, value if field.is_repeated else [value]))
    return found


def own_kinds() -> list[type[Message]]:
    """Without those that only hold an enumeration of ours."""
    return [kind for kind in KINDS if not kind.DESCRIPTOR.name.endswith("Values")]


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_bytes_of_either_side_are_the_others(theirs: Theirs, data: Any) -> None:
    kind = data.draw(st.sampled_from(own_kinds()))
    ours = data.draw(messages(kind))
    foreign = theirs(name_of(kind)).FromString(write(ours, Encoding.PROTOBUF))
    assert foreign.IsInitialized()
    assert unknown(foreign) == 0
    back = read(kind, foreign.SerializeToString(), Encoding.PROTOBUF)
    assert back == ours


def test_every_class_of_ours_has_the_fields_of_theirs(theirs: Theirs) -> None:
    for kind in own_kinds():
        known = {field.name: field.number for field in kind.DESCRIPTOR.fields}
        foreign = {field.name: field.number for field in theirs(name_of(kind)).DESCRIPTOR.fields}
        assert known == foreign, kind.DESCRIPTOR.full_name


def test_their_bytes_go_in_without_a_content_type_and_ours_come_out(
    theirs: Theirs, world: World, client: Client
) -> None:
    body: Any = theirs(f"{PREFIX}LoginPassword")()
    body.Login, body.Password = world.admin.login, world.admin.password
    client.token = client.raw("POST", "/V3/Authenticate?type=password", body.SerializeToString()).text
    answer: Any = theirs(f"{PREFIX}UserV2").FromString(client.raw("GET", "/V2/GetMyUser").content)
    assert (answer.Login, answer.FullName.FirstName) == (world.admin.login, "Anna")
    assert unknown(answer) == 0
