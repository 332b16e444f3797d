"""Refusals of ``batch``: of the request where nothing in it can run, else of the command."""

from __future__ import annotations

from typing import Any

from contracts.provoke import Refusal, Stage, provokes, refusal
from inkpost.faces.bitrix.batch_refs import LONGEST_COMMAND

LIST = "documentgenerator.document.list"
LONG = f"{LIST}?filter[title]={'x' * LONGEST_COMMAND}"
DOWNLOAD = "documentgenerator.api.document.getfile?id=1"


def _whole_and_part(stage: Stage, command: str) -> Refusal:
    """A batch of nothing else is refused as the row says; beside a good command only that command is."""
    whole = refusal(stage.rest.raw("batch", {"cmd": [command, command]}))
    found = stage.rest("batch", cmd={"bad": command, "good": LIST})
    assert found["result"] == {"good": {"documents": []}}
    assert found["result_error"] == {"bad": {"error": whole.code, "error_description": whole.text}}
    return whole


@provokes("batch", "nested_batch")
def batch_in_batch(stage: Stage) -> Refusal:
    return _whole_and_part(stage, f"batch?cmd[0]={LIST}")


@provokes("batch", "method_not_for_batch")
@provokes("*", "method_not_for_batch")
def file_in_batch(stage: Stage) -> Refusal:
    return _whole_and_part(stage, DOWNLOAD)


@provokes("*", "length_exceeded")
def command_over_the_length(stage: Stage) -> Refusal:
    return _whole_and_part(stage, LONG)


@provokes("batch", "length_exceeded")
def more_than_fifty(stage: Stage) -> Refusal:
    commands: dict[str, Any] = {f"c{number}": LIST for number in range(52)}
    found = stage.rest("batch", cmd=commands)
    assert list(found["result"]) == [f"c{number}" for number in range(50)]
    assert list(found["result_error"]) == ["c50", "c51"]
    told = found["result_error"]["c50"]
    refused = refusal(stage.rest.raw("batch", {"cmd": [LONG] * 50 + [LIST]}))
    assert told == found["result_error"]["c51"] == {"error": refused.code, "error_description": refused.text}
    return refused
