"""Filters by custom fields, as every wire has them: by id, values or a range → what to look for in the index."""

from collections.abc import Mapping, Sequence

from msgspec import structs

from voronka.domain.errors import Problems, Rule
from voronka.domain.fields.filtering import FieldFilter, Range, filter_of
from voronka.domain.kinds import Kind
from voronka.services.work import Work

PATH = "filter.custom_fields_values"  # as the domain calls it


def field_filters(
    work: Work, kind: Kind, asked: Mapping[int, Sequence[str] | Range], catalog_id: int = 0, path: str = PATH
) -> list[FieldFilter]:
    """`path`: what the filter is called on this wire."""
    problems = Problems()
    known = work.facts.fields_of(kind, catalog_id).by_id
    found = []
    for field_id, sought in asked.items():
        if field_id not in known:
            problems.add(0, f"{PATH}.{field_id}", Rule.UNKNOWN_CHOICE)
            continue
        found.append(filter_of(known[field_id], sought, problems, timezone=work.account.settings.timezone))
    problems.found = [structs.replace(each, path=path + each.path.removeprefix(PATH)) for each in problems.found]
    problems.check()
    return found
