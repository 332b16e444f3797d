"""PDFs that are signed: in memory or on the disk, always extended and never rewritten.

A file on the disk is copied by the system and extended in place, so that the memory needed does not grow with it.
"""

from __future__ import annotations

import contextlib
import io
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any, Final, TypeVar

from pyhanko.pdf_utils.generic import DictionaryObject, IndirectObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from inkpost.engines.sign.refusals import Refusal, SignatureRefused

Source = bytes | Path
Found = TypeVar("Found")
CHUNK: Final = 1 << 20
"""How much of a file is hashed or copied at once."""
_NO_CHANGES: Final = 1
_BROKEN: Final = "The file is no PDF, or its structure is damaged."


@contextlib.contextmanager
def opened(source: Source) -> Iterator[IO[bytes]]:
    """The file to read from."""
    with io.BytesIO(source) if isinstance(source, bytes) else source.open("rb") as stream:
        yield stream


def reader_of(stream: IO[bytes]) -> PdfFileReader:
    """A reader of a PDF that is neither broken nor encrypted. Raises SignatureRefused."""
    reader = guarded(lambda: PdfFileReader(stream, strict=True))
    if guarded(lambda: "/Encrypt" in reader.trailer):
        raise SignatureRefused(Refusal.ENCRYPTED, "The PDF is encrypted.")
    guarded(lambda: _touch(reader))
    return reader


def guarded(read: Callable[[], Found], code: Refusal = Refusal.BROKEN, message: str = _BROKEN) -> Found:
    """What ``read`` finds in a file made by anybody: whatever a hostile one makes of the parser, it is refused."""
    try:
        return read()
    except (SignatureRefused, MemoryError, OSError, NameError, ImportError):
        raise
    except Exception as fault:
        # The parser was not written to promise what it raises (KeyError, AttributeError, RecursionError and others).
        raise SignatureRefused(code, message) from fault


def _touch(reader: PdfFileReader) -> None:
    """Whether the document has pages at all."""
    if not isinstance(reader.root["/Pages"], DictionaryObject):
        raise SignatureRefused(Refusal.BROKEN, _BROKEN)


def entry(dictionary: DictionaryObject, key: str, default: Any = None) -> Any:
    """What a dictionary of a PDF has under a key, wherever in the file it stands."""
    if key not in dictionary:
        return default
    return dictionary[key]  # get() would leave it unresolved


def resolved(found: Any) -> Any:
    """The object itself where it is one that stands elsewhere in the file."""
    return found.get_object() if isinstance(found, IndirectObject) else found


def form_of(reader: PdfFileReader) -> DictionaryObject:
    """The form of a document; an empty one where it has none."""
    form = entry(reader.root, "/AcroForm")
    return form if isinstance(form, DictionaryObject) else DictionaryObject()


def refuse_unsignable(reader: PdfFileReader) -> None:
    """Raises SignatureRefused for a form made by a program, two tables of objects, and what its author locked."""
    if "/XFA" in form_of(reader) or entry(reader.root, "/NeedsRendering", False):
        raise SignatureRefused(Refusal.DYNAMIC, "The PDF is an XFA form, whose pages are made by a program.")
    if is_ambiguous(reader):
        raise SignatureRefused(Refusal.AMBIGUOUS, "The PDF has two tables of its objects and must be written anew.")
    if _permission(reader) == _NO_CHANGES:
        raise SignatureRefused(Refusal.LOCKED, "The PDF's first signature allows no changes and no further signatures.")


def is_ambiguous(reader: PdfFileReader) -> bool:
    """Whether old readers and new ones may see different things (a hybrid-reference file)."""
    return bool(reader.xrefs.hybrid_xrefs_present)


def _permission(reader: PdfFileReader) -> int | None:
    permissions = entry(reader.root, "/Perms")
    if not isinstance(permissions, DictionaryObject) or "/DocMDP" not in permissions:
        return None
    references = entry(permissions["/DocMDP"], "/Reference", ())
    for one in map(resolved, references):
        if entry(one, "/TransformMethod") == "/DocMDP":
            return int(entry(one["/TransformParams"], "/P", 2))
    return None


class Extended:
    """A PDF with an update at its end: ``writer`` collects it, ``stream`` has the file to read and write."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream
        reader = reader_of(stream)
        guarded(lambda: refuse_unsignable(reader))
        self.writer: IncrementalPdfFileWriter = guarded(lambda: IncrementalPdfFileWriter.from_reader(reader))

    @property
    def reader(self) -> PdfFileReader:
        """The file as it was."""
        return self.writer.prev


def extend(source: Source, output: Path | None, work: Callable[[Extended], Found]) -> tuple[bytes | None, Found]:
    """Extends a copy of ``source`` by what ``work`` adds, and answers the new bytes (none where ``output`` is a path).

    ``output`` appears whole or not at all, and may be the source itself.
    """
    if output is None:
        memory = io.BytesIO(source if isinstance(source, bytes) else source.read_bytes())
        done = work(Extended(memory))
        return memory.getvalue(), done
    part = output.with_name(f"{output.name}.{os.getpid()}.part")
    try:
        _copy(source, part)
        with part.open("r+b") as stream:
            done = work(Extended(stream))
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(output)
    finally:
        part.unlink(missing_ok=True)
    return None, done


def _copy(source: Source, target: Path) -> None:
    if isinstance(source, bytes):
        target.write_bytes(source)
    else:
        shutil.copyfile(source, target)
