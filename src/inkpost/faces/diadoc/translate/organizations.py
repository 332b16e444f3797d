"""Organisations and boxes on the wire. One of them here is an organisation there: it has one box."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from inkpost.faces.diadoc import proto as pb
from inkpost.faces.diadoc.translate.common import HEAD, address, wire_box
from inkpost.model.boxes import Box
from inkpost.model.departments import Department
from inkpost.operations.exchange_parties import Party


def box(found: Party) -> pb.Box:
    """A box with its organisation."""
    answer = _box(found.box)
    answer.Organization.CopyFrom(organization(found))
    return answer


def organization(found: Party) -> pb.Organization:
    """An organisation with its box and what the caller sees of its departments."""
    box = found.box
    guids = {each.id: each.guid for each in found.departments}
    return pb.Organization(
        OrgId=box.person_guid,
        Inn=box.inn,
        Kpp=box.kpp or None,
        FullName=box.full_name,
        ShortName=box.title,
        Boxes=[_box(box)],
        Ogrn=box.ogrn or None,
        FnsParticipantId=box.participant_id,
        Address=address(box.address),
        Departments=[_department(box, each, guids) for each in found.departments],
        IfnsCode=box.tax_office or None,
        IsPilot=False,
        IsActive=found.active,
        IsTest=box.test,
        IsBranch=box.branch,
        IsRoaming=False,
        IsEmployee=found.mine,
        InvitationCount=found.invitations,
        Sociability=pb.Sociability.CounteragentsOnly if box.partners_only else pb.Sociability.AllOrganizations,
        IsForeign=False,
        OrganizationType=pb.OrganizationType.Individual if box.individual else pb.OrganizationType.Juridical,
        ReadyForEpdStatus=pb.ReadyForEpdStatus.UndefinedEpdStatus,
    )


def organizations(found: Iterable[Party]) -> pb.OrganizationList:
    """Several."""
    return pb.OrganizationList(Organizations=[organization(each) for each in found])


def department(box: Box, found: Department, guids: Mapping[int, str]) -> pb.Department:
    """A department as others see it; ``guids`` of those above it."""
    return _department(box, found, guids)


def features(box: Box) -> pb.OrganizationFeatures:
    """What is switched on for a box; nothing here blocks sending."""
    blocked = pb.BlockStatus(
        ManualBlockStatus=pb.ManualBlockStatus(IsBlocked=False), AutoBlockStatus=pb.AutoBlockStatus(IsBlocked=False)
    )
    return pb.OrganizationFeatures(BlockStatus=blocked, Features=FEATURES)


FEATURES = ("AllowApprovementSignatures", "AllowProxifiedDocuments", "AllowSendLockedPackets")


def _box(box: Box) -> pb.Box:
    return pb.Box(
        BoxId=wire_box(box.guid),
        BoxIdGuid=box.guid,
        Title=box.title,
        InvoiceFormatVersion=pb.OrganizationInvoiceFormatVersion.v5_02,
        EncryptedDocumentsAllowed=False,
    )


def _department(box: Box, found: Department, guids: Mapping[int, str]) -> pb.Department:
    is_head = found.id == box.head_department_id
    return pb.Department(
        DepartmentId=HEAD if is_head else found.guid,
        ParentDepartmentId=guids.get(found.parent_id or 0, HEAD),
        Name=found.name,
        Abbreviation=found.abbreviation or None,
        Kpp=found.kpp or None,
        Address=address(found.address),
        IsDisabled=False,
    )
