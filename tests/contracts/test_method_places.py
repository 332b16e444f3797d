"""Every wire method lives where its name says: ``methods/<scope>/<entity>.py``, without a scope in ``basic``."""

from __future__ import annotations

import pytest

from inkpost.faces.bitrix import registry
from inkpost.faces.bitrix.family import Method

METHODS = "inkpost.faces.bitrix.methods"


def place(method: Method) -> str:
    """The module of a method: the dots of a scope are folders, those of an entity underscores.

    ``documentgenerator.template.add`` is ``documentgenerator/template``, ``app.option.get`` ``basic/app_option``,
    ``user.get`` ``user/user``, ``user.admin``, which needs no scope, ``basic/user``, ``scope`` ``basic/scope``.
    """
    prefix = method.name.rpartition(".")[0] or method.name
    entity = prefix.removeprefix(f"{method.scope}.") if method.scope else prefix
    return f"{METHODS}.{method.scope or 'basic'}.{entity.replace('.', '_')}"


@pytest.mark.parametrize("method", registry.methods().values(), ids=lambda method: method.name)
def test_a_method_lives_where_its_name_says(method: Method) -> None:
    assert method.handler.__module__ == place(method)


def test_the_rule_itself() -> None:
    made = registry.methods()
    assert place(made["documentgenerator.template.add"]) == f"{METHODS}.documentgenerator.template"
    assert place(made["app.option.get"]) == f"{METHODS}.basic.app_option"
    assert place(made["user.get"]) == f"{METHODS}.user.user"
    assert place(made["user.admin"]) == f"{METHODS}.basic.user"
    assert place(made["scope"]) == f"{METHODS}.basic.scope"
