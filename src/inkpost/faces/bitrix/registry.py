"""Every wire method of the face, by its lower-case name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from inkpost.faces.bitrix.family import Family, Method
from inkpost.faces.bitrix.methods.basic import (
    access,
    app,
    app_option,
    event,
    events,
    feature,
    method,
    profile,
    scope,
    server,
)
from inkpost.faces.bitrix.methods.basic import methods as all_methods
from inkpost.faces.bitrix.methods.basic import user as basic_user
from inkpost.faces.bitrix.methods.crm import (
    address,
    company,
    contact,
    deal,
    deal_productrows,
    item_productrow,
    lead,
    lead_productrows,
    requisite,
    requisite_bankdetail,
    requisite_link,
    requisite_preset,
    requisite_preset_field,
)
from inkpost.faces.bitrix.methods.crm import documentgenerator_document as crm_document
from inkpost.faces.bitrix.methods.crm import documentgenerator_numerator as crm_numerator
from inkpost.faces.bitrix.methods.crm import documentgenerator_template as crm_template
from inkpost.faces.bitrix.methods.crm import item as crm_item
from inkpost.faces.bitrix.methods.crm import type as crm_type
from inkpost.faces.bitrix.methods.department import department
from inkpost.faces.bitrix.methods.disk import file as disk_file
from inkpost.faces.bitrix.methods.documentgenerator import document, numerator, region, role, template
from inkpost.faces.bitrix.methods.user import user

FAMILIES: tuple[Family, ...] = (
    template.family,
    document.family,
    numerator.family,
    region.family,
    role.family,
    crm_item.family,
    item_productrow.family,
    crm_type.family,
)
CRM_DOCUMENTS: tuple[Family, ...] = (crm_template.family, crm_document.family, crm_numerator.family, disk_file.family)

CLASSIC: tuple[Family, ...] = (
    lead.family,
    deal.family,
    contact.family,
    company.family,
    lead_productrows.family,
    deal_productrows.family,
)
REQUISITES: tuple[Family, ...] = (
    requisite.family,
    requisite_bankdetail.family,
    requisite_link.family,
    requisite_preset.family,
    requisite_preset_field.family,
    address.family,
)


def _known() -> Mapping[str, Method]:
    return methods()


SYSTEM: tuple[Family, ...] = (
    all_methods.family(_known),
    method.family(_known),
    scope.family,
    profile.family,
    server.family,
    app.family,
    app_option.family,
    access.family,
    feature.family,
    event.family,
    events.family,
    basic_user.family,
    user.family,
    department.family,
)


@cache
def methods() -> Mapping[str, Method]:
    """All methods; a name that two families claim is a mistake of ours."""
    found: dict[str, Method] = {}
    for family in (*FAMILIES, *CLASSIC, *CRM_DOCUMENTS, *REQUISITES, *SYSTEM):
        twice = found.keys() & family.methods.keys()
        if twice:
            raise RuntimeError(f"declared twice: {', '.join(sorted(twice))}")
        found.update(family.methods)
    return found
