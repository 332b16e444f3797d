"""The conversation with LibreOffice, with a peer that is played by the test: what it says is not trusted."""

from __future__ import annotations

import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inkpost.engines.convert import urp

PROPERTIES = "com.sun.star.bridge.XProtocolProperties"
HELLO = (
    b"\xf8\x04"
    + urp.type_(urp.INTERFACE, PROPERTIES)
    + urp.oid("UrpProtocolProperties")
    + b"\x03tid\x00\x00"
    + bytes(4)
)
COMMIT = b"\x05" + bytes(1)


def block(message: bytes) -> bytes:
    return struct.pack(">II", len(message), 1) + message


def received(peer: socket.socket) -> bytes:
    size, count = struct.unpack(">II", peer.recv(8, socket.MSG_WAITALL))
    assert count == 1
    return peer.recv(size, socket.MSG_WAITALL)


@contextmanager
def against(play: Callable[[socket.socket], None], seconds: float = 5) -> Iterator[urp.Connection]:
    """A connection whose peer opens as LibreOffice does and then plays its part."""
    ours, theirs = socket.socketpair()

    def run() -> None:
        with theirs:
            theirs.sendall(block(HELLO))
            assert received(theirs)[-4:] == struct.pack(">i", 1)
            theirs.sendall(block(COMMIT))
            received(theirs)
            play(theirs)

    thread = threading.Thread(target=run)
    thread.start()
    connection = urp.Connection(ours, time.monotonic() + seconds)
    try:
        yield connection
    finally:
        connection.close()
        thread.join()


def answering(*messages: bytes) -> Callable[[socket.socket], None]:
    def play(peer: socket.socket) -> None:
        for message in messages:
            received(peer)
            peer.sendall(block(message))

    return play


def test_an_object_is_answered_by_its_name_and_caches_are_kept() -> None:
    interface = b"\x96\x00\x07" + urp.string("a.XThing")
    first = b"\x88\x07inkpost\x00\x00" + interface + urp.string("object;1") + b"\x00\x02"
    second = b"\x80" + b"\x16\x00\x07" + b"\x00\x00\x02"
    with against(answering(first, second)) as connection:
        assert connection.query("x", "a.XThing") == "object;1"
        assert connection.query("x", "a.XThing") == "object;1"


def test_an_exception_carries_its_type_and_message() -> None:
    raised = b"\xa0\x93\x00\x01" + urp.string("com.sun.star.io.IOException") + urp.string("no such file")
    with against(answering(raised)) as connection, pytest.raises(urp.RemoteError) as failed:
        connection.call("x", "a.XThing", 3, b"")
    assert (failed.value.type_name, failed.value.message) == ("com.sun.star.io.IOException", "no such file")


def test_a_silent_peer_is_left_at_the_deadline() -> None:
    stop = threading.Event()
    with against(lambda peer: stop.wait(5) and None, seconds=0.2) as connection:
        with pytest.raises(urp.PeerSilent):
            connection.call("x", "a.XThing", 3, b"")
        stop.set()


def test_a_peer_that_does_not_read_is_left_at_the_deadline() -> None:
    stop = threading.Event()
    with against(lambda peer: stop.wait(5) and None, seconds=0.2) as connection:
        with pytest.raises(urp.PeerSilent):
            connection.call("x", "a.XThing", 3, bytes(8 << 20))
        stop.set()


@pytest.mark.parametrize(
    "said",
    [
        b"",
        struct.pack(">II", 4, 2) + bytes(4),
        struct.pack(">II", 1 << 31, 1),
        block(b"\x80"),
        block(b"\x80\x16\x00\x01"),
        block(b"\x80\x96\x00\x01\xff\xff\xff\xff\xff"),
        block(b"\xc0\x00"),
        block(b"\x03"),
    ],
)
def test_what_cannot_be_understood_ends_the_conversation(said: bytes) -> None:
    def play(peer: socket.socket) -> None:
        received(peer)
        peer.sendall(said)

    with against(play) as connection, pytest.raises(urp.PeerGone):
        connection.query("x", "a.XThing")


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=60))
def test_any_answer_ends_in_a_name_or_a_known_error(said: bytes) -> None:
    with against(answering(b"\x80" + said)) as connection, suppress(urp.PeerGone, urp.RemoteError):
        assert isinstance(connection.query("x", "a.XThing"), str)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=80))
def test_any_opening_ends_in_a_known_error(said: bytes) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(said)
        theirs.shutdown(socket.SHUT_WR)
        with pytest.raises(urp.PeerGone):
            urp.Connection(ours, time.monotonic() + 5)


def test_values_are_written_as_the_protocol_wants_them() -> None:
    assert urp.string("é" * 200)[:5] == b"\xff\x00\x00\x01\x90"
    assert urp.any_(True) == b"\x02\x01"
    assert urp.any_(-2) == b"\x06\xff\xff\xff\xfe"
    assert urp.any_(urp.Short(2)) == b"\x04\x00\x02"
    assert urp.properties({"A": "b"}) == b"\x01\x01A\x00\x00\x00\x00\x0c\x01b\x00\x00\x00\x00"
