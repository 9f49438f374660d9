"""Templates of chats: administrators write those of their integration; reviews come for each WhatsApp source of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, structs

from voronka.base.page import Page
from voronka.domain import chat_templates
from voronka.domain.changes import Change
from voronka.domain.chat_templates import AT_MOST, ON_REVIEW, REASON_AT_MOST, WABA, Review, Template, TemplateWrite
from voronka.domain.errors import Conflict, NotFound, Problems, Rule
from voronka.domain.kinds import Kind
from voronka.domain.listing import ListQuery
from voronka.services import files as drive
from voronka.services import journal, permits, sources
from voronka.services.sources import owner
from voronka.services.work import Work
from voronka.store import chat_templates as store
from voronka.store import files


class Reviewed(Struct, frozen=True):
    """A template with its reviews, where those were asked for."""

    template: Template
    reviews: list[Review]


def page(work: Work, external_ids: Sequence[str], query: ListQuery, *, reviewed: bool) -> Page[Reviewed]:
    work.actor.require_admin()
    found = store.page(work, owner(work), external_ids, query)
    return found.with_items(_reviewed(work, found.items, reviewed))


def get(work: Work, id: int, *, reviewed: bool) -> Reviewed:
    return _reviewed(work, [_one(work, id)], reviewed)[0]


def add(work: Work, writes: Sequence[TemplateWrite]) -> list[Template]:
    permits.administer(work)
    problems, ours = Problems(), owner(work)
    ids = work.new_ids("chat_templates", len(writes))
    made = [
        chat_templates.make(write, id, ours, item, problems, work.now)
        for item, (write, id) in enumerate(zip(writes, ids, strict=True))
    ]
    _check_attached(work, writes, {}, problems)
    problems.check()
    if store.count(work, ours, AT_MOST) + len(made) > AT_MOST:
        raise Conflict(f"An integration has at most {AT_MOST} templates. Delete some that are not needed any more.")
    store.add(work, made)
    return made


def update(work: Work, writes: Sequence[TemplateWrite], *, only_one: bool = False) -> list[Template]:
    """The templates after their changes, in the order of the changes."""
    current = _locked(work, [write.id for write in writes])
    if only_one:
        _one(work, writes[0].id)
    reviews = _reviews(work, list(current))
    problems, answers = Problems(), list[Template]()
    _check_attached(work, writes, current, problems)
    for item, write in enumerate(writes):
        if write.id not in current:
            problems.add(item, "id", Rule.UNKNOWN_CHOICE)
            continue
        before = current[write.id]
        current[write.id] = chat_templates.apply(before, write, reviews[write.id], item, problems, work.now)
        answers.append(current[write.id])
    problems.check()
    store.save(work, list(current.values()))
    return answers


def delete(work: Work, ids: Sequence[int], *, only_one: bool = False) -> None:
    """Their reviews go with them, and the attached files that nothing else needs."""
    held = _locked(work, ids)
    if only_one:
        _one(work, ids[0])
    problems = Problems()
    for item, id in enumerate(ids):
        if id not in held:
            problems.add(item, "id", Rule.UNKNOWN_CHOICE)
    problems.check()
    store.remove(work, list(held))
    drive.drop_unused(work, [template.attachment["id"] for template in held.values() if template.attachment])


def send_to_review(work: Work, id: int) -> list[Review]:
    """One review for each of the integration's sources that speaks WhatsApp; what was rejected is looked at again."""
    template = _one(work, id, lock=True)  # who deletes it waits, and then deletes the reviews too
    work.lock_facts()
    if template.type != WABA:
        raise Conflict("Only templates of WhatsApp are reviewed: this one needs none.")
    wanted = [source.id for source in sources.all_of(work) if _is_waba(source.services)]
    if not wanted:
        raise Conflict("No source of this integration has a WhatsApp service with `waba`. Add one first.")
    held = {review.source_id: review for review in store.reviews(work, [id])}
    ids = work.new_ids("chat_template_reviews", len(wanted))
    sent = [_sent(work, template, held.get(source), source, new) for source, new in zip(wanted, ids, strict=True)]
    store.add_reviews(work, [review for review in sent if review.source_id not in held])
    store.save_reviews(work, [review for review in sent if review.source_id in held])
    _tell(work, sent)
    return sent


def set_review(work: Work, id: int, review_id: int, status: str, reject_reason: str | None) -> Review:
    template = _one(work, id, lock=True)
    before = next((review for review in store.reviews(work, [template.id], lock=True) if review.id == review_id), None)
    if before is None:
        raise NotFound(f"There is no review {review_id} of template {id}. Send the template to review first.")
    problems = Problems()
    if len(reject_reason or "") > REASON_AT_MOST:
        problems.add(0, "reject_reason", Rule.TOO_LONG, str(REASON_AT_MOST))
    problems.check()
    reason = reject_reason if status == "rejected" else None
    after = structs.replace(before, status=status, reject_reason=reason, updated_at=work.now)
    store.save_reviews(work, [after])
    return after


def _one(work: Work, id: int, *, lock: bool = False) -> Template:
    found = _locked(work, [id], lock=lock).get(id)
    if found is None:
        raise NotFound(f"There is no template {id} of this integration. List the templates to see those that are.")
    return found


def _locked(work: Work, ids: Iterable[int], *, lock: bool = True) -> dict[int, Template]:
    work.actor.require_admin()
    return store.get_many(work, owner(work), sorted(set(ids)), lock=lock)


def _check_attached(
    work: Work, writes: Sequence[TemplateWrite], before: Mapping[int, Template], problems: Problems
) -> None:
    """A new attachment must be on the drive; one that was there before may be sent along though it was deleted."""
    sent = {
        item: str(write.attachment["id"]) for item, write in enumerate(writes) if isinstance(write.attachment, dict)
    }
    found = files.get_many(work, sorted(set(sent.values())))
    for item, uuid in sent.items():
        held = before.get(writes[item].id)
        is_kept = held is not None and held.attachment is not None and held.attachment["id"] == uuid
        file = found.get(uuid)
        if chat_templates.is_uuid(uuid) and not is_kept and (file is None or file.deleted_at is not None):
            problems.add(item, "attachment.id", Rule.UNKNOWN_CHOICE)


def _reviewed(work: Work, templates: Sequence[Template], wanted: bool) -> list[Reviewed]:
    reviews = _reviews(work, [template.id for template in templates] if wanted else [])
    return [Reviewed(template, reviews[template.id]) for template in templates]


def _reviews(work: Work, ids: Sequence[int]) -> dict[int, list[Review]]:
    found: dict[int, list[Review]] = defaultdict(list)
    for review in store.reviews(work, ids) if ids else ():
        found[review.template_id].append(review)
    return found


def _is_waba(services: sources.sources.Services) -> bool:
    return any(isinstance(service["params"], dict) and service["params"].get("waba") for service in services)


def _sent(work: Work, template: Template, before: Review | None, source_id: int, id: int) -> Review:
    if before:
        return structs.replace(before, status=ON_REVIEW, reject_reason=None, updated_at=work.now)
    return Review(
        id=id,
        template_id=template.id,
        source_id=source_id,
        status=ON_REVIEW,
        reject_reason=None,
        created_at=work.now,
        updated_at=work.now,
    )


def _tell(work: Work, sent: Sequence[Review]) -> None:
    """Integrations wait for the notice to pass the template on to WhatsApp."""
    told = [
        Change(
            kind=Kind.CHAT_TEMPLATE, id=review.template_id, action="review", actor_id=work.actor.user_id, record=review
        )
        for review in sent
    ]
    journal.record(work, told)
