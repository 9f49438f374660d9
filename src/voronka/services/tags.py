"""The directory of tags. Who may see records of a kind sees their tags; who may change records may change tags."""

from collections.abc import Sequence

from voronka.base.page import Page
from voronka.domain import access, tags
from voronka.domain.errors import NotFound, Problems, Rule
from voronka.domain.kinds import Kind
from voronka.domain.naming import checked_name
from voronka.domain.records import Tag
from voronka.domain.tags import TagChange, TagQuery
from voronka.services import tagging
from voronka.services.work import Work
from voronka.store import tags as store


def page(work: Work, kind: Kind, query: TagQuery) -> Page[Tag]:
    access.require(work.actor, kind, "view")
    return store.page(work, kind, query)


def add(work: Work, kind: Kind, drafts: Sequence[TagChange]) -> list[Tag]:
    """A tag for each draft; where the name is there already, the tag that has it, as it is."""
    access.require(work.actor, kind, "edit")
    problems = Problems()
    names = [checked_name(draft.name, None, problems, item) for item, draft in enumerate(drafts)]
    colors = {
        name: tags.checked_color(kind, draft, item, problems)
        for item, (name, draft) in enumerate(zip(names, drafts, strict=True))
    }
    problems.check()
    held = {tag.name: tag for tag in store.by_ids_or_names(work, kind, [], sorted(colors))}
    missing = [name for name in colors if name not in held]
    held |= {tag.name: tag for tag in tagging.create(work, kind, missing, colors)}
    return [held[name] for name in names]


def update(work: Work, kind: Kind, changes: Sequence[TagChange], *, only_one: bool = False) -> list[Tag]:
    """The tags after their changes, in the order of the changes."""
    access.require(work.actor, kind, "edit")
    held = {tag.id: tag for tag in store.by_ids_or_names(work, kind, [change.id for change in changes], [])}
    if only_one and not held:
        raise NotFound(f"There is no tag {changes[0].id} here. List the tags to see those that are.")
    problems = Problems()
    answers = [_applied(kind, held, change, item, problems) for item, change in enumerate(changes)]
    problems.check()
    _require_free_names(work, kind, answers)
    store.save(work, list({tag.id: tag for tag in answers}.values()))
    return answers


def _applied(kind: Kind, held: dict[int, Tag], change: TagChange, item: int, problems: Problems) -> Tag:
    before = held.get(change.id)
    if before is None:
        problems.add(item, "id", Rule.UNKNOWN_CHOICE)
        return Tag(id=change.id, name="", color=None)
    held[change.id] = tags.apply(before, change, kind, item, problems)
    return held[change.id]


def _require_free_names(work: Work, kind: Kind, changed: Sequence[Tag]) -> None:
    problems = Problems()
    owners = {tag.name: tag.id for tag in store.by_ids_or_names(work, kind, [], [tag.name for tag in changed])}
    for item, tag in enumerate(changed):
        if owners.setdefault(tag.name, tag.id) != tag.id:
            problems.add(item, "name", Rule.TAKEN)
    problems.check()
