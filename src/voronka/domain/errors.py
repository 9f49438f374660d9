"""What can go wrong, in the words of the domain. No HTTP here: each facade has one translator."""

from collections.abc import Iterable
from enum import Enum

from msgspec import Struct


class Refused(Exception):
    """Every refusal says what to do next in `detail`."""

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail)
        self.detail = detail


class NotFound(Refused):
    """No such record, or none that the actor may see."""


class Forbidden(Refused):
    """The actor's rights do not allow it."""


class Unauthorized(Refused):
    """No token, a dead token, a blocked user."""


class SwitchedOff(Unauthorized):
    """The login is right, but its user may not come in any more."""


class NoAccount(Unauthorized):
    """The host names an account that is not here."""


class Conflict(Refused):
    """It cannot be done in the present state: the last pipeline, a limit reached."""


class OtherMode(Conflict):
    """It belongs to another way of working with customers than the account's own."""


class Overtaken(Conflict):
    """What the work was based on has just been changed by somebody else. Begun anew, it sees the change."""


class TooMany(Refused):
    """Too often: the same thing may be tried again a little later."""


class Rule(Enum):
    """Which rule a value breaks; each facade has its own code and text for it."""

    UNKNOWN_CHOICE = "the value is none of the possible ones"
    WRONG_TYPE = "the value has another type"
    MISSING = "a required value is not there"
    BLANK = "a required value is empty"
    UNEXPECTED = "nothing is expected here"
    TOO_LONG = "the text is too long"
    TOO_SHORT = "the text is too short"
    TOO_HIGH = "the number is too high"
    TOO_LOW = "the number is too low"
    TOO_MANY = "there are too many items"
    FORMAT = "the text is not of the expected form"
    URL = "the address is not valid"
    TAKEN = "the value is already used"
    READ_ONLY = "the value cannot be changed this way"


class Problem(Struct, frozen=True):
    """One fault: `item` is its place in the request, `path` the dotted way inside the item, in v4's names."""

    item: int
    path: str
    rule: Rule
    expected: str = ""


class Invalid(Refused):
    """Everything wrong with the request, all items at once. Nothing of it is stored."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        super().__init__(
            "; ".join(f"{problem.item}: {problem.path}: {problem.rule.value}" for problem in self.problems)
        )


class Problems:
    """Collects faults while a batch is walked; `check()` raises them together."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def add(self, item: int, path: str, rule: Rule, expected: str = "") -> None:
        self.found.append(Problem(item, path, rule, expected))

    def check(self) -> None:
        if self.found:
            raise Invalid(self.found)
