"""Codes and texts of faults, which all facades of the vendor's share."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from voronka.domain.errors import Problem, Rule

BROKEN = "An error of the server. Its log has the story under this trace_id, which is the X-Request-Id of the answer."

TYPES = "https://httpstatus.es/"

# The vendor's names where they are known (conventions.md); the rest follow the validation library behind them.
CODES: dict[Rule, tuple[str, str]] = {
    Rule.UNKNOWN_CHOICE: ("NotSupportedChoice", "The value you selected is not a valid choice."),
    Rule.TAKEN: ("NotSupportedChoice", "The value you selected is not a valid choice."),
    Rule.WRONG_TYPE: ("InvalidType", "This value should be of type {expected}."),
    Rule.MISSING: ("FieldMissing", "This field is missing."),
    Rule.BLANK: ("NotBlank", "This value should not be blank."),
    Rule.UNEXPECTED: ("NotSupportedField", "This field was not expected."),
    Rule.READ_ONLY: ("NotSupportedField", "This field was not expected."),
    Rule.TOO_LONG: ("TooLong", "This value is too long. It should have {expected} characters or less."),
    Rule.TOO_SHORT: ("TooShort", "This value is too short. It should have {expected} characters or more."),
    Rule.TOO_HIGH: ("TooHigh", "This value should be {expected} or less."),
    Rule.TOO_LOW: ("TooLow", "This value should be {expected} or more."),
    Rule.TOO_MANY: ("TooMany", "This collection should contain {expected} elements or less."),
    Rule.FORMAT: ("InvalidFormat", "This value is not valid. Expected: {expected}."),
    Rule.URL: ("57c2f299-1154-4870-89bb-ef3b1f5ad229", "Invalid URL"),
}


def by_item(problems: Iterable[Problem], marks: Sequence[str]) -> list[dict[str, Any]]:
    """All faults, item by item. `marks`: the request_id of each; one without has its number."""
    found: dict[int, list[Problem]] = defaultdict(list)
    for problem in problems:
        found[problem.item].append(problem)
    return [
        {
            "request_id": marks[item] if item < len(marks) else str(item),
            "errors": [to_wire(problem) for problem in found[item]],
        }
        for item in sorted(found)
    ]


def to_wire(found: Problem) -> dict[str, str]:
    code, detail = CODES[found.rule]
    return {"code": code, "path": found.path, "detail": detail.format(expected=found.expected)}
