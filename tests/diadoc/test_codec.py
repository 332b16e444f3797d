"""A message in JSON and in Protocol Buffers carries the same facts, and nothing that comes in makes the server fail."""

from __future__ import annotations

import json
from typing import Any

import pytest
from google.protobuf import json_format
from google.protobuf.message import Message
from hypothesis import given, settings
from hypothesis import strategies as st

from diadoc.messages import KINDS, messages, same
from inkpost.errors import InkpostError, Reason
from inkpost.faces.diadoc import codec, json_writing
from inkpost.faces.diadoc import proto as pb
from inkpost.faces.diadoc.codec import Encoding, UnknownType, given_encoding, wanted_encoding
from inkpost.faces.diadoc.crowding import is_crowded
from inkpost.faces.diadoc.pieces import Pieces, joined, piece

REFUSED = {Reason.PARAMETER_INVALID, Reason.PARAMETER_MISSING}


@given(messages())
@settings(max_examples=150, deadline=None)
def test_what_is_written_is_read_again_in_both_encodings(message: Any) -> None:
    for encoding in Encoding:
        assert same(codec.read(type(message), codec.write(message, encoding), encoding), message)
    assert codec.read(type(message), message.SerializeToString(), Encoding.PROTOBUF) == message


@given(messages())
@settings(max_examples=100, deadline=None)
def test_json_says_what_the_library_says_of_what_is_set(message: Any) -> None:
    told = json.loads(codec.write(message, Encoding.JSON))
    assert _holds(told, json_format.MessageToDict(message, preserving_proto_field_name=True))


def _holds(ours: Any, theirs: Any) -> bool:
    if isinstance(theirs, dict):
        return all(name in ours and _holds(ours[name], value) for name, value in theirs.items())
    if isinstance(theirs, list):
        return len(ours) == len(theirs) and all(map(_holds, ours, theirs))
    return bool(ours == theirs or (isinstance(ours, int) and str(ours) == theirs))  # the library quotes 64 bits


@given(messages(), st.data())
@settings(max_examples=100, deadline=None)
def test_json_is_read_whatever_its_letter_case_and_with_enumerations_by_number(message: Any, data: Any) -> None:
    told = _changed(json.loads(codec.write(message, Encoding.JSON)), message.DESCRIPTOR, data)
    assert same(codec.read(type(message), json.dumps(told).encode(), Encoding.JSON), message)


def _changed(told: dict[str, Any], kind: Any, data: Any) -> dict[str, Any]:
    found: dict[str, Any] = {"unknownToUs": [{"a": None}]}
    for name, value in told.items():
        spelling = data.draw(st.sampled_from([str.lower, str.upper, str]))(name)
        field = kind.fields_by_name.get(name)
        if field is not None and field.message_type is not None:
            inner = field.message_type
            value = (
                [_changed(each, inner, data) for each in value] if field.is_repeated else _changed(value, inner, data)
            )
        elif field is not None and field.enum_type is not None and not field.is_repeated and data.draw(st.booleans()):
            value = field.enum_type.values_by_name[value].number
        found[spelling] = value
    return found | {"absent" + name: None for name in told}


@given(st.sampled_from(KINDS), st.binary(max_size=200), st.sampled_from(list(Encoding)))
@settings(max_examples=300, deadline=None)
def test_bytes_of_chance_are_read_or_refused(kind: type[Message], body: bytes, encoding: Encoding) -> None:
    _read_or_refused(kind, body, encoding)


@given(messages(), st.sampled_from(list(Encoding)), st.data())
@settings(max_examples=200, deadline=None)
def test_damaged_messages_are_read_or_refused(message: Any, encoding: Encoding, data: Any) -> None:
    body = bytearray(codec.write(message, encoding))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(body)))
        body[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    _read_or_refused(type(message), bytes(body), encoding)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.just("AAAA"),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=5,
)


@given(st.sampled_from(KINDS), st.data())
@settings(max_examples=300, deadline=None)
def test_json_of_wrong_types_is_refused_by_the_path_of_its_field(kind: type[Message], data: Any) -> None:
    names = [field.name for field in kind.DESCRIPTOR.fields] or ["x"]
    given_ = data.draw(st.dictionaries(st.sampled_from(names), _JSON | st.dictionaries(st.just("BoxId"), _JSON)))
    _read_or_refused(kind, json.dumps(given_).encode(), Encoding.JSON)


def _read_or_refused(kind: type[Message], body: bytes, encoding: Encoding) -> None:
    try:
        read = codec.read(kind, body, encoding)
    except InkpostError as fault:
        refused = fault
    else:
        assert read.IsInitialized()
        codec.write(read, Encoding.JSON)
        return
    assert refused.reason in REFUSED
    assert refused.message.encode()


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ('{"LockMode": 4294967297}', "LockMode is 4294967297: it takes one of Unknown, None, Send, Full"),
        ('{"FromBoxId": 5}', "FromBoxId is 5: it takes a text in UTF-8, without the character U+0000"),
        ('{"FromBoxId": "a\\u0000"}', "FromBoxId is 'a\\x00': it takes a text in UTF-8, without the character U+0000"),
        ('{"frombOXID": "\\ud800"}', None),
        ('{"DocumentAttachments": {}}', "DocumentAttachments is an object: it takes a list"),
        (
            '{"documentattachments": [{"SIGNEDCONTENT": 1}]}',
            "DocumentAttachments[0].SignedContent is 1: it takes a SignedContent as an object",
        ),
        (
            '{"DocumentAttachments": [{"SignedContent": {"Content": "*"}}]}',
            "DocumentAttachments[0].SignedContent.Content is '*': it takes bytes in base64",
        ),
        ('{"IsDraft": "yes"}', "IsDraft is 'yes': it takes true or false"),
        ('{"LockMode": "Half"}', "LockMode is 'Half': it takes one of Unknown, None, Send, Full"),
        ('{"LockMode": true}', "LockMode is True: it takes one of Unknown, None, Send, Full"),
        ('{"FromBoxId": "x", "DocumentAttachments": [{"SignedContent": {}}]}', None),
    ],
)
def test_what_does_not_fit_is_named(body: str, told: str | None) -> None:
    with pytest.raises(InkpostError) as refused:
        codec.read(pb.MessageToPost, body.encode(), Encoding.JSON)
    assert told is None or refused.value.message == told


def test_a_required_field_that_is_missing_is_named_by_its_path() -> None:
    body = pb.MessageToPost(FromBoxId="x", DocumentAttachments=[pb.DocumentAttachment()])
    given_ = {
        Encoding.PROTOBUF: body.SerializePartialToString(),
        Encoding.JSON: b'{"FromBoxId": "x", "DocumentAttachments": [{}]}',
    }
    for encoding, content in given_.items():
        with pytest.raises(InkpostError) as refused:
            codec.read(pb.MessageToPost, content, encoding)
        assert refused.value.reason is Reason.PARAMETER_MISSING
        assert refused.value.message.startswith("The body lacks DocumentAttachments[0].")


@pytest.mark.parametrize("wrong", [b"a\0b", b"a\xffb"])
def test_what_is_no_text_is_refused_by_its_path(wrong: bytes) -> None:
    body = pb.MessageToPost(FromBoxId="x", DocumentAttachments=[_attachment("a@b")]).SerializeToString()
    with pytest.raises(InkpostError) as refused:
        codec.read(pb.MessageToPost, body.replace(b"a@b", wrong), Encoding.PROTOBUF)
    assert refused.value.message == "DocumentAttachments[0].Comment takes a text in UTF-8, without the character U+0000"
    content = pb.SignedContent(Content=wrong)
    assert codec.read(pb.SignedContent, content.SerializeToString(), Encoding.PROTOBUF) == content


def _attachment(comment: str) -> pb.DocumentAttachment:
    return pb.DocumentAttachment(
        SignedContent=pb.SignedContent(Content=b"x"), TypeNamedId="Nonformalized", Comment=comment
    )


@pytest.mark.parametrize("encoding", list(Encoding))
def test_what_is_nested_without_end_is_refused(encoding: Encoding) -> None:
    deep: Any = b'{"Organization":{"Boxes":[' * 100_000
    if encoding is Encoding.PROTOBUF:
        deep = b""
        for _ in range(400):
            box = _tagged(pb.Box, "Organization", deep)
            deep = _tagged(pb.Organization, "Boxes", box)
    with pytest.raises(InkpostError) as refused:
        codec.read(pb.Organization, deep, encoding)
    assert refused.value.reason is Reason.PARAMETER_INVALID
    valid = b'{"Boxes":[{"Organization":' * 40 + b"{}" + b"}]}" * 40
    with pytest.raises(InkpostError, match="nested too deeply"):
        codec.read(pb.Organization, valid, Encoding.JSON)


def _tagged(kind: type[Message], name: str, content: bytes) -> bytes:
    return _varint(kind.DESCRIPTOR.fields_by_name[name].number << 3 | 2) + _varint(len(content)) + content


def _varint(number: int) -> bytes:
    return bytes([number & 0x7F | 0x80]) + _varint(number >> 7) if number > 0x7F else bytes([number])


def test_numbers_of_64_bits_are_numbers_and_may_come_as_text() -> None:
    told = codec.write(pb.Timestamp(Ticks=638884242433705569), Encoding.JSON)
    assert told == b'{"Ticks":638884242433705569}'
    assert codec.read(pb.Timestamp, b'{"ticks": "638884242433705569"}', Encoding.JSON).Ticks == 638884242433705569


def test_a_document_has_the_keys_that_exist_in_json_alone() -> None:
    document = pb.Document(CreationTimestampTicks=638884242433705569, MessageId="m", EntityId="e")
    told = json_writing.mapping(document)
    assert (told["CreationTimestamp"], told["MessageIdGuid"], told["EntityIdGuid"]) == (
        "2025-07-18T08:30:43.3705569Z",
        "m",
        "e",
    )
    assert (told["IsRead"], told["CustomData"], told["DocumentType"]) == (False, [], "UnknownDocumentType")
    assert not {"CustomDocumentId", "Content", "Origin"} & told.keys()
    assert json_writing.moment_of(638884242430000000) == "2025-07-18T08:30:43Z"
    assert json_writing.moment_of(0) == "0001-01-01T00:00:00Z"


@given(st.lists(messages(pb.Document), max_size=3), st.text(max_size=5), st.integers(0, 2**31 - 1))
@settings(max_examples=40, deadline=None)
def test_pieces_are_joined_to_what_the_whole_would_be(documents: list[Any], key: str, count: int) -> None:
    for each in documents:
        each.ClearField("IndexKey")
    rest = pb.DocumentList(TotalCount=count, HasMoreResults=True)
    whole = pb.DocumentList(TotalCount=count, HasMoreResults=True, Documents=documents)
    ready = [piece(each) for each in documents]
    for encoding in Encoding:
        found = codec.read(pb.DocumentList, joined(Pieces(rest, "Documents", ready), encoding), encoding)
        assert same(found, whole)
    for each in whole.Documents:
        each.IndexKey = key
    keyed = [type(each)(each.protobuf, each.json, pb.Document(IndexKey=key)) for each in ready]
    for encoding in Encoding:
        answer = joined(Pieces(rest, "Documents", keyed), encoding)
        if "\0" not in key:
            assert same(codec.read(pb.DocumentList, answer, encoding), whole)


def test_the_encodings_are_chosen_each_on_its_own() -> None:
    assert given_encoding("") is Encoding.PROTOBUF
    assert given_encoding("application/problem+json; charset=utf-8") is Encoding.JSON
    assert given_encoding("application/json charset=utf-8") is Encoding.JSON
    assert given_encoding("text/xml") is None
    with pytest.raises(UnknownType, match="text/xml"):
        codec.body(pb.LoginPassword, b"", "text/xml; charset=utf-8")
    wanted = {
        "": Encoding.PROTOBUF,
        "*/*": Encoding.PROTOBUF,
        "text/html": Encoding.PROTOBUF,
        "application/json": Encoding.JSON,
        "application/json charset=utf-8": Encoding.JSON,
        "text/html, application/json;q=0.5, */*;q=0.1": Encoding.JSON,
        "application/json;q=0.5, application/x-protobuf": Encoding.PROTOBUF,
        "application/json;q=0": Encoding.PROTOBUF,
        "application/json;q=x": Encoding.JSON,
        ", application/json": Encoding.JSON,
    }
    assert {told: wanted_encoding(told) for told in wanted} == wanted


@pytest.mark.parametrize("encoding", list(Encoding))
def test_a_crowd_of_tiny_parts_is_refused_before_it_takes_memory(encoding: Encoding) -> None:
    if encoding is Encoding.JSON:
        crowd = b'{"DocumentAttachments": [' + b"{}," * 1_000_000 + b"{}]}"
    else:
        crowd = _tagged(pb.MessageToPost, "DocumentAttachments", b"") * 1_000_000
        nested = _tagged(pb.DocumentAttachment, "Metadata", b"") * 1_000_000
        with pytest.raises(InkpostError, match="more than 200000 parts"):
            codec.read(pb.MessageToPost, _tagged(pb.MessageToPost, "DocumentAttachments", nested), encoding)
    with pytest.raises(InkpostError, match="more than 200000 parts"):
        codec.read(pb.MessageToPost, crowd, encoding)
    large = pb.SignedContent(Content=b"\x08\x01" * 1_000_000)
    assert same(codec.read(pb.SignedContent, codec.write(large, encoding), encoding), large)


@given(messages(), st.data())
@settings(max_examples=10, deadline=None)
def test_counting_ends_whatever_the_bytes(message: Any, data: Any) -> None:
    body = bytearray(message.SerializeToString() * 3 + bytes(300_000))
    for _ in range(data.draw(st.integers(0, 5))):
        body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
    assert is_crowded(type(message), bytes(body)) in (True, False)


def test_numbers_without_end_are_refused() -> None:
    for number in (b"1" * 10_000, b"1e999", b"-" + b"9" * 400, b"NaN", b"1.0"):
        with pytest.raises(InkpostError):
            codec.read(pb.Timestamp, b'{"Ticks": ' + number + b"}", Encoding.JSON)
