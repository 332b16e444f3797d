"""Peer of the conversion benchmark: a bare loop over LibreOfficeKit in one process.

``convert_lok.py FOLDER PROGRAM`` speaks as ``convert_uno.py`` does; PROGRAM is the folder of LibreOffice's libraries.
"""

from __future__ import annotations

import ctypes
import os
import sys
import time

POINTER, TEXT = ctypes.c_void_p, ctypes.c_char_p


class Kit(ctypes.Structure):
    """The first entries of the library's table of functions."""

    _fields_ = [
        ("size", ctypes.c_size_t),
        ("destroy", ctypes.CFUNCTYPE(None, POINTER)),
        ("load", ctypes.CFUNCTYPE(POINTER, POINTER, TEXT)),
    ]


class Document(ctypes.Structure):
    """The first entries of a document's table of functions."""

    _fields_ = [
        ("size", ctypes.c_size_t),
        ("destroy", ctypes.CFUNCTYPE(None, POINTER)),
        ("save_as", ctypes.CFUNCTYPE(ctypes.c_int, POINTER, TEXT, TEXT, TEXT)),
    ]


def table(thing: int, kind: type[ctypes.Structure]) -> ctypes.Structure:
    return ctypes.cast(ctypes.cast(thing, ctypes.POINTER(POINTER))[0], ctypes.POINTER(kind)).contents


def main() -> None:
    """Start, convert once, then once for every line."""
    folder, program = sys.argv[1], sys.argv[2]
    os.environ["SAL_USE_VCLPLUGIN"] = "svp"
    begin = time.perf_counter()
    library = ctypes.CDLL(f"{program}/libmergedlo.so", mode=ctypes.RTLD_GLOBAL)
    library.libreofficekit_hook_2.restype = POINTER
    library.libreofficekit_hook_2.argtypes = [TEXT, TEXT]
    kit = library.libreofficekit_hook_2(program.encode(), f"file://{folder}/profile".encode())
    functions = table(kit, Kit)

    def convert() -> None:
        document = functions.load(kit, f"file://{folder}/in.docx".encode())
        own = table(document, Document)
        if not own.save_as(document, f"file://{folder}/out.pdf".encode(), b"pdf", b""):
            raise SystemExit("LibreOfficeKit did not convert")
        own.destroy(document)

    convert()
    print((time.perf_counter() - begin) * 1000, flush=True)
    for _ in sys.stdin:
        begin = time.perf_counter()
        convert()
        print((time.perf_counter() - begin) * 1000, flush=True)
    os._exit(0)


if __name__ == "__main__":
    main()
