"""What a DOCX that is sent to be signed is filled with out of the linked system of personnel records.

``{Employee.code}`` stands for a field of the first signer, ``{Representative.code}`` for one of the assignee. Values
that are kept and still hold are taken; for others the system is asked when the document is sent, and the making ready
waits until its job ends. What has not come by then stays empty.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from inkpost.engines.docx import DocxRefused, Program
from inkpost.model.files import StoredFile
from inkpost.model.hcmlink import Asked, Company, Job
from inkpost.model.signatures import Member, Role, SentDocument
from inkpost.operations.hcmlink_common import ask
from inkpost.operations.kit import Services, Work
from inkpost.store import hcmlink, hcmlink_jobs
from inkpost.store import signatures as stored

WHOSE: Final = {"Employee.": Role.SIGNER, "Representative.": Role.ASSIGNEE}
Pair = tuple[str, str]
"""The codes of an employee and of a field."""


def asked(work: Work, company: Company, file: StoredFile, members: Sequence[Member]) -> Job | None:
    """Ask the linked system for the values that the file takes and that are not at hand; None where none is missing."""
    try:
        wanted = set(_wanted(work.program(file.id), company, members).values())
    except DocxRefused:  # making it ready says so
        return None
    missing = wanted - hcmlink_jobs.values_of(work.db, company.id, _employees(wanted), now=work.now).keys()
    if not missing:
        return None
    fields = sorted({field for _, field in missing})
    return ask(work, company, Asked.VALUES, employees=_employees(missing), fields=fields)


def filled(services: Services, document: SentDocument, content: bytes) -> bytes:
    """The file with the values that are there; as it is where it takes none. Raises DocxRefused."""
    with services.engine.begin() as db:
        company = hcmlink.by_code(db, document.organization_id, document.company_guid)
        members = stored.members(db, document.id)
    if not document.company_guid or company is None:
        return content
    program = services.programs.compile(content)
    wanted = _wanted(program, company, members)
    if not wanted:
        return content
    with services.engine.begin() as db:
        known = hcmlink_jobs.values_of(db, company.id, _employees(wanted.values()), now=services.clock())
    # Whatever else stands in braces is no field here, and stays.
    others = {each.name: f"{{{each.name}}}" for each in program.placeholders if each.name not in wanted}
    return program.fill({**others, **{name: known.get(pair, "") for name, pair in wanted.items()}})


def _wanted(program: Program, company: Company, members: Sequence[Member]) -> Mapping[str, Pair]:
    """Whose field each placeholder stands for."""
    codes = {each.code for each in company.fields}
    found: dict[str, Pair] = {}
    for name in {each.name for each in program.placeholders}:
        prefix = next((each for each in WHOSE if name.startswith(each)), "")
        employee = _first(members, WHOSE[prefix]) if prefix else ""
        if employee and name.removeprefix(prefix) in codes:
            found[name] = employee, name.removeprefix(prefix)
    return found


def _first(members: Sequence[Member], role: Role) -> str:
    return next((each.employee_code for each in members if each.role is role and each.employee_code), "")


def _employees(pairs: Collection[Pair]) -> list[str]:
    return sorted({employee for employee, _ in pairs})
