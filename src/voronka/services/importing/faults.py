"""What a service refuses of a batch, told row by row."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from voronka.domain.errors import Invalid, Problem
from voronka.domain.facts import Facts
from voronka.domain.importing.rows import Draft


class Faulty(Exception):
    """Some rows of a batch cannot be written; the others can, without them."""

    def __init__(self, reasons: dict[int, str]) -> None:
        super().__init__(f"{len(reasons)} rows")
        self.reasons = reasons  # by line


@contextmanager
def told_by_row(drafts: Sequence[Draft], facts: Facts) -> Iterator[None]:
    """`drafts` stand in the order in which the service was given them."""
    try:
        yield
    except Invalid as invalid:
        reasons: dict[int, list[str]] = {}
        for problem in invalid.problems:
            draft = drafts[problem.item]
            reasons.setdefault(draft.row.line, []).append(_told(draft, problem, facts))
        raise Faulty({line: "; ".join(dict.fromkeys(told)) for line, told in reasons.items()}) from invalid


def _told(draft: Draft, problem: Problem, facts: Facts) -> str:
    head, _, rest = problem.path.partition(".")
    expected = f" ({problem.expected})" if problem.expected else ""
    if head != "custom_fields_values":
        return f"{problem.path}: {problem.rule.value}{expected}"
    number = int(rest.partition(".")[0])
    # a fault of a value names the place of its writing; a field that the stage demands is named by its id
    field_id = list(draft.fields)[number] if number < len(draft.fields) else number
    return f"field «{_name(facts, field_id)}»: {problem.rule.value}{expected}"


def _name(facts: Facts, field_id: int) -> str:
    return next((held.by_id[field_id].name for held in facts.fields.values() if field_id in held.by_id), str(field_id))
