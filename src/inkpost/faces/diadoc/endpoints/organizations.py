"""Organisations and boxes: one's own, and what is public of others."""

from __future__ import annotations

from uuid import UUID

from inkpost.errors import InkpostError, Reason
from inkpost.faces.diadoc import proto as pb
from inkpost.faces.diadoc.queries import BoxId, Query
from inkpost.faces.diadoc.routes import endpoint
from inkpost.faces.diadoc.translate import counteragents, organizations
from inkpost.faces.diadoc.translate.common import read_department
from inkpost.operations import exchange_organizations as operations
from inkpost.operations.kit import Work


class GetMyOrganizations(Query, frozen=True):
    """``auto_register`` is heard and has no effect: nobody comes to be an employee by signing in."""

    auto_register: bool = True


class OfBox(Query, frozen=True):
    """A box."""

    box_id: BoxId


class GetOrganization(Query, frozen=True):
    """One of these says which; ``kpp`` belongs to ``inn``."""

    org_id: UUID | None = None
    box_id: BoxId | None = None
    fns_participant_id: str | None = None
    inn: str | None = None
    kpp: str = ""


class GetOrganizationsByInnKpp(Query, frozen=True):
    """``include_relations``: with how often each was invited."""

    inn: str
    kpp: str = ""
    include_relations: bool = False


class GetOrganizationsByInnList(Query, frozen=True):
    """With one's own organisation, what each is to that."""

    my_org_id: UUID | None = None


class GetOrganizationsByInnListV2(Query, frozen=True):
    """With one's own box, what each is to that."""

    my_box_id: BoxId | None = None


class GetDepartment(Query, frozen=True):
    """A department of an organisation."""

    org_id: UUID
    department_id: str


@endpoint("GET", "/GetMyOrganizations", query=GetMyOrganizations, answer=pb.OrganizationList)
def get_my_organizations(work: Work, query: GetMyOrganizations) -> pb.OrganizationList:
    """The organisations that the caller works in."""
    return organizations.organizations(operations.mine(work))


@endpoint("GET", "/GetBox", query=OfBox, answer=pb.Box)
def get_box(work: Work, query: OfBox) -> pb.Box:
    """A box with its organisation, anybody's."""
    return organizations.box(operations.by_box(work, query.box_id))


@endpoint("GET", "/GetOrganization", query=GetOrganization, answer=pb.Organization)
def get_organization(work: Work, query: GetOrganization) -> pb.Organization:
    """An organisation by one of its identifiers."""
    ways = (query.org_id, query.box_id, query.fns_participant_id, query.inn)
    if sum(way is not None for way in ways) != 1:
        message = "The query takes exactly one of orgId, boxId, fnsParticipantId and inn"
        reason = Reason.PARAMETER_INVALID if any(way is not None for way in ways) else Reason.PARAMETER_MISSING
        raise InkpostError(reason, message, subject="orgId")
    if query.org_id is not None:
        return organizations.organization(operations.by_person(work, query.org_id))
    if query.box_id is not None:
        return organizations.organization(operations.by_box(work, query.box_id))
    if query.fns_participant_id is not None:
        return organizations.organization(operations.by_participant(work, query.fns_participant_id))
    return organizations.organization(operations.by_inn(work, query.inn or "", query.kpp))


@endpoint("GET", "/GetOrganizationsByInnKpp", query=GetOrganizationsByInnKpp, answer=pb.OrganizationList)
def get_organizations_by_inn_kpp(work: Work, query: GetOrganizationsByInnKpp) -> pb.OrganizationList:
    """The organisations with an INN, and a KPP where one is given."""
    found = operations.with_inn(work, query.inn, query.kpp, invitations=query.include_relations)
    return organizations.organizations(found)


@endpoint(
    "POST",
    "/GetOrganizationsByInnList",
    query=GetOrganizationsByInnList,
    body=pb.GetOrganizationsByInnListRequest,
    answer=pb.GetOrganizationsByInnListResponse,
)
def get_organizations_by_inn_list(
    work: Work, query: GetOrganizationsByInnList, given: pb.GetOrganizationsByInnListRequest
) -> pb.GetOrganizationsByInnListResponse:
    """The organisations of several INNs, and what they are to one's own."""
    return _by_inn_list(work, given, query.my_org_id)


@endpoint(
    "POST",
    "/V2/GetOrganizationsByInnList",
    query=GetOrganizationsByInnListV2,
    body=pb.GetOrganizationsByInnListRequest,
    answer=pb.GetOrganizationsByInnListResponse,
)
def get_organizations_by_inn_list_v2(
    work: Work, query: GetOrganizationsByInnListV2, given: pb.GetOrganizationsByInnListRequest
) -> pb.GetOrganizationsByInnListResponse:
    """The same by one's own box."""
    mine = UUID(operations.own(work, query.my_box_id).person_guid) if query.my_box_id else None
    return _by_inn_list(work, given, mine)


@endpoint("GET", "/GetDepartment", query=GetDepartment, answer=pb.Department)
def get_department(work: Work, query: GetDepartment) -> pb.Department:
    """A department of one's own organisation or of a counterparty's."""
    wanted = read_department("departmentId", query.department_id)
    box, found, guids = operations.department(work, query.org_id, wanted)
    return organizations.department(box, found, guids)


@endpoint("GET", "/GetOrganizationFeatures", query=OfBox, answer=pb.OrganizationFeatures)
def get_organization_features(work: Work, query: OfBox) -> pb.OrganizationFeatures:
    """What is switched on for one's own box."""
    return organizations.features(operations.own(work, query.box_id))


def _by_inn_list(
    work: Work, given: pb.GetOrganizationsByInnListRequest, mine: UUID | None
) -> pb.GetOrganizationsByInnListResponse:
    found = operations.with_inns(work, list(given.InnList), mine)
    return pb.GetOrganizationsByInnListResponse(Organizations=[counteragents.with_status(each) for each in found])
