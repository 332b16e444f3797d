"""Documents in the tax service's forms, without a database and a wire: what titles say, and the papers
that accompany it (receipts, notices, revocations, the operator's confirmations), read and written."""

from inkpost.engines.papers.answers import Answered, Outcome, answered_in
from inkpost.engines.papers.forms import (
    MOSCOW,
    Company,
    ElectronicPower,
    Fio,
    Foreigner,
    Individual,
    Operator,
    Paper,
    PaperKind,
    PaperPower,
    Party,
    Signer,
    file_id,
    moscow,
    newest,
)
from inkpost.engines.papers.generating import NotWritable, xml_of
from inkpost.engines.papers.parsing import paper_of
from inkpost.engines.papers.reading import NotReadable
from inkpost.engines.papers.signers import PositionSource, SignerWanted, signer_of
from inkpost.engines.papers.titles import Said, said_of

__all__ = [
    "MOSCOW",
    "Answered",
    "Company",
    "ElectronicPower",
    "Fio",
    "Foreigner",
    "Individual",
    "NotReadable",
    "NotWritable",
    "Operator",
    "Outcome",
    "Paper",
    "PaperKind",
    "PaperPower",
    "Party",
    "PositionSource",
    "Said",
    "Signer",
    "SignerWanted",
    "answered_in",
    "file_id",
    "moscow",
    "newest",
    "paper_of",
    "said_of",
    "signer_of",
    "xml_of",
]
