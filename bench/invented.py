"""Invented records, the same at every run: contacts, companies and leads as they would be after three years of trade.

Old leads are closed, young ones stand in a stage; times rise with the ids, as they do where records are typed in.
Every lead has five custom fields (one in five also a comment), two tags, a contact; two in five a company.
"""

from collections.abc import Iterator
from random import Random
from typing import Any

from msgspec import Struct

from bench import words
from bench.company import Company
from voronka.domain.companies import Company as Firm
from voronka.domain.contacts import Contact
from voronka.domain.leads import Lead
from voronka.domain.pipelines import LOST, WON

BEGIN = 1_672_531_200  # 2023-01-01
SPAN = 3 * 365 * 86_400
YOUNG = 0.15  # of the leads are still open
DAY = 86_400
MOSCOW = 3 * 3600


class Invented(Struct, frozen=True):
    """A lead and what it hangs together with, by places in the lists of tags, contacts and companies."""

    lead: Lead
    tags: tuple[int, int]
    contact: int
    firm: int | None


def leads(company: Company, ids: range, tags: int, contacts: int, firms: int) -> Iterator[Invented]:
    for place, id in enumerate(ids):
        random = Random(id)
        first = random.randrange(tags)
        yield Invented(
            lead=_lead(company, id, place / len(ids), random),
            tags=(first, (first + 1 + random.randrange(tags - 1)) % tags),
            contact=random.randrange(contacts),
            firm=random.randrange(firms) if random.random() < 0.4 else None,
        )


def _lead(company: Company, id: int, age: float, random: Random) -> Lead:
    created_at = BEGIN + int(SPAN * age) + random.randrange(DAY)
    updated_at = created_at + random.randrange(60 * DAY)
    pipeline_id = random.choices(company.pipelines, (60, 30, 10))[0]
    stages = company.stages[pipeline_id]
    is_open = age > 1 - YOUNG or random.random() < 0.02
    status_id = random.choice(stages) if is_open else random.choices((WON, LOST), (35, 65))[0]
    return Lead(
        **_shared(company, id, created_at, updated_at, random),
        name=_name(random),
        custom_fields=_fields(company, id, created_at, random),
        price=int(random.lognormvariate(10, 1)) * 100,
        status_id=status_id,
        pipeline_id=pipeline_id,
        loss_reason_id=None,
        closed_at=None if is_open else updated_at,
        score=None,
        labor_cost=None,
        source_id=None,
        visitor_uid=None,
        is_price_modified_by_robot=False,
    )


def _name(random: Random) -> str:
    buyer = words.person(random.randrange(1000))
    return f"{random.choice(words.PRODUCTS)} {random.choice(words.OCCASIONS)}, {buyer}"


def _fields(company: Company, id: int, created_at: int, random: Random) -> dict[str, list[Any]]:
    field = company.fields
    source = random.choices(field["SOURCE"].enums, words.SOURCE_SHARES)[0]
    values = {
        "SOURCE": source.id,
        "QUANTITY": str(random.randrange(1, 100_001)),
        "CITY": random.choice(words.CITIES),
        "CONTRACT": contract(id),
        "DELIVERY": (created_at // DAY + random.randrange(3, 40)) * DAY - MOSCOW,
    }
    if random.random() < 0.2:
        values["COMMENT"] = ", ".join(random.sample(words.REMARKS, 3))
    return {str(field[code].id): [value] for code, value in values.items()}


def contract(id: int) -> str:
    return f"Д-{id}"


def contacts(company: Company, ids: range) -> Iterator[Contact]:
    for id in ids:
        random = Random(id)
        first, _, last = words.person(random.randrange(1000)).partition(" ")
        created_at = BEGIN + random.randrange(SPAN)
        phone = f"+7 9{random.randrange(10**9):09}"
        yield Contact(
            **_shared(company, id, created_at, created_at, random),
            name=f"{first} {last}",
            first_name=first,
            last_name=last,
            is_unsorted=False,
            custom_fields={
                str(company.phone.id): [[phone, company.phone.enums[0].id]],
                str(company.email.id): [[f"client{id}@example.com", company.email.enums[0].id]],
            },
        )


def firms(company: Company, ids: range) -> Iterator[Firm]:
    for id in ids:
        random = Random(id)
        created_at = BEGIN + random.randrange(SPAN)
        name = f"{random.choice(words.FIRMS)}-{id}"
        yield Firm(
            **_shared(company, id, created_at, created_at, random), name=name, is_unsorted=False, custom_fields={}
        )


def _shared(company: Company, id: int, created_at: int, updated_at: int, random: Random) -> dict[str, Any]:
    user_id = random.choice(company.users)
    return {
        "id": id,
        "responsible_user_id": user_id,
        "group_id": company.groups[user_id],
        "created_by": user_id,
        "updated_by": user_id,
        "created_at": created_at,
        "updated_at": updated_at,
        "closest_task_at": None,
        "is_deleted": False,
    }
