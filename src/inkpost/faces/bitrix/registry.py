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
    event_offline,
    events,
    feature,
    method,
    profile,
    scope,
    server,
)
from inkpost.faces.bitrix.methods.basic import methods as all_methods
from inkpost.faces.bitrix.methods.basic import user as basic_user
from inkpost.faces.bitrix.methods.documentgenerator import document, numerator, region, role, template
from inkpost.faces.bitrix.methods.user import user

FAMILIES: tuple[Family, ...] = (template.family, document.family, numerator.family, region.family, role.family)


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
    event_offline.family,
    events.family,
    basic_user.family,
    user.family,
)


@cache
def methods() -> Mapping[str, Method]:
    """All methods; a name that two families claim is a mistake of ours."""
    found: dict[str, Method] = {}
    for family in (*FAMILIES, *SYSTEM):
        twice = found.keys() & family.methods.keys()
        if twice:
            raise RuntimeError(f"declared twice: {', '.join(sorted(twice))}")
        found.update(family.methods)
    return found
