"""Braces that are no placeholder: unclosed, closing nothing, empty, malformed, split, doubled, of another kind."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import NamedTuple

from inkpost.engines.docx.doctor.faults import Fault, around, fault, shortened
from inkpost.engines.docx.doctor.paper import LOOKALIKES, Paper, Passage, Story
from inkpost.engines.docx.grammar import find_placeholders, is_name, whole_placeholder
from inkpost.engines.docx.marking import BREAK

_BRACE = re.compile(r"[{}]")
_LOOKALIKE_PAIR = re.compile(f"[{LOOKALIKES[::2]}]([^{LOOKALIKES}{{}}]*)[{LOOKALIKES[1::2]}]")
_CONTROL = re.compile(r"\s*[#/^%]|\s*(end-?)?(if|for|foreach|each|loop|while|else|elseif|unless)\b", re.IGNORECASE)
_CONTROL_ADVICE = "Take it out; what repeats is a table row with fields of a list"
_MOST = 1000
"""Findings in one paragraph."""
_LONGEST_NAME = 200
_LONGEST_MODIFIER = 500
_WRITE = "Write {Name} or {Name~modifier}, both braces in one paragraph"


class Finding(NamedTuple):
    """What is wrong with a stretch of a text."""

    code: str
    start: int
    end: int
    message: str
    advice: str


def check(paper: Paper) -> Iterator[Fault]:
    """Every brace that will stand in the document as it is."""
    for story in paper.stories:
        found = [(passage, list(islice(findings(passage.text), _MOST))) for passage in story.passages]
        for (passage, opening), (following, closing) in pairwise(found):
            _join(story, passage, opening, following, closing)
        for passage, each in found:
            for finding in each:
                yield _fault(story, passage, finding)


def _fault(story: Story, passage: Passage, finding: Finding) -> Fault:
    code, start, end, message, advice = finding
    place, excerpt = story.places.of(passage.element), around(passage.text, start, end)
    return fault(code, message, advice, place, excerpt, passage.spot(start, end))


def _join(story: Story, passage: Passage, opening: list[Finding], following: Passage, closing: list[Finding]) -> None:
    """Makes one of a brace opened at the end of a paragraph and closed at the beginning of the next with braces."""
    if not opening or not closing or (opening[-1].code, closing[0].code) != ("unclosed_brace", "stray_closing_brace"):
        return
    start, end = opening[-1].start, closing[0].start
    whole = f"{passage.text[start:]}{following.text[: end + 1]}"
    if whole_placeholder("".join(whole.split())) is None:
        return
    there = story.places.of(following.element)
    message = f"The placeholder begins here and ends elsewhere ({there})"
    advice = f"Write {shortened(''.join(whole.split()))} in one paragraph of one cell"
    opening[-1] = Finding("split_placeholder", start, len(passage.text), message, advice)
    del closing[0]


def findings(text: str) -> Iterator[Finding]:
    """Goes from brace to brace, over the placeholders that are sound."""
    sound = {found.start: found.end for found in find_placeholders(text)}
    place = 0
    while (match := _BRACE.search(text, place)) is not None:
        start = match.start()
        if start in sound:
            place = sound[start]
            continue
        finding = _opened(text, start, sound) if text[start] == "{" else _stray(start)
        place = finding.end
        yield finding
    yield from _lookalikes(text)


def _opened(text: str, start: int, sound: dict[int, int]) -> Finding:
    following = _BRACE.search(text, start + 1)
    after = following.start() if following else start
    if after in sound and after == start + 1 and text[sound[after] : sound[after] + 1] == "}":
        inner = shortened(text[after : sound[after]])
        message = f"{inner} stands in double braces, of which one pair stays in the document"
        return Finding("doubled_braces", start, sound[after] + 1, message, f"Write {inner}")
    if following is None or text[after] == "{":
        message = "The brace is opened and not closed in this paragraph"
        return Finding("unclosed_brace", start, start + 1, message, _WRITE)
    return _malformed(text, start, after + 1)


def _stray(start: int) -> Finding:
    message = "The brace closes nothing: no brace is open in this paragraph"
    return Finding("stray_closing_brace", start, start + 1, message, f"Take it out, or open it. {_WRITE}")


def _malformed(text: str, start: int, end: int) -> Finding:
    inside = text[start + 1 : end - 1]
    if not inside.strip():
        return Finding("empty_placeholder", start, end, "There is no name between the braces", _WRITE)
    if BREAK in inside:
        message = "A tab, a line break, a picture or the like stands between the braces"
        return Finding("broken_placeholder", start, end, message, "Write it anew, with nothing but text in it")
    message, advice = _why(inside)
    return Finding("malformed_placeholder", start, end, f"{{{shortened(inside)}}} is no placeholder: {message}", advice)


def _why(inside: str) -> tuple[str, str]:
    """What keeps the text between two braces from being a placeholder."""
    name, tilde, modifier = inside.partition("~")
    trimmed = f"{{{name.strip()}{tilde}{modifier}}}"
    if whole_placeholder(trimmed) is not None:
        return "there are spaces beside the name", f"Write {shortened(trimmed)}"
    if not name.strip():
        return "there is no name before the tilde", "Write {Name~modifier}"
    if _CONTROL.match(inside):
        return "there are no conditions and no loops in a template", _CONTROL_ADVICE
    wrong = next((letter for letter in name.strip() if not _fits(letter)), None)
    if wrong is not None:
        kept = "".join(letter if _fits(letter) else "_" for letter in name.strip())
        said = "space" if wrong.isspace() else wrong
        like = f", such as {{{shortened(kept, 40)}}}" if is_name(kept) else ""
        return f"a name has no {said}", f"Write a name of letters, digits, _ and .{like}"
    return _other(name, modifier)


def _other(name: str, modifier: str) -> tuple[str, str]:
    if len(name) > _LONGEST_NAME:
        return f"its name is longer than {_LONGEST_NAME} characters", "Take a shorter name"
    if "~" in modifier:
        return "it has a second tilde", "Join modifiers with commas: {Name~Format=…,index=1}"
    if len(modifier) > _LONGEST_MODIFIER:
        return f"its modifier is longer than {_LONGEST_MODIFIER} characters", "Take a shorter modifier"
    return "a name has at least one letter or digit", "Write a name of letters, digits, _ and ."


def _fits(letter: str) -> bool:
    return letter in "_." or unicodedata.category(letter)[0] in "LMN"


def _lookalikes(text: str) -> Iterator[Finding]:
    for match in _LOOKALIKE_PAIR.finditer(text):
        written = f"{{{match[1].strip()}}}"
        if whole_placeholder(written) is not None:
            message = "These are not the braces of a placeholder"
            advice = f"Write {shortened(written)} with the braces of the keyboard"
            yield Finding("wrong_braces", match.start(), match.end(), message, advice)
