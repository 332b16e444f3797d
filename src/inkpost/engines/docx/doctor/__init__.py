"""The template doctor: what is wrong with a template, where, and what to do about it."""

from inkpost.engines.docx.doctor.examination import MOST_FAULTS, Report, Request, examine
from inkpost.engines.docx.doctor.faults import CODES, Fault, Place, Severity, Spot
from inkpost.engines.docx.doctor.fontconfig import Fonts, SystemFonts
from inkpost.engines.docx.doctor.known import Known
from inkpost.engines.docx.doctor.telling import told

__all__ = [
    "CODES",
    "MOST_FAULTS",
    "Fault",
    "Fonts",
    "Known",
    "Place",
    "Report",
    "Request",
    "Severity",
    "Spot",
    "SystemFonts",
    "examine",
    "told",
]
