"""Which requisites and accounts an object uses: the client's and the seller's, both those of whom it names."""

from __future__ import annotations

from inkpost.errors import InkpostError, Reason
from inkpost.model.crm import CrmItem
from inkpost.model.crm_fields import COMPANY, CONTACT
from inkpost.model.listing import ListQuery
from inkpost.model.people import Right
from inkpost.model.requisites import BankDetail, Requisite, RequisiteLink
from inkpost.operations.crm_owners import has_links, owner, record, seen, undefined
from inkpost.operations.crm_rights import sight
from inkpost.operations.kit import Work, operation
from inkpost.store import crm_items, crm_types
from inkpost.store import crm_requisites as stored


@operation(right=Right.SIGNED_IN)
def register(work: Work, link: RequisiteLink) -> None:
    """Let an object use these requisites and accounts; 0 is none, below 0 is no answer.

    Raises PARAMETER_INVALID (what names nothing), NOT_FOUND (owner; linked: requisites, account), FORBIDDEN, CONFLICT
    (linked: those of somebody else).
    """
    _check_named(work, link.entity_type_id, link.entity_id, ("entity_type_id", "entity_id"))
    for name in ("requisite_id", "bank_detail_id", "my_requisite_id", "my_bank_detail_id"):
        if getattr(link, name) < 0:
            raise undefined(name)
    item = owner(work, link.entity_type_id, link.entity_id, Right.CRM_MODIFY)
    _check_account(work, _client(work, item, link.requisite_id), link.bank_detail_id, "")
    _check_account(work, _seller(work, item, link.my_requisite_id), link.my_bank_detail_id, " of your company")
    stored.put_link(work.db, work.organization_id, link)
    record(work, "requisite_link.put", item.number, type_id=link.entity_type_id)


@operation(right=Right.SIGNED_IN)
def unregister(work: Work, entity_type_id: int, entity_id: int) -> bool:
    """Forget what an object uses; whether it used any. Raises PARAMETER_INVALID, NOT_FOUND (owner), FORBIDDEN."""
    _check_named(work, entity_type_id, entity_id, ("entityTypeId", "entityId"))
    owner(work, entity_type_id, entity_id, Right.CRM_MODIFY)
    removed = stored.remove_link(work.db, work.organization_id, entity_type_id, entity_id)
    if removed:
        record(work, "requisite_link.deleted", entity_id, type_id=entity_type_id)
    return removed


@operation(right=Right.SIGNED_IN)
def get(work: Work, entity_type_id: int, entity_id: int) -> RequisiteLink:
    """What an object uses. Raises PARAMETER_INVALID, NOT_FOUND (owner, link), FORBIDDEN (owner)."""
    _check_named(work, entity_type_id, entity_id, ("entityTypeId", "entityId"))
    owner(work, entity_type_id, entity_id, Right.CRM_VIEW)
    found = stored.link_of(work.db, work.organization_id, entity_type_id, entity_id)
    if found is None:
        raise InkpostError(Reason.NOT_FOUND, "Not found", subject="link")
    return found


@operation(right=Right.SIGNED_IN)
def page(work: Work, query: ListQuery) -> tuple[list[RequisiteLink], int | None]:
    """A page of the links of the objects that the caller may see, and how many match. Raises FORBIDDEN."""
    return stored.page_of_links(work.db, work.organization_id, query, seen(work))


def _check_named(work: Work, entity_type_id: int, entity_id: int, names: tuple[str, str]) -> None:
    if not has_links(work, entity_type_id):
        raise undefined(names[0])
    if entity_id <= 0:
        raise undefined(names[1])


def _client(work: Work, item: CrmItem, requisite_id: int) -> Requisite | None:
    """The requisites of the object's client, who is its company or, without one, its contact."""
    if requisite_id == 0:
        return None
    requisite = _seen_requisite(work, requisite_id)
    if requisite is None:
        raise _missing(f"The Requisite with ID '{requisite_id}' is not found")
    by_contact = bool(item["contactId"]) and not item["companyId"]
    kind, client = (CONTACT, item["contactId"]) if by_contact else (COMPANY, item["companyId"])
    if (requisite.entity_type_id, requisite.entity_id) != (kind, client):
        said = "Contact" if kind == CONTACT else "Company"
        raise _foreign(f"The Requisite with ID '{requisite_id}' is not assigned to {said} with ID '{client or 0}'")
    return requisite


def _seller(work: Work, item: CrmItem, requisite_id: int) -> Requisite | None:
    """The requisites of the own company which the object names; of any own company where it names none."""
    if requisite_id == 0:
        return None
    requisite = _seen_requisite(work, requisite_id)
    if requisite is None or not _is_own(work, requisite):
        raise _missing(f"The Requisite of your company with ID '{requisite_id}' is not found")
    seller = item["mycompanyId"]
    if seller and requisite.entity_id != seller:
        raise _foreign(f"The Requisite with ID '{requisite_id}' is not assigned to your company with ID '{seller}'")
    return requisite


def _seen_requisite(work: Work, requisite_id: int) -> Requisite | None:
    """Requisites of somebody whom the caller sees; others do not exist for the caller."""
    found = stored.find(work.db, work.organization_id, requisite_id)
    kind = crm_types.by_type_id(work.db, work.organization_id, found.entity_type_id) if found else None
    if found is None or kind is None:
        return None
    reach = sight(work, Right.CRM_VIEW)
    return found if crm_items.known(work.db, kind, [found.entity_id], sight=reach) else None


def _is_own(work: Work, requisite: Requisite) -> bool:
    """Whether requisites are those of a company of the organisation's own."""
    kind = crm_types.by_type_id(work.db, work.organization_id, requisite.entity_type_id)
    company = crm_items.find(work.db, kind, requisite.entity_id) if kind and kind.type_id == COMPANY else None
    return company is not None and bool(company["isMyCompany"])


def _check_account(work: Work, requisite: Requisite | None, bank_detail_id: int, whose: str) -> BankDetail | None:
    if bank_detail_id == 0:
        return None
    said = f"The BankDetail{whose} with ID '{bank_detail_id}'"
    found = stored.find_bank_detail(work.db, work.organization_id, bank_detail_id)
    if found is None or _seen_requisite(work, found.requisite_id) is None:
        raise _missing(f"{said} is not found")
    number = requisite.id if requisite else 0
    if found.requisite_id != number:
        raise _foreign(f"{said} is not assigned to Requisite{whose} with ID '{number}'")
    return found


def _missing(message: str) -> InkpostError:
    return InkpostError(Reason.NOT_FOUND, message, subject="linked")


def _foreign(message: str) -> InkpostError:
    return InkpostError(Reason.CONFLICT, message, subject="linked")
