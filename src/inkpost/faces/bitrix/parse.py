"""The parameters of a call out of its query and its body: forms nested as in PHP, JSON, the two merged."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final
from urllib.parse import unquote_to_bytes

import msgspec

from inkpost.errors import InkpostError, Reason

DEEPEST: Final = 32
_LONG: Final = 64 * 1024
_NO_ESCAPE = re.compile(rb"%(?![0-9A-Fa-f]{2})")


class WireError(InkpostError):
    """A request whose query or body cannot be read at all."""

    def __init__(self, message: str, *, subject: str = "body", detail: str = "") -> None:
        super().__init__(Reason.PARAMETER_INVALID, message, subject=subject, detail=detail)


class Limits(msgspec.Struct, frozen=True):
    """How much one request may carry: bytes, variables of a form, levels of nesting."""

    size: int = 64 * 1024 * 1024
    variables: int = 10_000
    depth: int = DEEPEST


DEFAULT_LIMITS: Final = Limits()


class _Map(dict[str, Any]):
    """A PHP array while it grows: ``following`` is the key that the next ``[]`` gets."""

    __slots__ = ("following",)

    def __init__(self) -> None:
        super().__init__()
        self.following = 0

    def place(self, key: str) -> str:
        """The key to store under; an empty one means the next free number."""
        if key == "":
            key = str(self.following)
        if _is_index(key):
            self.following = max(self.following, int(key) + 1)
        return key


def php_query(raw: bytes | str, limits: Limits = DEFAULT_LIMITS) -> dict[str, Any]:
    """Read form-encoded data as PHP does (``a[b]=1``, ``a[]=1``); the last of equal names wins.

    Arrays whose keys are 0, 1, 2 … in this order become lists, all others maps; values are texts.
    Unlike PHP, names are kept as they are (PHP puts ``_`` for dots and spaces in the outermost name), and
    an ``=`` inside brackets belongs to the key.
    Raises ``WireError`` when the data is too large, too deep, has too many variables or is not UTF-8.
    """
    data = raw.encode("utf-8", "surrogatepass") if isinstance(raw, str) else raw
    if len(data) > limits.size:
        raise WireError(f"The data of the form is larger than {limits.size} bytes")
    if data.count(b"&") >= limits.variables:
        raise WireError(f"The form has more than {limits.variables} variables")
    return nest((_pair(piece) for piece in data.split(b"&") if piece), limits)


def _pair(piece: bytes) -> tuple[str, str]:
    end = piece.find(b"=")
    if 0 < piece.find(b"[") < end and piece.rfind(b"[", 0, end) > piece.rfind(b"]", 0, end):
        # "filter[>=id]=5": clients forget to encode the "=" that belongs to the key
        end = piece.find(b"]=", end) + 1 or end
    return (_decoded(piece[:end]), _decoded(piece[end + 1 :])) if end >= 0 else (_decoded(piece), "")


def _decoded(piece: bytes) -> str:
    if b"+" in piece:
        piece = piece.replace(b"+", b" ")
    if b"%" in piece:
        piece = unquote_to_bytes(piece) if len(piece) < _LONG else unquote_long(piece)
    return utf8(piece)


def unquote_long(piece: bytes) -> bytes:
    """Percent-decode megabytes in milliseconds, where ``unquote_to_bytes`` makes an object of every escape.

    The C decoder of quoted-printable does it: the same escapes, written with ``=``. Unlike in short values a
    percent sign that encodes nothing is refused (``WireError``).
    """
    if _NO_ESCAPE.search(piece):
        raise WireError("A long value of the form has a percent sign that encodes nothing")
    for plain, escape in ((b"=", b"=3D"), (b"\r", b"=0D"), (b"\n", b"=0A"), (b"%", b"=")):
        piece = piece.replace(plain, escape)
    return binascii.a2b_qp(piece)


def utf8(piece: bytes) -> str:
    """Text out of bytes without U+0000, which no text column holds; ``WireError`` for broken UTF-8."""
    try:
        return piece.decode("utf-8").replace("\x00", "")
    except UnicodeDecodeError as fault:
        raise WireError("The request is not valid UTF-8", detail=str(fault)) from None


def nest(pairs: Iterable[tuple[str, Any]], limits: Limits = DEFAULT_LIMITS) -> dict[str, Any]:
    """Build the nested parameters out of names such as ``fields[users][0]`` and their values, in order.

    Raises ``WireError`` when there are too many of them or a name has too many levels.
    """
    root = _Map()
    for count, (name, value) in enumerate(pairs, 1):
        if count > limits.variables:
            raise WireError(f"The form has more than {limits.variables} variables")
        keys = name_keys(name, limits.depth)
        if keys[0] != "":
            _put(root, keys, value)
    return {key: _settled(value) for key, value in root.items()}


def name_keys(name: str, depth: int = DEEPEST) -> list[str]:
    """The keys in a form name: ``a[b][]`` is ``["a", "b", ""]``; an unpaired bracket belongs to the name."""
    start = name.find("[", 1)
    if start < 0 or "]" not in name[start:]:
        return [name.lstrip(" ")]
    keys = [name[:start].lstrip(" ")]
    while start < len(name) and name[start] == "[":
        end = name.find("]", start)
        if end < 0:
            break
        keys.append(name[start + 1 : end])
        if len(keys) > depth:
            raise WireError(f"A parameter is nested deeper than {depth} levels", subject=keys[0][:64])
        start = end + 1
    return keys


def _put(root: _Map, keys: list[str], value: Any) -> None:
    node = root
    for key in keys[:-1]:
        key = node.place(key)
        below = node.get(key)
        if not isinstance(below, _Map):
            below = node[key] = _Map()
        node = below
    node[node.place(keys[-1])] = value


def _is_index(key: str) -> bool:
    """Whether PHP would make a number of this key (no sign, no leading zero; longer ones stay text here)."""
    return len(key) < 10 and key.isascii() and key.isdigit() and (key == "0" or key[0] != "0")


def _settled(value: Any) -> Any:
    if not isinstance(value, _Map):
        return value
    inner = {key: _settled(held) for key, held in value.items()}
    return as_list(inner)


def as_list(array: dict[str, Any]) -> dict[str, Any] | list[Any]:
    """A PHP array as JSON shows it: a list if its keys are 0, 1, 2 … in this order (or none), else a map."""
    if all(key == str(index) for index, key in enumerate(array)):
        return list(array.values())
    return array


def json_body(raw: bytes, limits: Limits = DEFAULT_LIMITS) -> dict[str, Any]:
    """The object in a JSON body; nothing, or PHP's empty map ``[]``, is no parameters.

    The last of equal keys wins. Raises ``WireError`` for anything but an object, for what is too large or too
    deep, and for broken JSON or UTF-8.
    """
    if len(raw) > limits.size:
        raise WireError(f"The body is larger than {limits.size} bytes")
    raw = raw.removeprefix(b"\xef\xbb\xbf").strip()
    found = _json(raw) if raw else {}
    if found == []:
        return {}
    if not isinstance(found, dict):
        raise WireError("The body has to be a JSON object")
    if raw.count(b"{") + raw.count(b"[") > limits.depth:
        check_depth(found, limits.depth)
    return _without_nul(found) if b"\\u0000" in raw else found


def _json(raw: bytes) -> Any:
    try:
        return msgspec.json.decode(raw)
    except RecursionError:
        raise WireError("The body is nested too deeply") from None
    except (msgspec.MsgspecError, UnicodeDecodeError) as fault:
        raise WireError("The body is not valid JSON", detail=str(fault)[:200]) from None


def check_depth(value: Any, depth: int) -> None:
    """Raise ``WireError`` if lists and maps are nested deeper than ``depth``; never recurses."""
    level = [value]
    for _ in range(depth):
        level = [
            inner
            for held in level
            if isinstance(held, (dict, list))
            for inner in (held.values() if isinstance(held, dict) else held)
            if isinstance(inner, (dict, list))
        ]
        if not level:
            return
    raise WireError(f"The parameters are nested deeper than {depth} levels")


def _without_nul(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\x00", "")
    if isinstance(value, list):
        return [_without_nul(inner) for inner in value]
    if isinstance(value, dict):
        return {_without_nul(key): _without_nul(inner) for key, inner in value.items()}
    return value


def merge(query: Mapping[str, Any], body: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters of the whole call: the body's, and those of the query that the body does not name."""
    return {**{key: held for key, held in query.items() if key not in body}, **body}
