"""What is known of a document beside its docflow, as docflows tell it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from inkpost.faces.diadoc import proto as pb
from inkpost.faces.diadoc.translate.docflow_parts import at, ids
from inkpost.faces.diadoc.translate.document import DIRECTIONS, LOCKS
from inkpost.faces.diadoc.translate.message import KINDS
from inkpost.faces.diadoc.translate.names import box_of, department_of
from inkpost.model.docflow import Side
from inkpost.model.exchange import MessageKind
from inkpost.operations.exchange_docflow_views import DocflowView

TYPES = {Side.SENDER: "Sender", Side.PROXY: "Proxy", Side.RECIPIENT: "Recipient"}
ROLES = {Side.SENDER: "default:sender", Side.PROXY: "default:proxy", Side.RECIPIENT: "default:recipient"}


def info_v3(given: DocflowView) -> pb.DocumentInfoV3:
    """The metadata of the third and the fourth version."""
    made = pb.DocumentInfoV3(**_common(given))
    made.Participants.IsInternal = given.document.message.internal
    made.Participants.IsCrossBorder = False
    for side, box, place in _ends(given):
        getattr(made.Participants, TYPES[side]).CopyFrom(
            pb.DocumentParticipant(
                BoxId=box_of(given.names, box), DepartmentId=department_of(given.names, place), IsRoaming=False
            )
        )
    return made


def info_v5(given: DocflowView) -> pb.DocumentInfoV5:
    """The metadata of the fifth version."""
    made = pb.DocumentInfoV5(**_common(given))
    made.Participants.Participants.extend(participants(given).values())
    return made


def participants(given: DocflowView) -> dict[Side, pb.DocumentParticipantV2]:
    """Who takes part."""
    return {
        side: pb.DocumentParticipantV2(
            BoxId=box_of(given.names, box),
            DepartmentId=department_of(given.names, place),
            Role=ROLES[side],
            Flags=pb.DocumentParticipantFlags(IsRoaming=False, IsCrossborder=False, IsForeign=False),
            Type=TYPES[side],
            IsCurrentBox=box == given.box.id,
        )
        for side, box, place in _ends(given)
    }


def _ends(given: DocflowView) -> Iterator[tuple[Side, int, int | None]]:
    """Each side with its box, and the department that the document is in there as far as this box knows."""
    message, held = given.document.message, given.document.held
    own = held.department_id
    if message.internal:
        yield Side.SENDER, message.from_box_id, held.from_department_id
        yield Side.RECIPIENT, message.from_box_id, held.to_department_id
        return
    ends = (
        (Side.SENDER, message.from_box_id, message.from_department_id),
        (Side.PROXY, message.proxy_box_id, message.proxy_department_id),
        (Side.RECIPIENT, message.to_box_id, message.to_department_id),
    )
    for side, box, place in ends:
        if box is not None:
            yield side, box, own if box == given.box.id else place


def _common(given: DocflowView) -> dict[str, Any]:
    held, known, message = given.document.held, given.document.document, given.document.message
    letter = message.kind is MessageKind.LETTER
    return {
        "FullVersion": pb.FullVersion(TypeNamedId=known.type_name, Function=known.function, Version=known.version),
        "MessageType": KINDS[message.kind],
        "WorkflowId": known.workflow_id,
        "DocumentDirection": DIRECTIONS[held.folder],
        "DepartmentId": department_of(given.names, held.department_id),
        "CustomDocumentId": known.custom_id or None,
        "Metadata": [pb.MetadataItem(Key=key, Value=text) for key, text in known.metadata],
        "CustomData": [pb.CustomDataItem(Key=key, Value=text) for key, text in held.custom_data],
        "DocumentLinks": pb.DocumentLinks(
            InitialIds=ids(given.document.initial), SubordinateIds=ids(given.document.subordinate)
        ),
        "PacketInfo": pb.PacketInfo(
            LockMode=LOCKS[message.lock_mode], PacketId=str(known.packet), AddedAt=at(known.created_at)
        ),
        "IsRead": held.read_at is not None,
        "IsDeleted": held.deleted_at is not None,
        "IsInvitation": False,
        "LetterInfo": _letter(given) if letter else None,
        "DraftInfo": None if letter else _draft(given),
        "Origin": pb.Origin(MessageType="Draft", MessageId=str(given.draft)) if given.draft else None,
        "EditingSettingId": known.editing_id,
        "HasUnreadOutOfWorkflowUniversalMessages": False,
    }


def _letter(given: DocflowView) -> pb.DocumentLetterInfo:
    return pb.DocumentLetterInfo(IsEncrypted=given.threads.document.encrypted, IsTest=given.document.message.test)


def _draft(given: DocflowView) -> pb.DocumentDraftInfo:
    message = given.document.message
    return pb.DocumentDraftInfo(
        IsRecycled=message.recycled_at is not None,
        IsLocked=message.draft_locked,
        TransformedToLetterIds=[str(each) for each in given.made_of_draft],
    )
