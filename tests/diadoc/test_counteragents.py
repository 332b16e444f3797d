"""Counterparties over the wire: both sides see every step, lists are filtered and paged, tasks tell of their end."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import pytest

from diadoc.client import JSON, Client, Refused
from exchange_worlds import employ, new_box
from inkpost.faces.diadoc import proto as pb
from inkpost.model.boxes import Box
from inkpost.operations import exchange_administration
from worlds import Person, World

SignIn = Callable[[Person], Client]


@dataclass
class Side:
    """A box and its director's client."""

    world: World
    box: Box
    client: Client

    def status(self, other: Side) -> str:
        """What the other one is to this one; empty where it is nothing."""
        path = f"/V3/GetCounteragent?myBoxId={self.box.guid}&counteragentBoxId={other.box.guid}"
        answer = self.client.send("GET", path, accept=JSON)
        assert answer.status_code in {200, 404}
        return str(answer.json()["CurrentStatus"]) if answer.status_code == 200 else ""

    def acquire(self, other: Side, message: str = "") -> str:
        """Invite, or accept; the id of the task."""
        body = {"BoxId": other.box.guid, "MessageToCounteragent": message}
        task: str = self.client.json("POST", f"/V3/AcquireCounteragent?myBoxId={self.box.guid}", body)["TaskId"]
        return task

    def leave(self, other: Side, comment: str = "") -> None:
        """Break up, refuse or withdraw."""
        path = f"/V2/BreakWithCounteragent?myBoxId={self.box.guid}&counteragentBoxId={other.box.guid}"
        self.client.json("POST", f"{path}&comment={comment}")

    def events(self, **query: Any) -> list[dict[str, Any]]:
        """What happened."""
        told = self.client.json("GET", "/V1/GetCounteragentEvents", boxId=self.box.guid, **query)
        found: list[dict[str, Any]] = told["Events"]
        return found

    def listed(self, **query: Any) -> dict[str, Any]:
        """A page of counterparties."""
        found: dict[str, Any] = self.client.json("GET", "/V3/GetCounteragents", myBoxId=self.box.guid, **query)
        return found


def side(world: World, signed_in: SignIn, **box: Any) -> Side:
    """A box and its director."""
    made = new_box(world, **box)
    employ(world, made, world.admin, administrator=True)
    return Side(world, made, signed_in(world.admin))


@pytest.fixture
def ours(world: World, signed_in: SignIn) -> Side:
    """One side."""
    return side(world, signed_in)


@pytest.fixture
def theirs(other_world: World, signed_in: SignIn) -> Side:
    """The other side."""
    return side(other_world, signed_in)


def refusal(act: Callable[[], Any]) -> tuple[int, str]:
    """Status and text of what is refused."""
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.status, refused.value.text


def test_both_sides_see_an_invitation_accepted_and_the_end_of_it(ours: Side, theirs: Side) -> None:
    assert (ours.status(theirs), theirs.status(ours)) == ("", "")
    task = ours.acquire(theirs, "Let us exchange")
    result = ours.client.ask(pb.AcquireCounteragentResultV2, "GET", "/V2/AcquireCounteragentResult", taskId=task)
    assert result.BoxId == f"{UUID(theirs.box.guid).hex}@diadoc.ru"
    old = ours.client.ask(pb.AcquireCounteragentResult, "GET", "/AcquireCounteragentResult", taskId=task)
    assert old.OrgId == theirs.box.person_guid
    assert (ours.status(theirs), theirs.status(ours)) == ("IsInvitedByMe", "InvitesMe")
    ours.acquire(theirs)
    theirs.acquire(ours, "With pleasure")
    theirs.acquire(ours)
    assert (ours.status(theirs), theirs.status(ours)) == ("IsMyCounteragent", "IsMyCounteragent")
    (told,) = ours.listed()["Counteragents"]
    assert (told["MessageToCounteragent"], told["MessageFromCounteragent"]) == ("Let us exchange", "With pleasure")
    theirs.leave(ours, "Goodbye")
    theirs.leave(ours)
    assert (ours.status(theirs), theirs.status(ours)) == ("RejectsMe", "IsRejectedByMe")
    happened = [each["EventTypes"] for each in ours.events()]
    assert happened == [
        ["IInvitedCounteragent"],
        ["CounteragentAcceptedInvitation"],
        ["CounteragentBrokeUpWithMe"],
    ]
    assert [each["EventTypes"] for each in theirs.events()] == [
        ["CounteragentInvitedMe"],
        ["IAcceptedInvitation"],
        ["IBrokeUpWithCounteragent"],
    ]
    last = ours.events()[-1]["Counteragent"]
    assert (last["Status"], last["LastEventComment"]) == ("RejectsMe", "Goodbye")


def test_an_invitation_is_refused_or_withdrawn_and_then_it_is_as_it_was_before(ours: Side, theirs: Side) -> None:
    ours.acquire(theirs)
    ours.leave(theirs)
    assert (ours.status(theirs), theirs.status(ours)) == ("", "")
    assert ours.listed()["TotalCount"] == 0
    ours.acquire(theirs)
    theirs.leave(ours)
    assert (ours.status(theirs), theirs.status(ours)) == ("RejectsMe", "IsRejectedByMe")
    ours.acquire(theirs)
    assert (ours.status(theirs), theirs.status(ours)) == ("IsInvitedByMe", "InvitesMe")
    ours.leave(theirs)
    assert (ours.status(theirs), theirs.status(ours)) == ("RejectsMe", "IsRejectedByMe")
    assert [each["EventTypes"][0] for each in theirs.events()] == [
        "CounteragentInvitedMe",
        "CounteragentWithdrewInvitation",
        "CounteragentInvitedMe",
        "IRejectedInvitation",
        "CounteragentInvitedMe",
        "CounteragentWithdrewInvitation",
    ]


def test_an_organisation_is_invited_by_any_of_its_identifiers(ours: Side, theirs: Side) -> None:
    path = f"/V3/AcquireCounteragent?myBoxId={ours.box.guid}"
    for body in (
        {"Inn": theirs.box.inn},
        {"OrgId": theirs.box.person_guid},
        {"BoxId": theirs.box.guid.replace("-", "") + "@diadoc.ru"},
    ):
        task = ours.client.json("POST", path, body)["TaskId"]
        told = ours.client.json("GET", "/V2/AcquireCounteragentResult", taskId=task)
        assert UUID(told["BoxId"].partition("@")[0]) == UUID(theirs.box.guid)
    assert refusal(lambda: ours.client.json("POST", path, {}))[0] == 400
    assert refusal(lambda: ours.client.json("POST", path, {"BoxId": str(uuid4())}))[0] == 404
    assert refusal(lambda: ours.client.json("POST", path, {"BoxId": "x"}))[0] == 400
    unknown = f"{path}&myDepartmentId={uuid4()}"
    assert refusal(lambda: ours.client.json("POST", unknown, {"Inn": theirs.box.inn}))[0] == 404
    assert refusal(lambda: ours.acquire(theirs, "m" * 2001))[0] == 400


@pytest.mark.parametrize("whom", ["stranger", "itself", "blocked"])
def test_a_task_that_came_to_nothing_says_why(ours: Side, theirs: Side, whom: str) -> None:
    if whom == "blocked":
        exchange_administration.block(theirs.world.services, UUID(theirs.box.guid), UUID(ours.box.guid), blocked=True)
    body = {
        "stranger": {"Inn": "7700000000"},
        "itself": {"BoxId": ours.box.guid},
        "blocked": {"BoxId": theirs.box.guid},
    }
    path = f"/V3/AcquireCounteragent?myBoxId={ours.box.guid}"
    task = ours.client.json("POST", path, body[whom])["TaskId"]
    status, text = refusal(lambda: ours.client.json("GET", "/V2/AcquireCounteragentResult", taskId=task))
    assert status == 409
    assert text
    assert ours.listed()["TotalCount"] == 0
    unknown = f"/V2/AcquireCounteragentResult?taskId={uuid4()}"
    assert refusal(lambda: ours.client.json("GET", unknown))[0] == 404
    assert refusal(lambda: theirs.client.json("GET", "/V2/AcquireCounteragentResult", taskId=task))[0] == 403


def test_an_invitation_with_a_document_is_not_served_and_says_so(ours: Side, theirs: Side) -> None:
    document = {"SignedContent": {"Content": "MA=="}, "FileName": "a.pdf"}
    body = {"BoxId": theirs.box.guid, "InvitationDocument": document}
    path = f"/V3/AcquireCounteragent?myBoxId={ours.box.guid}"
    status, text = refusal(lambda: ours.client.json("POST", path, body))
    assert (status, "InvitationDocument" in text) == (501, True)
    assert ours.listed()["TotalCount"] == 0


def test_the_list_is_filtered_searched_and_paged(ours: Side, other_world: World, signed_in: SignIn) -> None:
    others = [new_box(other_world, full_name=f"Firm 100%_{letter}", short_name="Ltd") for letter in "abcd"]
    services = other_world.services
    mine = UUID(ours.box.guid)
    exchange_administration.make_partners(services, mine, UUID(others[0].guid))
    exchange_administration.make_partners(services, mine, UUID(others[1].guid))
    exchange_administration.leave(services, mine, UUID(others[1].guid))
    exchange_administration.invite(services, UUID(others[2].guid), mine)
    exchange_administration.invite(services, mine, UUID(others[3].guid))

    def named(**query: Any) -> list[str]:
        return [each["Organization"]["FullName"][-1] for each in ours.listed(**query)["Counteragents"]]

    assert named() == ["a", "b", "c", "d"]
    statuses = {"IsMyCounteragent": "a", "Rejected": "b", "InvitesMe": "c", "IsInvitedByMe": "d", "RejectsMe": ""}
    for status, expected in statuses.items():
        assert "".join(named(counteragentStatus=status)) == expected, status
    assert named(query="FIRM 100%_C") == ["c"]
    assert named(query=others[3].inn) == ["d"]
    assert named(query="100__") == []
    assert len(named(query="ltd")) == 4
    told = ours.listed()
    assert (told["TotalCount"], told["TotalCountType"]) == (4, "Equal")
    second = told["Counteragents"][1]["IndexKey"]
    assert named(afterIndexKey=second) == ["c", "d"]
    assert named(afterIndexKey=second, counteragentStatus="IsInvitedByMe") == ["d"]
    for query in ({"query": "a", "afterIndexKey": second}, {"afterIndexKey": "zz"}, {"counteragentStatus": "Friend"}):
        assert refusal(lambda query=query: ours.listed(**query))[0] == 400
    old = ours.client.ask(pb.CounteragentList, "GET", "/V2/GetCounteragents", myOrgId=ours.box.person_guid)
    assert [each.IndexKey for each in old.Counteragents] == [each["IndexKey"] for each in told["Counteragents"]]


def test_what_others_are_is_told_with_a_list_of_inns(ours: Side, theirs: Side) -> None:
    ours.acquire(theirs, "Hello")
    body = {"InnList": [theirs.box.inn, ours.box.inn, "1"]}
    told = ours.client.json("POST", f"/GetOrganizationsByInnList?myOrgId={ours.box.person_guid}", body)["Organizations"]
    assert {each["Organization"]["Inn"]: each["CounteragentStatus"] for each in told} == {
        theirs.box.inn: "IsInvitedByMe",
        ours.box.inn: "NotInCounteragentList",
    }
    without = ours.client.json("POST", "/GetOrganizationsByInnList", body)["Organizations"]
    assert {each["CounteragentStatus"] for each in without} == {"NotInCounteragentList"}
    invited = ours.client.json("GET", "/GetOrganizationsByInnKpp", inn=theirs.box.inn, includeRelations="true")
    assert invited["Organizations"][0]["InvitationCount"] == 1
    many = {"InnList": ["1"] * 1001}
    assert refusal(lambda: ours.client.json("POST", "/GetOrganizationsByInnList", many))[0] == 400


def test_events_are_paged_and_bounded_by_time(ours: Side, theirs: Side) -> None:
    ours.acquire(theirs)
    theirs.acquire(ours)
    ours.leave(theirs)
    every = ours.events()
    times = [each["Counteragent"]["EventTimestampTicks"] for each in every]
    assert len(every) == 3
    assert ours.events(limit=1) == every[:1]
    assert ours.events(afterIndexKey=every[0]["IndexKey"]) == every[1:]
    assert ours.events(timestampFromTicks=times[1], timestampToTicks=times[1]) == every[1:2]
    assert ours.events(timestampToTicks=times[0] - 10) == []
    assert refusal(lambda: ours.events(limit=0))[0] == 400
    assert refusal(lambda: ours.events(limit=101))[0] == 400


def test_of_two_who_invite_one_another_at_once_both_become_partners(ours: Side, theirs: Side) -> None:
    with ThreadPoolExecutor(4) as pool:
        acts = [pool.submit(one.acquire, other) for one, other in ((ours, theirs), (theirs, ours)) * 2]
        for act in acts:
            act.result()
    assert (ours.status(theirs), theirs.status(ours)) == ("IsMyCounteragent", "IsMyCounteragent")
    assert (len(ours.events()), len(theirs.events())) == (2, 2)
