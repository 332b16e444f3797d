"""``/trust-settings``: for who may change settings: people's certificates, companies' seals, timestamp authorities."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from starlette.responses import Response

from inkpost.errors import InkpostError, Reason
from inkpost.faces.console import acts
from inkpost.faces.console.pages.certificates import REASONS, elsewhere, number_of, read_form, shown
from inkpost.faces.console.uploads import Form
from inkpost.faces.console.visit import Visit
from inkpost.model.people import Caller
from inkpost.model.signatures import Unrecognised
from inkpost.model.trust import Purpose, StampAuthority
from inkpost.operations import signing_certificates, signing_lists, trust
from inkpost.operations.kit import Work, working
from inkpost.operations.trust_issuing import LARGEST_FILE

HERE = "/trust-settings"
MOST_BODY = 2 * LARGEST_FILE + 64 * 1024
"""A key with its certificates, the issuers that it lacks, and the form around them."""


def show(visit: Visit) -> Response:
    """``GET /trust-settings``. Raises FORBIDDEN."""
    return acts.shown(visit, _page)


def act(visit: Visit) -> Response:
    """``POST /trust-settings/{act}``."""
    form, name = read_form(visit), visit.path["act"]
    return acts.done(visit, lambda work: _ACTS[name](work, form), _page, lambda _: HERE, _ACTS)


def _page(visit: Visit, caller: Caller, status: int = 200, *, error: str = "") -> Response:
    language = visit.words["language"]
    with working(visit.services, caller) as work:
        every, now = trust.every(work), work.now
        registered, stampers = signing_certificates.every(work), trust.stampers(work)
        companies = [_company(work, each, caller, language) for each in trust.companies(work)]
        names = signing_lists.names_of(
            work, [each.user_id for each in every if each.user_id] + [each.user_id for each in registered]
        )
    people = [each for each in every if each.purpose is Purpose.PERSON]
    return visit.with_form(
        "trust_settings.html",
        status,
        person=caller.user.full_name,
        people=[(names[each.user_id or 0], shown(each, caller, language, now)) for each in people],
        registered=[(names[each.user_id], elsewhere(each, caller, language)) for each in registered],
        companies=companies,
        stampers=stampers,
        reasons=REASONS,
        rules=tuple(each.value for each in Unrecognised),
        error=error,
    )


def _company(work: Work, company: tuple[int, str], caller: Caller, language: str) -> Mapping[str, Any]:
    number, title = company
    found = trust.seals(work, number)
    used = next((each.id for each in found if each.usable(work.now)), 0)
    rows = [(shown(each, caller, language, work.now, in_use=each.id == used), each.usable(work.now)) for each in found]
    rule = signing_certificates.rule(work, number)
    return {"id": number, "title": title, "seals": rows, "used": used, "rule": rule.value}


def _revoke(work: Work, form: Form) -> None:
    work_on = number_of(form)
    if work_on not in {each.id for each in trust.every(work)}:
        raise InkpostError(Reason.NOT_FOUND, "Certificate not found", subject="certificate")
    trust.revoke(work, work_on, form.fields.get("reason", ""))


def _make_seal(work: Work, form: Form) -> None:
    trust.make_seal(work, number_of(form, "company"))


def _import_seal(work: Work, form: Form) -> None:
    file, chain = form.files.get("file", b""), form.files.get("chain", b"")
    trust.import_seal(work, number_of(form, "company"), file, form.fields.get("password", ""), chain)


def _choose_seal(work: Work, form: Form) -> None:
    trust.choose_seal(work, number_of(form))


def _rule(work: Work, form: Form) -> None:
    signing_certificates.set_rule(work, number_of(form, "company"), form.fields.get("unrecognised", ""))


def _register(work: Work, form: Form) -> None:
    whose = signing_lists.colleague(work, form.fields.get("login", ""))
    signing_certificates.register(work, whose, form.files.get("certificate", b""))


def _forget(work: Work, form: Form) -> None:
    work.demand(signing_certificates.every.right)  # type: ignore[attr-defined]
    signing_certificates.forget(work, number_of(form))


def _add_stamper(work: Work, form: Form) -> None:
    anchors = form.files.get("anchors", b"").decode("utf-8", "replace")
    added = StampAuthority(form.fields.get("url", "").strip(), anchors)
    trust.set_stampers(work, [*trust.stampers(work), added])


def _remove_stamper(work: Work, form: Form) -> None:
    found = trust.stampers(work)
    place = _place(form, len(found))
    trust.set_stampers(work, [each for at, each in enumerate(found) if at != place])


def _earlier(work: Work, form: Form) -> None:
    found = trust.stampers(work)
    place = _place(form, len(found))
    if place > 0:
        found[place - 1], found[place] = found[place], found[place - 1]
    trust.set_stampers(work, found)


def _place(form: Form, count: int) -> int:
    """Which of the authorities is meant, as the page showed them. Raises NOT_FOUND (``certificate``)."""
    place = number_of(form, "place")
    if not 1 <= place <= count:
        raise InkpostError(Reason.NOT_FOUND, "There is no such timestamp authority", subject="certificate")
    return place - 1


_ACTS: Mapping[str, Callable[[Work, Form], None]] = {
    "revoke": _revoke,
    "make-seal": _make_seal,
    "import-seal": _import_seal,
    "choose-seal": _choose_seal,
    "rule": _rule,
    "register": _register,
    "forget": _forget,
    "add-stamper": _add_stamper,
    "remove-stamper": _remove_stamper,
    "earlier": _earlier,
}
