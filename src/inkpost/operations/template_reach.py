"""Which templates a caller may change, and what is known of one before any document."""

from __future__ import annotations

from inkpost.errors import InkpostError, Reason
from inkpost.model.numbering import Words
from inkpost.model.people import Level, Right
from inkpost.model.templates import Template
from inkpost.operations.kit import Work
from inkpost.store import numbering, people
from inkpost.store import templates as stored


def reached_template(work: Work, template_id: int, module: str) -> Template:
    """A template that is not deleted and that the caller may change. Raises NOT_FOUND, FORBIDDEN, DELETED."""
    template = found(work, template_id, module)
    demand_reach(work, template)
    if template.deleted:
        raise InkpostError(Reason.DELETED, "Cannot get fields from deleted template", subject="template")
    return template


def found(work: Work, template_id: int, module: str, *, lock: bool = False) -> Template:
    template = stored.find(work.db, work.organization_id, template_id, lock=lock)
    if template is None or template.module != module:
        raise InkpostError(Reason.NOT_FOUND, "Template not found", subject="template")
    return template


def reach(work: Work) -> list[int] | None:
    """Whose templates the caller may modify; None: everybody's."""
    level = work.level(Right.TEMPLATES_MODIFY)
    if level is Level.ALL:
        return None
    return [work.user_id] if level is Level.OWN else people.colleagues(work.db, work.user_id)


def demand_reach(work: Work, template: Template) -> None:
    makers = reach(work)
    if makers is not None and template.created_by not in makers:
        raise InkpostError(
            Reason.FORBIDDEN,
            "You do not have permissions to modify this template",
            subject="template",
            action="modify",
        )


def next_number(work: Work, template: Template, words: Words | None = None) -> str:
    if template.numerator_id is None:
        return ""
    numerator = numbering.find(work.db, work.organization_id, template.numerator_id)
    if numerator is None:
        return ""
    return numbering.preview(work.db, numerator, work.now, work.caller.organization.timezone, more=words)
