"""The DOCX engine: a template is compiled once, and filled by joining its pieces with values."""

from inkpost.engines.docx.cache import ProgramCache
from inkpost.engines.docx.compiled import FillOptions, Placeholder
from inkpost.engines.docx.compiler import compile_template
from inkpost.engines.docx.limits import DocxRefused, Limits
from inkpost.engines.docx.program import Program
from inkpost.engines.docx.values import marks_block

__all__ = [
    "DocxRefused",
    "FillOptions",
    "Limits",
    "Placeholder",
    "Program",
    "ProgramCache",
    "compile_template",
    "marks_block",
]
