"""Which kinds of documents and of docflow there are."""

from __future__ import annotations

from inkpost.faces.diadoc import proto as pb
from inkpost.faces.diadoc.queries import BoxId, Query
from inkpost.faces.diadoc.routes import endpoint
from inkpost.faces.diadoc.translate import document_types as translate
from inkpost.model.document_types import TYPES
from inkpost.model.workflows import WORKFLOWS
from inkpost.operations import exchange_organizations
from inkpost.operations.kit import Work


class OfBox(Query, frozen=True):
    """A box."""

    box_id: BoxId


@endpoint("GET", "/V2/GetDocumentTypes", query=OfBox, answer=pb.GetDocumentTypesResponseV2)
def get_document_types(work: Work, query: OfBox) -> pb.GetDocumentTypesResponseV2:
    """The kinds of documents."""
    exchange_organizations.own(work, query.box_id)
    return translate.types(TYPES.values())


@endpoint("GET", "/V3/GetDocumentTypes", query=OfBox, answer=pb.GetDocumentTypesResponseV3)
def get_document_types_v3(work: Work, query: OfBox) -> pb.GetDocumentTypesResponseV3:
    """The same with the day from which universal messages take over."""
    exchange_organizations.own(work, query.box_id)
    return translate.types_v3(TYPES.values())


@endpoint("GET", "/V2/GetWorkflowsSettings", query=OfBox, answer=pb.DocumentWorkflowSettingsListV2)
def get_workflows_settings(work: Work, query: OfBox) -> pb.DocumentWorkflowSettingsListV2:
    """The kinds of docflow."""
    exchange_organizations.own(work, query.box_id)
    return translate.workflows(WORKFLOWS.values())


@endpoint("GET", "/GetWorkflowsSettings", query=OfBox, answer=pb.DocumentWorkflowSettingsList)
def get_workflows_settings_v1(work: Work, query: OfBox) -> pb.DocumentWorkflowSettingsList:
    """The same as the first version told it."""
    exchange_organizations.own(work, query.box_id)
    return translate.old_workflows(WORKFLOWS.values())
