"""What pages of signing for people with an account share: who is there, and the act that a form names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from starlette.responses import Response

from inkpost.errors import InkpostError, Reason
from inkpost.faces.console.errors import status_of
from inkpost.faces.console.pages import signing_words
from inkpost.faces.console.visit import Visit, to
from inkpost.operations.kit import Work, working

Page = Callable[..., Response]
"""Makes the page of a visit and a caller; with a status and ``error``, what stands on it in words."""
Done = TypeVar("Done")


def shown(visit: Visit, page: Page) -> Response:
    """The page, or the way to sign in."""
    caller = visit.caller()
    return page(visit, caller) if caller else visit.to_sign_in()


def done(
    visit: Visit, act: Callable[[Work], Done], page: Page, there: Callable[[Done], str], names: Mapping[str, object]
) -> Response:
    """Do one act and lead ``there``; what is refused and has words stands on the page. Raises the other refusals.

    The path names the act: one of ``names``.
    """
    caller, name = visit.caller(), visit.path["act"]
    if caller is None:
        return visit.to_sign_in()
    if name not in names:
        raise InkpostError(Reason.NOT_FOUND, "There is no such act", subject="act")
    try:
        with working(visit.services, caller) as work:
            made = act(work)
    except InkpostError as fault:
        told = signing_words.fault(fault, visit.words, name, caller.organization.timezone)
        if not told:
            raise
        return page(visit, caller, status_of(fault), error=told)
    return to(there(made))
