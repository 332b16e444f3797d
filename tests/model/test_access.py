"""Access codes and what a role's permissions give."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inkpost.model.access import Subject, codes_of, is_code, is_further_code, subject_of
from inkpost.model.people import LEVELS, Level, Right, widest
from inkpost.model.roles import DEFAULTS, full, level

IDS = st.integers(1, 10**17)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from(["", "A", "D", "X", "K", "x"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["settings", "templates", "documents", "modify", "view", "more"]), inner)
    ),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("code", "subject"),
    [
        ("AU", Subject("everybody", 0)),
        ("UA", Subject("everybody", 0)),
        ("U5", Subject("user", 5)),
        ("G7", Subject("group", 7)),
        ("D2", Subject("department", 2)),
        ("DR2", Subject("department", 2)),
        ("SG9", Subject("workgroup", 9)),
        ("SG9_A", Subject("workgroup", 9)),
        ("SG9_E", Subject("workgroup", 9)),
        ("SG9_K", Subject("workgroup", 9)),
    ],
)
def test_whom_a_code_is_about(code: str, subject: Subject) -> None:
    assert subject_of(code) == subject


@pytest.mark.parametrize(
    "value",
    [
        "",
        "U",
        "U0",
        "U05",
        "u5",
        "U5 ",
        "U5\n",
        "U-1",
        "U٥",
        "SG9_B",
        "U5_K",
        "SG_K",
        "AUA",
        "D",
        "U" + "9" * 19,
        5,
        None,
    ],
)
def test_what_is_no_code(value: object) -> None:
    assert subject_of(value) is None
    assert not is_code(value)


@pytest.mark.parametrize(
    "code",
    [
        *("IU5", "SU5", "SU5_M", "CHAT5", "SND5", "SNDR5", "SNT5", "SNTR5"),
        *("AD", "AE", "AT", "ATD", "ATE", "ATT", "AD5", "ATT5"),
    ],
)
def test_what_only_templates_take(code: str) -> None:
    assert is_further_code(code)
    assert not is_code(code)


@pytest.mark.parametrize(
    "value",
    ["IU", "IU0", "SU5_A", "CHAT", "CHAT5_M", "SND", "SNX5", "SN5", "AX", "ATX", "AU5", "AD0", "iu5", "IU5\n", 5],
)
def test_what_is_no_further_code(value: object) -> None:
    assert not is_further_code(value)


@given(user=IDS, departments=st.sets(IDS, max_size=3), more=st.sets(IDS, max_size=3), groups=st.sets(IDS, max_size=3))
def test_a_user_matches_exactly_the_codes_of_what_it_is_in(
    user: int, departments: set[int], more: set[int], groups: set[int]
) -> None:
    above = departments | more
    codes = codes_of(user, departments=departments, departments_above=above, groups=groups)
    assert all(is_code(code) or is_further_code(code) for code in codes)
    assert {code for code in codes if subject_of(code) == Subject("user", user)} == {f"U{user}"}
    assert {int(code[1:]) for code in codes if code[0] == "D" and code[1] != "R"} == departments
    assert {int(code[2:]) for code in codes if code.startswith("DR")} == above
    assert {int(code[1:]) for code in codes if code[0] == "G"} == groups
    further = {code for code in codes if is_further_code(code)}
    wanted = {f"SND{number}" for number in departments} | {f"SNDR{number}" for number in above}
    assert further == {f"IU{user}", f"SU{user}", *wanted}


@pytest.mark.parametrize(
    ("role", "codes"),
    [
        ("owner", {"SG3", "SG3_A", "SG3_E", "SG3_K"}),
        ("moderator", {"SG3", "SG3_E", "SG3_K"}),
        ("member", {"SG3", "SG3_K"}),
    ],
)
def test_the_codes_of_a_workgroup(role: str, codes: set[str]) -> None:
    assert codes_of(1, workgroups=[(3, role)]) - {"U1", "IU1", "SU1", "AU", "UA"} == codes


@given(permissions=JSON, right=st.sampled_from(Right))
def test_whatever_is_stored_gives_a_level_that_the_right_knows(permissions: object, right: Right) -> None:
    found = level(permissions, right)
    assert found is Level.NONE or found in LEVELS[right]


@given(right=st.sampled_from(list(LEVELS)), data=st.data())
def test_a_level_that_the_right_knows_is_given(right: Right, data: st.DataObject) -> None:
    known = data.draw(st.sampled_from(LEVELS[right]))
    assert level({right.area: {right.action: known.value}}, right) is known


def test_a_level_of_another_right_gives_nothing() -> None:
    assert level({"documents": {"view": "A"}}, Right.DOCUMENTS_VIEW) is Level.NONE
    assert level({"settings": {"modify": "D"}}, Right.SETTINGS_MODIFY) is Level.NONE
    assert level({"templates": {"modify": "x"}}, Right.TEMPLATES_MODIFY) is Level.NONE


@given(levels=st.lists(st.sampled_from(Level)))
def test_of_several_roles_the_widest_counts(levels: list[Level]) -> None:
    order = [Level.NONE, Level.OWN, Level.DEPARTMENT, Level.ALL]
    assert order.index(widest(levels)) == max((order.index(each) for each in levels), default=0)


def test_full_permissions_have_every_area_and_action() -> None:
    assert full({}) == {
        "settings": {"modify": ""},
        "templates": {"modify": ""},
        "documents": {"view": "", "modify": ""},
        "crm": {"view": "", "add": "", "modify": "", "delete": "", "configure": ""},
        "signing": {"view": "", "send": "", "safe": ""},
    }
    assert all(full(permissions)["documents"]["view"] == "X" for _, _, permissions in DEFAULTS)
