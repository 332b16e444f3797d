"""Keeps compiled templates, so that each is compiled once."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict

from inkpost.engines.docx.compiler import compile_template
from inkpost.engines.docx.limits import DEFAULT_LIMITS, MEBIBYTE, Limits
from inkpost.engines.docx.program import Program


class ProgramCache:
    """The programs used last, bounded by number and by bytes of memory; safe to share between threads."""

    def __init__(
        self, max_programs: int = 128, max_bytes: int = 256 * MEBIBYTE, limits: Limits = DEFAULT_LIMITS
    ) -> None:
        self._programs: OrderedDict[str, Program] = OrderedDict()
        self._lock = threading.Lock()
        self._max_programs, self._max_bytes, self._limits = max_programs, max_bytes, limits
        self._bytes = 0

    def get(self, sha256: str) -> Program | None:
        """The program of the template with this digest, if it is kept."""
        with self._lock:
            program = self._programs.get(sha256)
            if program is not None:
                self._programs.move_to_end(sha256)
            return program

    def compile(self, data: bytes) -> Program:
        """The template's program, compiled unless it is kept. Raises DocxRefused."""
        known = self.get(hashlib.sha256(data).hexdigest())
        if known is not None:
            return known
        program = compile_template(data, self._limits)
        self._keep(program)
        return program

    def _keep(self, program: Program) -> None:
        with self._lock:
            if program.sha256 not in self._programs:
                self._programs[program.sha256] = program
                self._bytes += program.weight
            while self._programs and (len(self._programs) > self._max_programs or self._bytes > self._max_bytes):
                _, oldest = self._programs.popitem(last=False)
                self._bytes -= oldest.weight

    def __len__(self) -> int:
        return len(self._programs)
