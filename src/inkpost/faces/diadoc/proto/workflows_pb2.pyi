from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class AmendmentRequestResponseBehaviorValues(_message.Message):
    __slots__ = ()
    class AmendmentRequestResponseBehavior(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
        __slots__ = ()
        Unknown: _ClassVar[AmendmentRequestResponseBehaviorValues.AmendmentRequestResponseBehavior]
        Receipt: _ClassVar[AmendmentRequestResponseBehaviorValues.AmendmentRequestResponseBehavior]
        OperatorConfirmation: _ClassVar[AmendmentRequestResponseBehaviorValues.AmendmentRequestResponseBehavior]
        OperatorConfirmationOrReceipt: _ClassVar[AmendmentRequestResponseBehaviorValues.AmendmentRequestResponseBehavior]
    Unknown: AmendmentRequestResponseBehaviorValues.AmendmentRequestResponseBehavior
    Receipt: AmendmentRequestResponseBehaviorValues.AmendmentRequestResponseBehavior
    OperatorConfirmation: AmendmentRequestResponseBehaviorValues.AmendmentRequestResponseBehavior
    OperatorConfirmationOrReceipt: AmendmentRequestResponseBehaviorValues.AmendmentRequestResponseBehavior
    def __init__(self) -> None: ...

class InvitationBehaviorValues(_message.Message):
    __slots__ = ()
    class InvitationBehavior(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
        __slots__ = ()
        Unknown: _ClassVar[InvitationBehaviorValues.InvitationBehavior]
        Never: _ClassVar[InvitationBehaviorValues.InvitationBehavior]
        DefineByUser: _ClassVar[InvitationBehaviorValues.InvitationBehavior]
        Always: _ClassVar[InvitationBehaviorValues.InvitationBehavior]
    Unknown: InvitationBehaviorValues.InvitationBehavior
    Never: InvitationBehaviorValues.InvitationBehavior
    DefineByUser: InvitationBehaviorValues.InvitationBehavior
    Always: InvitationBehaviorValues.InvitationBehavior
    def __init__(self) -> None: ...

class OperatorConfirmationBehaviorValues(_message.Message):
    __slots__ = ()
    class OperatorConfirmationBehavior(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
        __slots__ = ()
        Unknown: _ClassVar[OperatorConfirmationBehaviorValues.OperatorConfirmationBehavior]
        Never: _ClassVar[OperatorConfirmationBehaviorValues.OperatorConfirmationBehavior]
        Initiator: _ClassVar[OperatorConfirmationBehaviorValues.OperatorConfirmationBehavior]
        InitiatorCounterpart: _ClassVar[OperatorConfirmationBehaviorValues.OperatorConfirmationBehavior]
    Unknown: OperatorConfirmationBehaviorValues.OperatorConfirmationBehavior
    Never: OperatorConfirmationBehaviorValues.OperatorConfirmationBehavior
    Initiator: OperatorConfirmationBehaviorValues.OperatorConfirmationBehavior
    InitiatorCounterpart: OperatorConfirmationBehaviorValues.OperatorConfirmationBehavior
    def __init__(self) -> None: ...

class OperatorConfirmationReceiptBehaviorValues(_message.Message):
    __slots__ = ()
    class OperatorConfirmationReceiptBehavior(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
        __slots__ = ()
        Unknown: _ClassVar[OperatorConfirmationReceiptBehaviorValues.OperatorConfirmationReceiptBehavior]
        Never: _ClassVar[OperatorConfirmationReceiptBehaviorValues.OperatorConfirmationReceiptBehavior]
        Always: _ClassVar[OperatorConfirmationReceiptBehaviorValues.OperatorConfirmationReceiptBehavior]
    Unknown: OperatorConfirmationReceiptBehaviorValues.OperatorConfirmationReceiptBehavior
    Never: OperatorConfirmationReceiptBehaviorValues.OperatorConfirmationReceiptBehavior
    Always: OperatorConfirmationReceiptBehaviorValues.OperatorConfirmationReceiptBehavior
    def __init__(self) -> None: ...

class ParticipantActionValues(_message.Message):
    __slots__ = ()
    class ParticipantAction(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
        __slots__ = ()
        Unknown: _ClassVar[ParticipantActionValues.ParticipantAction]
        Title: _ClassVar[ParticipantActionValues.ParticipantAction]
        Signature: _ClassVar[ParticipantActionValues.ParticipantAction]
        OptionalSignature: _ClassVar[ParticipantActionValues.ParticipantAction]
    Unknown: ParticipantActionValues.ParticipantAction
    Title: ParticipantActionValues.ParticipantAction
    Signature: ParticipantActionValues.ParticipantAction
    OptionalSignature: ParticipantActionValues.ParticipantAction
    def __init__(self) -> None: ...

class ParticipantTypeValues(_message.Message):
    __slots__ = ()
    class ParticipantType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
        __slots__ = ()
        Unknown: _ClassVar[ParticipantTypeValues.ParticipantType]
        Sender: _ClassVar[ParticipantTypeValues.ParticipantType]
        Proxy: _ClassVar[ParticipantTypeValues.ParticipantType]
        Recipient: _ClassVar[ParticipantTypeValues.ParticipantType]
    Unknown: ParticipantTypeValues.ParticipantType
    Sender: ParticipantTypeValues.ParticipantType
    Proxy: ParticipantTypeValues.ParticipantType
    Recipient: ParticipantTypeValues.ParticipantType
    def __init__(self) -> None: ...

class ReceiptOperatorConfirmationReceiptBehaviorValues(_message.Message):
    __slots__ = ()
    class ReceiptOperatorConfirmationReceiptBehavior(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
        __slots__ = ()
        Unknown: _ClassVar[ReceiptOperatorConfirmationReceiptBehaviorValues.ReceiptOperatorConfirmationReceiptBehavior]
        Never: _ClassVar[ReceiptOperatorConfirmationReceiptBehaviorValues.ReceiptOperatorConfirmationReceiptBehavior]
        Always: _ClassVar[ReceiptOperatorConfirmationReceiptBehaviorValues.ReceiptOperatorConfirmationReceiptBehavior]
    Unknown: ReceiptOperatorConfirmationReceiptBehaviorValues.ReceiptOperatorConfirmationReceiptBehavior
    Never: ReceiptOperatorConfirmationReceiptBehaviorValues.ReceiptOperatorConfirmationReceiptBehavior
    Always: ReceiptOperatorConfirmationReceiptBehaviorValues.ReceiptOperatorConfirmationReceiptBehavior
    def __init__(self) -> None: ...

class RoamingConfirmationBehaviorValues(_message.Message):
    __slots__ = ()
    class RoamingConfirmationBehavior(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
        __slots__ = ()
        Unknown: _ClassVar[RoamingConfirmationBehaviorValues.RoamingConfirmationBehavior]
        Never: _ClassVar[RoamingConfirmationBehaviorValues.RoamingConfirmationBehavior]
        Always: _ClassVar[RoamingConfirmationBehaviorValues.RoamingConfirmationBehavior]
    Unknown: RoamingConfirmationBehaviorValues.RoamingConfirmationBehavior
    Never: RoamingConfirmationBehaviorValues.RoamingConfirmationBehavior
    Always: RoamingConfirmationBehaviorValues.RoamingConfirmationBehavior
    def __init__(self) -> None: ...

class TitleReceiptBehaviorValues(_message.Message):
    __slots__ = ()
    class TitleReceiptBehavior(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
        __slots__ = ()
        Unknown: _ClassVar[TitleReceiptBehaviorValues.TitleReceiptBehavior]
        Never: _ClassVar[TitleReceiptBehaviorValues.TitleReceiptBehavior]
        DefineByUser: _ClassVar[TitleReceiptBehaviorValues.TitleReceiptBehavior]
        Always: _ClassVar[TitleReceiptBehaviorValues.TitleReceiptBehavior]
    Unknown: TitleReceiptBehaviorValues.TitleReceiptBehavior
    Never: TitleReceiptBehaviorValues.TitleReceiptBehavior
    DefineByUser: TitleReceiptBehaviorValues.TitleReceiptBehavior
    Always: TitleReceiptBehaviorValues.TitleReceiptBehavior
    def __init__(self) -> None: ...

class DocumentWorkflowSettings(_message.Message):
    __slots__ = ("Id", "Participants", "OperatorConfirmationReceiptBehavior", "ReceiptOperatorConfirmationReceiptBehavior", "ReceiptOperatorConfirmationBehavior", "AmendmentRequestResponseBehavior", "AmendmentRequestOperatorConfirmationBehavior", "ReceiptRoamingConfirmationBehavior", "AmendmentRequestRoamingConfirmationBehavior", "InvitationBehavior")
    ID_FIELD_NUMBER: _ClassVar[int]
    PARTICIPANTS_FIELD_NUMBER: _ClassVar[int]
    OPERATORCONFIRMATIONRECEIPTBEHAVIOR_FIELD_NUMBER: _ClassVar[int]
    RECEIPTOPERATORCONFIRMATIONRECEIPTBEHAVIOR_FIELD_NUMBER: _ClassVar[int]
    RECEIPTOPERATORCONFIRMATIONBEHAVIOR_FIELD_NUMBER: _ClassVar[int]
    AMENDMENTREQUESTRESPONSEBEHAVIOR_FIELD_NUMBER: _ClassVar[int]
    AMENDMENTREQUESTOPERATORCONFIRMATIONBEHAVIOR_FIELD_NUMBER: _ClassVar[int]
    RECEIPTROAMINGCONFIRMATIONBEHAVIOR_FIELD_NUMBER: _ClassVar[int]
    AMENDMENTREQUESTROAMINGCONFIRMATIONBEHAVIOR_FIELD_NUMBER: _ClassVar[int]
    INVITATIONBEHAVIOR_FIELD_NUMBER: _ClassVar[int]
    Id: int
    Participants: _containers.RepeatedCompositeFieldContainer[ParticipantSetting]
    OperatorConfirmationReceiptBehavior: OperatorConfirmationReceiptBehaviorValues.OperatorConfirmationReceiptBehavior
    ReceiptOperatorConfirmationReceiptBehavior: ReceiptOperatorConfirmationReceiptBehaviorValues.ReceiptOperatorConfirmationReceiptBehavior
    ReceiptOperatorConfirmationBehavior: OperatorConfirmationBehaviorValues.OperatorConfirmationBehavior
    AmendmentRequestResponseBehavior: AmendmentRequestResponseBehaviorValues.AmendmentRequestResponseBehavior
    AmendmentRequestOperatorConfirmationBehavior: OperatorConfirmationBehaviorValues.OperatorConfirmationBehavior
    ReceiptRoamingConfirmationBehavior: RoamingConfirmationBehaviorValues.RoamingConfirmationBehavior
    AmendmentRequestRoamingConfirmationBehavior: RoamingConfirmationBehaviorValues.RoamingConfirmationBehavior
    InvitationBehavior: InvitationBehaviorValues.InvitationBehavior
    def __init__(self, Id: _Optional[int] = ..., Participants: _Optional[_Iterable[_Union[ParticipantSetting, _Mapping]]] = ..., OperatorConfirmationReceiptBehavior: _Optional[_Union[OperatorConfirmationReceiptBehaviorValues.OperatorConfirmationReceiptBehavior, str]] = ..., ReceiptOperatorConfirmationReceiptBehavior: _Optional[_Union[ReceiptOperatorConfirmationReceiptBehaviorValues.ReceiptOperatorConfirmationReceiptBehavior, str]] = ..., ReceiptOperatorConfirmationBehavior: _Optional[_Union[OperatorConfirmationBehaviorValues.OperatorConfirmationBehavior, str]] = ..., AmendmentRequestResponseBehavior: _Optional[_Union[AmendmentRequestResponseBehaviorValues.AmendmentRequestResponseBehavior, str]] = ..., AmendmentRequestOperatorConfirmationBehavior: _Optional[_Union[OperatorConfirmationBehaviorValues.OperatorConfirmationBehavior, str]] = ..., ReceiptRoamingConfirmationBehavior: _Optional[_Union[RoamingConfirmationBehaviorValues.RoamingConfirmationBehavior, str]] = ..., AmendmentRequestRoamingConfirmationBehavior: _Optional[_Union[RoamingConfirmationBehaviorValues.RoamingConfirmationBehavior, str]] = ..., InvitationBehavior: _Optional[_Union[InvitationBehaviorValues.InvitationBehavior, str]] = ...) -> None: ...

class DocumentWorkflowSettingsList(_message.Message):
    __slots__ = ("DocumentWorkflowSettings",)
    DOCUMENTWORKFLOWSETTINGS_FIELD_NUMBER: _ClassVar[int]
    DocumentWorkflowSettings: _containers.RepeatedCompositeFieldContainer[DocumentWorkflowSettings]
    def __init__(self, DocumentWorkflowSettings: _Optional[_Iterable[_Union[DocumentWorkflowSettings, _Mapping]]] = ...) -> None: ...

class DocumentWorkflowSettingsListV2(_message.Message):
    __slots__ = ("DocumentWorkflowSettings",)
    DOCUMENTWORKFLOWSETTINGS_FIELD_NUMBER: _ClassVar[int]
    DocumentWorkflowSettings: _containers.RepeatedCompositeFieldContainer[DocumentWorkflowSettingsV2]
    def __init__(self, DocumentWorkflowSettings: _Optional[_Iterable[_Union[DocumentWorkflowSettingsV2, _Mapping]]] = ...) -> None: ...

class DocumentWorkflowSettingsV2(_message.Message):
    __slots__ = ("Id", "Participants", "OperatorConfirmationReceiptBehavior", "ReceiptOperatorConfirmationReceiptBehavior", "ReceiptOperatorConfirmationBehavior", "AmendmentRequestResponseBehavior", "ReceiptRoamingConfirmationBehavior", "InvitationBehavior")
    ID_FIELD_NUMBER: _ClassVar[int]
    PARTICIPANTS_FIELD_NUMBER: _ClassVar[int]
    OPERATORCONFIRMATIONRECEIPTBEHAVIOR_FIELD_NUMBER: _ClassVar[int]
    RECEIPTOPERATORCONFIRMATIONRECEIPTBEHAVIOR_FIELD_NUMBER: _ClassVar[int]
    RECEIPTOPERATORCONFIRMATIONBEHAVIOR_FIELD_NUMBER: _ClassVar[int]
    AMENDMENTREQUESTRESPONSEBEHAVIOR_FIELD_NUMBER: _ClassVar[int]
    RECEIPTROAMINGCONFIRMATIONBEHAVIOR_FIELD_NUMBER: _ClassVar[int]
    INVITATIONBEHAVIOR_FIELD_NUMBER: _ClassVar[int]
    Id: int
    Participants: _containers.RepeatedCompositeFieldContainer[ParticipantSettingV2]
    OperatorConfirmationReceiptBehavior: OperatorConfirmationReceiptBehaviorValues.OperatorConfirmationReceiptBehavior
    ReceiptOperatorConfirmationReceiptBehavior: ReceiptOperatorConfirmationReceiptBehaviorValues.ReceiptOperatorConfirmationReceiptBehavior
    ReceiptOperatorConfirmationBehavior: OperatorConfirmationBehaviorValues.OperatorConfirmationBehavior
    AmendmentRequestResponseBehavior: AmendmentRequestResponseBehaviorValues.AmendmentRequestResponseBehavior
    ReceiptRoamingConfirmationBehavior: RoamingConfirmationBehaviorValues.RoamingConfirmationBehavior
    InvitationBehavior: InvitationBehaviorValues.InvitationBehavior
    def __init__(self, Id: _Optional[int] = ..., Participants: _Optional[_Iterable[_Union[ParticipantSettingV2, _Mapping]]] = ..., OperatorConfirmationReceiptBehavior: _Optional[_Union[OperatorConfirmationReceiptBehaviorValues.OperatorConfirmationReceiptBehavior, str]] = ..., ReceiptOperatorConfirmationReceiptBehavior: _Optional[_Union[ReceiptOperatorConfirmationReceiptBehaviorValues.ReceiptOperatorConfirmationReceiptBehavior, str]] = ..., ReceiptOperatorConfirmationBehavior: _Optional[_Union[OperatorConfirmationBehaviorValues.OperatorConfirmationBehavior, str]] = ..., AmendmentRequestResponseBehavior: _Optional[_Union[AmendmentRequestResponseBehaviorValues.AmendmentRequestResponseBehavior, str]] = ..., ReceiptRoamingConfirmationBehavior: _Optional[_Union[RoamingConfirmationBehaviorValues.RoamingConfirmationBehavior, str]] = ..., InvitationBehavior: _Optional[_Union[InvitationBehaviorValues.InvitationBehavior, str]] = ...) -> None: ...

class ParticipantSetting(_message.Message):
    __slots__ = ("Participant", "ParticipantAction", "TitleReceiptBehavior", "OperatorConfirmationBehavior", "RoamingConfirmationBehavior")
    PARTICIPANT_FIELD_NUMBER: _ClassVar[int]
    PARTICIPANTACTION_FIELD_NUMBER: _ClassVar[int]
    TITLERECEIPTBEHAVIOR_FIELD_NUMBER: _ClassVar[int]
    OPERATORCONFIRMATIONBEHAVIOR_FIELD_NUMBER: _ClassVar[int]
    ROAMINGCONFIRMATIONBEHAVIOR_FIELD_NUMBER: _ClassVar[int]
    Participant: ParticipantTypeValues.ParticipantType
    ParticipantAction: ParticipantActionValues.ParticipantAction
    TitleReceiptBehavior: TitleReceiptBehaviorValues.TitleReceiptBehavior
    OperatorConfirmationBehavior: OperatorConfirmationBehaviorValues.OperatorConfirmationBehavior
    RoamingConfirmationBehavior: RoamingConfirmationBehaviorValues.RoamingConfirmationBehavior
    def __init__(self, Participant: _Optional[_Union[ParticipantTypeValues.ParticipantType, str]] = ..., ParticipantAction: _Optional[_Union[ParticipantActionValues.ParticipantAction, str]] = ..., TitleReceiptBehavior: _Optional[_Union[TitleReceiptBehaviorValues.TitleReceiptBehavior, str]] = ..., OperatorConfirmationBehavior: _Optional[_Union[OperatorConfirmationBehaviorValues.OperatorConfirmationBehavior, str]] = ..., RoamingConfirmationBehavior: _Optional[_Union[RoamingConfirmationBehaviorValues.RoamingConfirmationBehavior, str]] = ...) -> None: ...

class ParticipantSettingV2(_message.Message):
    __slots__ = ("Participant", "ParticipantAction", "TitleReceiptBehavior")
    PARTICIPANT_FIELD_NUMBER: _ClassVar[int]
    PARTICIPANTACTION_FIELD_NUMBER: _ClassVar[int]
    TITLERECEIPTBEHAVIOR_FIELD_NUMBER: _ClassVar[int]
    Participant: ParticipantTypeValues.ParticipantType
    ParticipantAction: ParticipantActionValues.ParticipantAction
    TitleReceiptBehavior: TitleReceiptBehaviorValues.TitleReceiptBehavior
    def __init__(self, Participant: _Optional[_Union[ParticipantTypeValues.ParticipantType, str]] = ..., ParticipantAction: _Optional[_Union[ParticipantActionValues.ParticipantAction, str]] = ..., TitleReceiptBehavior: _Optional[_Union[TitleReceiptBehaviorValues.TitleReceiptBehavior, str]] = ...) -> None: ...
