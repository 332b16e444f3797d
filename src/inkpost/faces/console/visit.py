"""One visit of a person to a page: what was asked, in which language, and how to answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from inkpost.errors import InkpostError, Reason
from inkpost.faces.console.templating import Templates
from inkpost.faces.console.uploads import Form, read_form
from inkpost.faces.console.words import Words
from inkpost.faces.kit.requests import WireRequest
from inkpost.faces.kit.sessions import from_here, sign_in_url, signed_in
from inkpost.model.people import Caller
from inkpost.operations.kit import Services

MAX_FIELDS = 20


@dataclass(frozen=True, slots=True)
class Visit:
    """Everything that a page is made from."""

    services: Services
    templates: Templates
    request: Request
    wire: WireRequest
    words: Words

    @property
    def path(self) -> dict[str, Any]:
        """What the address says."""
        found: dict[str, Any] = self.request.path_params
        return found

    def form(self) -> dict[str, str]:
        """The fields of a form from a page of ours. Raises FORBIDDEN for another site's, PARAMETER_INVALID."""
        self._demand_own_form()
        try:
            return dict(parse_qsl(self.wire.body.decode("latin-1"), keep_blank_values=True, max_num_fields=MAX_FIELDS))
        except ValueError:
            raise InkpostError(Reason.PARAMETER_INVALID, "The form has too many fields", subject="form") from None

    def upload(self) -> Form:
        """The fields and files of a form from a page of ours. Raises as ``form``."""
        self._demand_own_form()
        return read_form(self.wire.body, self.wire.content_type)

    def _demand_own_form(self) -> None:
        if not from_here(self.request, self.services.settings):
            raise InkpostError(Reason.FORBIDDEN, "The form came from another site", subject="form")

    def caller(self) -> Caller | None:
        """Who is signed in."""
        found = signed_in(self.services, self.request)
        return self.from_here(found) if found else None

    def from_here(self, caller: Caller) -> Caller:
        """The caller with the address and the program that the visit came from, as records of acts name them."""
        return replace(caller, address=self.wire.address, agent=self.wire.headers.get("user-agent", ""))

    def page(self, name: str, status: int = 200, **context: Any) -> Response:
        """A page out of its template."""
        html = self.templates.render(name, t=self.words, language=self.words["language"], **context)
        return HTMLResponse(html, status, {"vary": "accept-language"})

    def with_form(self, name: str, status: int = 200, **context: Any) -> Response:
        """A page with a form: the browser says to us alone where the form came from."""
        response = self.page(name, status, **context)
        response.headers["referrer-policy"] = "same-origin"
        return response

    def error(self, status: int) -> Response:
        """The page that says why not."""
        known = status if f"error_{status}" in self.words else 500 if status >= 500 else 400
        heading, hint = self.words[f"error_{known}"], self.words[f"error_{known}_hint"]
        return self.page("error.html", status, heading=heading, hint=hint, request_id=self.wire.id)

    def to_sign_in(self) -> Response:
        """Off to the sign-in page, and back here from it."""
        return to(sign_in_url(self.request))


def to(path: str) -> Response:
    """Off to another page of ours."""
    return RedirectResponse(path, 303)
