"""What a box decided within itself on a document or on a request to revoke it, as docflows tell it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from inkpost.engines.docflow import Approval, Standing
from inkpost.faces.diadoc import proto as pb
from inkpost.faces.diadoc.translate.docflow_parts import author, entity, signature
from inkpost.faces.diadoc.translate.document import target
from inkpost.faces.diadoc.translate.message import REQUESTS, RESOLUTIONS
from inkpost.model.docflow import EntityKind, ResolutionKind
from inkpost.model.exchange import StoredEntity
from inkpost.operations.exchange_docflow_views import DocflowView

STATUSES: Final = {
    Approval.NONE: "None",
    Approval.APPROVED: "Approved",
    Approval.DISAPPROVED: "Disapproved",
    Approval.APPROVEMENT_REQUESTED: "ApprovementRequested",
    Approval.APPROVING_SIGNATURE_REQUESTED: "ApprovementSignatureRequested",
    Approval.PRIMARY_SIGNATURE_REQUESTED: "PrimarySignatureRequested",
    Approval.ACTIONS_REQUESTED: "ActionsRequested",
    Approval.SIGNATURE_DENIED: "SignatureRequestRejected",
    Approval.SIGNED_APPROVING: "SignedWithApprovingSignature",
    Approval.SIGNED_PRIMARY: "SignedWithPrimarySignature",
    Approval.PRIMARY_REFUSED: "PrimarySignatureRejected",
}
_WAITING: Final = frozenset(
    {
        Approval.APPROVEMENT_REQUESTED,
        Approval.APPROVING_SIGNATURE_REQUESTED,
        Approval.PRIMARY_SIGNATURE_REQUESTED,
        Approval.ACTIONS_REQUESTED,
    }
)
_ANSWERS: Final = frozenset(
    {EntityKind.RESOLUTION, EntityKind.SIGNATURE, EntityKind.RECIPIENT_TITLE, EntityKind.REFUSAL}
)


def resolution(given: DocflowView) -> pb.ResolutionDocflowV3 | None:
    """How far the box is: with revoking, where it has said anything of that, else with the document."""
    revocation = given.threads.revocation
    parent, standing = given.threads.document.id, given.said.approval
    if revocation is not None and given.said.revocation_approval.approval is not Approval.NONE:
        parent, standing = revocation.given.id, given.said.revocation_approval
    if standing.approval is Approval.NONE:
        return None
    return pb.ResolutionDocflowV3(
        IsFinished=finished(standing),
        ParentEntityId=str(parent),
        ResolutionStatus=STATUSES[standing.approval],
        ResolutionEntityId=str(standing.by.id) if standing.by else None,
    )


def resolution_v5(given: DocflowView, of: UUID, standing: Standing) -> pb.ResolutionDocflowV5 | None:
    """How far the box is with one target."""
    entities = resolution_entities(given, of)
    if entities is None and standing.approval is Approval.NONE:
        return None
    return pb.ResolutionDocflowV5(
        IsFinished=finished(standing),
        ResolutionStatus=STATUSES[standing.approval],
        CurrentResolutionEntityId=str(standing.by.id) if standing.by else None,
        ResolutionEntities=entities,
    )


def finished(standing: Standing) -> bool:
    """Whether nothing is asked of anybody in the box."""
    return standing.approval not in _WAITING


def resolution_entities(given: DocflowView, of: UUID) -> pb.ResolutionEntitiesV3 | None:
    """Requests, decisions, approving signatures and denials about a target that stand; none where there are none."""
    known = given.document.entities
    gone = {each.parent for each in known if each.kind is EntityKind.CANCELLATION}
    about = [each for each in known if each.parent == of and each.guid not in gone]
    requests = [each for each in about if each.kind is EntityKind.RESOLUTION_REQUEST]
    named = {each.guid for each in requests}
    denials = [
        each
        for each in known
        if each.kind is EntityKind.RESOLUTION_REQUEST_DENIAL and each.parent in named and each.guid not in gone
    ]
    resolved = {each.guid: _resolved(given, each, [*about, *denials]) for each in requests}
    made = pb.ResolutionEntitiesV3(
        Requests=[_request(given, each, resolved[each.guid]) for each in requests],
        Resolutions=[_decision(given, each, resolved) for each in about if each.kind is EntityKind.RESOLUTION],
        ApprovementSignatures=[_signed(given, each, resolved) for each in about if each.approvement],
        SignatureDenials=[_denial(given, each) for each in denials],
    )
    return made if made.ByteSize() else None


def _resolved(given: DocflowView, request: StoredEntity, others: Sequence[StoredEntity]) -> UUID | None:
    """What answered a request: its denial, or the first thing after it that the box did about the same target."""
    for each in sorted(others, key=lambda one: one.place):
        if each.kind is EntityKind.RESOLUTION_REQUEST_DENIAL and each.parent == request.guid:
            return each.guid
        if each.kind in _ANSWERS and each.box_id == given.box.id and each.place > request.place:
            return each.guid
    return None


def _asked(resolved: dict[UUID, UUID | None], by: StoredEntity) -> str | None:
    """The last request that something answered."""
    found = [str(request) for request, answer in resolved.items() if answer == by.guid]
    return found[-1] if found else None


def _request(given: DocflowView, of: StoredEntity, resolved: UUID | None) -> pb.ResolutionRequestV3:
    return pb.ResolutionRequestV3(
        Entity=entity(given, of),
        Target=target(of, given.names, user="target_user_id", department="target_department_id"),
        AuthorUserId=author(given, of),
        RequestType=REQUESTS[of.resolution or ResolutionKind.CUSTOM],
        ResolvedWith=str(resolved) if resolved else None,
    )


def _decision(given: DocflowView, of: StoredEntity, resolved: dict[UUID, UUID | None]) -> pb.ResolutionV3:
    return pb.ResolutionV3(
        Entity=entity(given, of),
        ResolutionRequestId=_asked(resolved, of),
        AuthorUserId=author(given, of),
        ResolutionType=RESOLUTIONS.get(of.resolution or ResolutionKind.CUSTOM, "UndefinedResolutionType"),
    )


def _signed(given: DocflowView, of: StoredEntity, resolved: dict[UUID, UUID | None]) -> pb.ApprovementSignatureV3:
    return pb.ApprovementSignatureV3(
        Signature=signature(given, of), ResolutionRequestId=_asked(resolved, of), AuthorUserId=author(given, of)
    )


def _denial(given: DocflowView, of: StoredEntity) -> pb.SignatureDenialV3:
    return pb.SignatureDenialV3(
        Entity=entity(given, of), ResolutionRequestId=str(of.parent), AuthorUserId=author(given, of)
    )
