"""Row 2: POST of 50 leads through the served API, against the bare inserts of the rows that it leaves behind.

The bare side is handed rows that are ready for its driver and does BEGIN, one insert per table, COMMIT: no request, no
checks, no ids to take. Both write into the same database in turn.
"""

from typing import Any

import msgspec

from bench import company, invented, serving
from bench.bare_inserts import FAR, Bare, bare
from bench.company import Company
from bench.measuring import Result, compare
from voronka.domain.kinds import Kind
from voronka.services.work import Work

LEADS = 50
BODIES = 20
ROUNDS = 60
BAR = 4.0


def measure(url: str) -> Result:
    with serving.voronka(url) as ours, bare(url) as driver:
        bodies = _bodies(*serving.look(url, _surroundings))
        samples = [driver.left_behind(lambda body=body: ours.post("/api/v4/leads", body)) for body in bodies]
        _check(driver, samples[0])
        batches = [driver.prepared(samples[number % BODIES], FAR + number * LEADS) for number in range(ROUNDS + 10)]
        return compare(
            "POST of 50 leads: ours, bare inserts",
            lambda number: ours.post("/api/v4/leads", bodies[number % BODIES]),
            lambda number: driver.insert(batches[number]),
            bar=BAR,
            rounds=ROUNDS,
        )


def _surroundings(work: Work) -> tuple[Company, list[int], list[int]]:
    """Contacts and tags that are there, to be named by new leads."""
    execute, account = work.connection.exec_driver_sql, work.account_id
    contacts = execute(f"SELECT id FROM contacts WHERE account_id = {account} ORDER BY id LIMIT 2000").scalars()
    tags = execute(f"SELECT id FROM tags WHERE account_id = {account} AND entity_type = {int(Kind.LEAD)}").scalars()
    return company.of_facts(work.facts), list(contacts), list(tags)


def _bodies(made: Company, contacts: list[int], tags: list[int]) -> list[bytes]:
    ids = range(FAR, FAR + BODIES * LEADS)
    drafts = [_draft(made, draft, contacts, tags) for draft in invented.leads(made, ids, len(tags), len(contacts), 1)]
    return [msgspec.json.encode(drafts[first : first + LEADS]) for first in range(0, len(drafts), LEADS)]


def _draft(made: Company, draft: invented.Invented, contacts: list[int], tags: list[int]) -> dict[str, Any]:
    """As a client writes it: five or six fields, two tags, a contact, a price, somebody responsible."""
    lead, source = draft.lead, str(made.fields["SOURCE"].id)
    return {
        "name": lead.name,
        "price": lead.price // 100,
        "pipeline_id": lead.pipeline_id,
        "status_id": lead.status_id,
        "responsible_user_id": lead.responsible_user_id,
        "created_at": lead.created_at,
        "custom_fields_values": [
            {"field_id": int(id), "values": [{"enum_id" if id == source else "value": value} for value in values]}
            for id, values in lead.custom_fields.items()
        ],
        "_embedded": {
            "tags": [{"id": tags[place]} for place in draft.tags],
            "contacts": [{"id": contacts[draft.contact], "is_main": True}],
        },
    }


def _check(driver: Bare, sample: dict[str, list[dict[str, Any]]]) -> None:
    counts = {table: len(rows) for table, rows in sample.items()}
    print(f"  a POST leaves behind {', '.join(f'{count} {table}' for table, count in counts.items())}", flush=True)
    assert counts["leads"] == counts["links"] == counts["search_texts"] == LEADS
    assert counts["entity_tags"] == 2 * LEADS
    assert counts["field_values"] >= 5 * LEADS
    assert counts["journal"] > LEADS
    assert all(row["pending"] and row["record"] for row in sample["journal"])
