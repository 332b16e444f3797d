"""DOCX to PDF to PNG: supervised LibreOffice processes and PDFium."""

from inkpost.engines.convert.converter import Converter
from inkpost.engines.convert.drawing import Drawer
from inkpost.engines.convert.isolation import Isolation
from inkpost.engines.convert.office import find_office
from inkpost.engines.convert.pictures import page_pictures
from inkpost.engines.convert.sanitise import strip_external
from inkpost.engines.convert.settings import ConversionFailed, ConverterSettings

__all__ = [
    "ConversionFailed",
    "Converter",
    "ConverterSettings",
    "Drawer",
    "Isolation",
    "find_office",
    "page_pictures",
    "strip_external",
]
