"""The UNO remote protocol as a client speaks it: blocks, requests, replies, values.

Only what calls to LibreOffice need is here. Requests name type, object and thread anew every time and put
nothing into the peer's caches; replies do use caches, so every cached value of a reply is read in its order.
"""

from __future__ import annotations

import select
import socket
import struct
import time
from collections.abc import Callable
from typing import Final

BOOLEAN: Final = 2
SHORT: Final = 4
LONG: Final = 6
STRING: Final = 12
ANY: Final = 14
INTERFACE: Final = 22

OBJECT: Final = "com.sun.star.uno.XInterface"
QUERY_INTERFACE: Final = 0
RELEASE: Final = 2

_LONG_HEADER = 0x80
_REQUEST = 0x40
_IS_EXCEPTION = 0x20
_NEW_TYPE = 0x20
_NEW_OID = 0x10
_NEW_TID = 0x08
_NO_CACHE = b"\xff\xff"
_NULL_OID = b"\x00" + _NO_CACHE
_THREAD = b"inkpost"
_REQUEST_CHANGE = 4
_COMMIT_CHANGE = 5
_WATCH_MS = 25
_BLOCK_LIMIT = 16 * 1024 * 1024


class PeerGone(Exception):
    """The connection ended, or the peer said something that cannot be understood."""


class PeerSilent(Exception):
    """The peer did not answer in time."""


class RemoteError(Exception):
    """The called method raised; ``type_name`` is the UNO exception type."""

    def __init__(self, type_name: str, message: str) -> None:
        super().__init__(f"{type_name}: {message}")
        self.type_name = type_name
        self.message = message


def compressed(value: int) -> bytes:
    return bytes((value,)) if value < 0xFF else b"\xff" + struct.pack(">I", value)


def string(value: str) -> bytes:
    data = value.encode("utf-8")
    return compressed(len(data)) + data


def type_(kind: int, name: str = "") -> bytes:
    return bytes((kind,)) if kind <= ANY else bytes((kind | 0x80,)) + _NO_CACHE + string(name)


def oid(value: str) -> bytes:
    return string(value) + _NO_CACHE if value else _NULL_OID


class Short(int):
    """A number of 16 bits, where UNO wants exactly that."""


def any_(value: bool | int | str) -> bytes:
    """A UNO ``any`` that holds a boolean, a number of 16 or 32 bits or a text."""
    if isinstance(value, bool):
        return bytes((BOOLEAN, value))
    if isinstance(value, Short):
        return bytes((SHORT,)) + struct.pack(">h", value)
    if isinstance(value, int):
        return bytes((LONG,)) + struct.pack(">i", value)
    return bytes((STRING,)) + string(value)


def properties(values: dict[str, bool | int | str]) -> bytes:
    """A ``sequence<com.sun.star.beans.PropertyValue>``."""
    members = (string(name) + bytes(4) + any_(value) + bytes(4) for name, value in values.items())
    return compressed(len(values)) + b"".join(members)


class Message:
    """Reads the values of one message; the caches belong to the connection and outlive the message."""

    def __init__(self, data: bytes, types: dict[int, tuple[int, str]], oids: dict[int, str]) -> None:
        self._data = data
        self._at = 0
        self._types = types
        self._oids = oids

    def take(self, count: int) -> bytes:
        end = self._at + count
        if end > len(self._data):
            raise PeerGone("A message of LibreOffice ended early.")
        part = self._data[self._at : end]
        self._at = end
        return part

    def number(self, count: int) -> int:
        return int.from_bytes(self.take(count), "big")

    def compressed(self) -> int:
        first = self.number(1)
        return self.number(4) if first == 0xFF else first

    def string(self) -> str:
        return self.take(self.compressed()).decode("utf-8", "replace")

    def type_(self) -> tuple[int, str]:
        flags = self.number(1)
        if flags & 0x7F <= ANY:
            return flags, ""
        index = self.number(2)
        if flags & 0x80:
            self._types[index] = (flags & 0x7F, self.string())
        if index not in self._types:
            raise PeerGone("LibreOffice named an unknown type.")
        return self._types[index]

    def oid(self) -> str:
        name, index = self.string(), self.number(2)
        if name:
            self._oids[index] = name
            return name
        return self._oids.get(index, "")

    def interface(self) -> str:
        """The object in an ``any``; empty when there is none."""
        kind, _ = self.type_()
        return self.oid() if kind == INTERFACE else ""

    def tid(self) -> bytes:
        name = self.take(self.compressed())
        self.number(2)
        return name


class Connection:
    """A conversation over a stream; ``deadline`` is in ``time.monotonic`` seconds, ``watch`` may raise to end it."""

    def __init__(self, stream: socket.socket, deadline: float, watch: Callable[[], None] = lambda: None) -> None:
        stream.setblocking(False)
        self._stream = stream
        self._watch = watch
        self.deadline = deadline
        self._types: dict[int, tuple[int, str]] = {}
        self._oids: dict[int, str] = {}
        self._agree()

    def close(self) -> None:
        self._stream.close()

    def call(self, target: str, interface: str, function: int, arguments: bytes) -> Message:
        """Call a method and wait for what it returns; raises RemoteError, PeerGone, PeerSilent."""
        self._send(_request(target, interface, function, _NULL_OID + arguments))
        flags, reply = self._receive()
        if not flags & _LONG_HEADER or flags & _REQUEST:
            raise PeerGone("LibreOffice called back.")
        if flags & _NEW_TID:
            reply.tid()
        if flags & _IS_EXCEPTION:
            _, name = reply.type_()
            raise RemoteError(name, reply.string())
        return reply

    def query(self, target: str, interface: str) -> str:
        """Ask an object for an interface; answers the name to call it by, and to release."""
        return self.call(target, OBJECT, QUERY_INTERFACE, type_(INTERFACE, interface)).interface()

    def release(self, target: str, interface: str) -> None:
        """Let go of an object; there is no answer."""
        self._send(_request(target, interface, RELEASE, b""))

    def _agree(self) -> None:
        """Accept what the peer proposes: a current context travels with each request (ours is empty)."""
        thread = self._proposal(_REQUEST_CHANGE, b"")
        self._send(_answer(thread, struct.pack(">i", 1)))
        self._send(_answer(self._proposal(_COMMIT_CHANGE, thread), b""))

    def _proposal(self, function: int, thread: bytes) -> bytes:
        flags, message = self._receive()
        if flags & _LONG_HEADER:
            called = message.number(1)
            if flags & _NEW_TYPE:
                message.type_()
            if flags & _NEW_OID:
                message.oid()
            if flags & _NEW_TID:
                thread = message.tid()
        else:
            called = flags
        if called != function:
            raise PeerGone("LibreOffice opened the conversation in an unknown way.")
        return thread

    def _send(self, message: bytes) -> None:
        data = memoryview(struct.pack(">II", len(message), 1) + message)
        while data:
            try:
                data = data[self._stream.send(data) :]
            except BlockingIOError:
                self._wait(select.POLLOUT)
            except OSError as error:
                raise PeerGone("The connection to LibreOffice broke.") from error

    def _receive(self) -> tuple[int, Message]:
        size, count = struct.unpack(">II", self._read(8))
        if count != 1 or size > _BLOCK_LIMIT:
            raise PeerGone("LibreOffice sent a block of an unexpected form.")
        message = Message(self._read(size), self._types, self._oids)
        return message.number(1), message

    def _read(self, count: int) -> bytes:
        parts = bytearray()
        while len(parts) < count:
            try:
                part = self._stream.recv(count - len(parts))
            except BlockingIOError:
                self._wait(select.POLLIN)
                continue
            except OSError as error:
                raise PeerGone("The connection to LibreOffice broke.") from error
            if not part:
                raise PeerGone("LibreOffice closed the connection.")
            parts += part
        return bytes(parts)

    def _wait(self, event: int) -> None:
        """Wait until the stream is ready, with a look at the peer from time to time."""
        poll = select.poll()
        poll.register(self._stream, event)
        while (left := self.deadline - time.monotonic()) > 0:
            if poll.poll(min(left * 1000, _WATCH_MS)):
                return
            self._watch()
        raise PeerSilent("LibreOffice did not answer in time.")


def _request(target: str, interface: str, function: int, body: bytes) -> bytes:
    head = bytes((_LONG_HEADER | _REQUEST | _NEW_TYPE | _NEW_OID | _NEW_TID, function))
    return head + type_(INTERFACE, interface) + oid(target) + _thread(_THREAD) + body


def _answer(thread: bytes, body: bytes) -> bytes:
    return bytes((_LONG_HEADER | _NEW_TID,)) + _thread(thread) + body


def _thread(name: bytes) -> bytes:
    return compressed(len(name)) + name + _NO_CACHE
