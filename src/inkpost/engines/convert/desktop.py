"""LibreOffice's desktop at the other end of a connection: load a DOCX, store it as PDF, let it go."""

from __future__ import annotations

import contextlib
import socket
import struct
from collections.abc import Callable

from inkpost.engines.convert import urp

_CONTEXT = "com.sun.star.uno.XComponentContext"
_FACTORY = "com.sun.star.lang.XMultiComponentFactory"
_LOADER = "com.sun.star.frame.XComponentLoader"
_COMPONENT = "com.sun.star.lang.XComponent"
_CLOSEABLE = "com.sun.star.util.XCloseable"
_STORABLE = "com.sun.star.frame.XStorable"

# The place of a method in its interface, counted from the three of XInterface.
_GET_SERVICE_MANAGER = 4
_CREATE_INSTANCE = 3
_LOAD_COMPONENT = 3
_CLOSE = 5
_STORE_TO_URL = 8

_LOAD = urp.properties(
    {
        "FilterName": "MS Word 2007 XML",
        "Hidden": True,
        "ReadOnly": True,
        "Silent": True,
        "MacroExecutionMode": urp.Short(0),
        "UpdateDocMode": urp.Short(0),
    }
)
_STORE = urp.properties({"FilterName": "writer_pdf_Export"})


class Desktop:
    """A LibreOffice that is ready to convert; every call may raise urp.PeerGone or urp.PeerSilent."""

    def __init__(self, stream: socket.socket, deadline: float, watch: Callable[[], None]) -> None:
        self._wire = urp.Connection(stream, deadline, watch)
        instance = self._wire.query("StarOffice.ComponentContext", urp.OBJECT)
        context = self._wire.query(instance, _CONTEXT)
        manager = self._wire.call(context, _CONTEXT, _GET_SERVICE_MANAGER, b"").oid()
        arguments = urp.string("com.sun.star.frame.Desktop") + urp.oid(context)
        desktop = self._wire.call(manager, _FACTORY, _CREATE_INSTANCE, arguments).oid()
        self._loader = self._wire.query(desktop, _LOADER)

    def convert(self, source_url: str, target_url: str, deadline: float) -> None:
        """Write the PDF of a DOCX beside it; raises urp.RemoteError when LibreOffice refuses the file."""
        self._wire.deadline = deadline
        document = self._load(source_url)
        try:
            self._store(document, target_url)
        finally:
            self._close(document)

    def close(self) -> None:
        self._wire.close()

    def _load(self, url: str) -> str:
        arguments = urp.string(url) + urp.string("_blank") + struct.pack(">i", 0) + _LOAD
        document = self._wire.call(self._loader, _LOADER, _LOAD_COMPONENT, arguments).oid()
        if not document:
            raise urp.RemoteError("", "no document")
        return document

    def _store(self, document: str, url: str) -> None:
        storable = self._wire.query(document, _STORABLE)
        self._wire.call(storable, _STORABLE, _STORE_TO_URL, urp.string(url) + _STORE)
        self._wire.release(storable, _STORABLE)

    def _close(self, document: str) -> None:
        """Close, and leave it to LibreOffice to close later what cannot be closed now."""
        with contextlib.suppress(urp.RemoteError):
            closeable = self._wire.query(document, _CLOSEABLE)
            self._wire.call(closeable, _CLOSEABLE, _CLOSE, b"\x01")
            self._wire.release(closeable, _CLOSEABLE)
        self._wire.release(document, _COMPONENT)
