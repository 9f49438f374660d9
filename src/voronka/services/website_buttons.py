"""Website buttons: seen by the whole account, and written by whoever may write sources, since each is one."""

from collections.abc import Sequence

from msgspec import structs

from voronka.base.absent import ABSENT, Absent
from voronka.base.page import Page, Place
from voronka.domain import website_buttons
from voronka.domain.errors import NotFound, Problems, Rule
from voronka.domain.naming import checked_name
from voronka.domain.sources import Source, SourceWrite
from voronka.domain.website_buttons import NAME, Shown, WebsiteButton
from voronka.services import sources
from voronka.services.work import Work
from voronka.store import sources as store_sources
from voronka.store import website_buttons as store

CREATED_AT_ONCE = 100


def page(work: Work, place: Place, *, deleted: bool) -> Page[Shown]:
    return store.page(work, place, deleted=deleted)


def get(work: Work, id: int, *, deleted: bool = False) -> Shown:
    found = store.get(work, id)
    if found is None or (found.source.is_deleted and not deleted):
        raise NotFound(f"There is no website button {id}. List them to see those that are.")
    return found


def create(
    work: Work, *, pipeline_id: int, sites: Sequence[str], is_used_in_app: bool | Absent, name: str | Absent
) -> Shown:
    """Its source stands at once; the button itself is created by the worker. It goes when the source is deleted."""
    problems = Problems()
    website_buttons.check_sites(sites, "trusted_websites", problems)
    if not sites and is_used_in_app is ABSENT:
        problems.add(0, "is_used_in_app", Rule.MISSING)
    if pipeline_id not in work.facts.pipelines:
        problems.add(0, "pipeline_id", Rule.UNKNOWN_CHOICE)
    name = checked_name(name, NAME, problems, 0)
    problems.check()
    code = website_buttons.new_code()
    wanted = SourceWrite(name=name, external_id=website_buttons.external_id(code), pipeline_id=pipeline_id)
    source = sources.add(work, [wanted])[0]
    button = WebsiteButton(
        id=source.id,
        button_id=None,
        code=code,
        sites=website_buttons.together([], sites, problems),
        is_used_in_app=is_used_in_app is True,
        has_chat=False,
        created_at=work.now,
        updated_at=work.now,
    )
    store.add(work, button)
    return Shown(button, source)


def update(work: Work, id: int, *, sites: Sequence[str], name: str | Absent) -> Shown:
    work.lock_facts()
    before, problems = get(work, id), Problems()
    if not sites and name is ABSENT:
        problems.add(0, "trusted_websites", Rule.MISSING)
    website_buttons.check_sites(sites, "trusted_websites.add", problems)
    together = website_buttons.together(before.button.sites, sites, problems)
    named = checked_name(name, before.source.name, problems, 0)
    problems.check()
    button = structs.replace(before.button, sites=together, updated_at=work.now)
    source = structs.replace(before.source, name=named, updated_at=work.now)
    store.save(work, [button])
    store_sources.save(work, [source])
    return Shown(button, source)


def add_chat(work: Work, id: int) -> None:
    """Asked for twice, it is there once."""
    work.lock_facts()
    store.save(work, [structs.replace(get(work, id).button, has_chat=True, updated_at=work.now)])


def create_pending(work: Work) -> bool:
    """What the worker does. True: there may be more."""
    waiting = store.pending(work, CREATED_AT_ONCE)
    ids = work.new_ids("website_buttons", len(waiting))
    made = [structs.replace(button, button_id=id, updated_at=work.now) for button, id in zip(waiting, ids, strict=True)]
    if made:
        store.save(work, made)
    return len(made) == CREATED_AT_ONCE


def visited(work: Work, code: str) -> tuple[Shown, list[Source]]:
    """What a page of the site shows: the button, and the account's sources that a visitor may choose from."""
    found = store.by_code(work, code)
    if found is None or found.source.is_deleted or found.button.button_id is None:
        raise NotFound("There is no such button.")
    return found, store_sources.with_services(work)
