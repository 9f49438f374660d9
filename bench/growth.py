"""Row 3: the same requests to a million leads and to ten thousand. What they find grows, their time should not.

Every request is made in twenty forms (another user, another month, another word), the same ones on both sides.
Filters of a share of all leads find a hundred times as many among a million; filters of one record find one.
"""

from collections.abc import Callable, Sequence
from random import Random
from urllib.parse import urlencode

from msgspec import Struct

from bench import company, invented, serving, words
from bench.company import Company
from bench.measuring import Result, compare
from voronka.domain.pipelines import LOST, WON
from voronka.services.work import Work

SMALL, LARGE = 10_000, 1_000_000
BAR = 1.5
FORMS = 20
PAGES = 100

Parameters = list[tuple[str, object]]


class Field(Struct, frozen=True):
    """Where one database has its records."""

    company: Company
    leads: range
    contacts: range

    def lead(self, random: Random) -> int:
        return self.leads[int(len(self.leads) * random.random())]


Make = Callable[[Field, Random], str]


def measure(small: str, large: str, only: str = "") -> list[Result]:
    with serving.voronka(large) as here, serving.voronka(small) as there:
        fields = serving.look(large, _field), serving.look(small, _field)
        results = []
        for what, make in REQUESTS.items():
            if only in what:
                targets = [_targets(make, field) for field in fields]
                results.append(_compared(what, here, there, *targets))
        return results


def _compared(
    what: str, here: serving.Client, there: serving.Client, targets: Sequence[str], others: Sequence[str]
) -> Result:
    return compare(
        what,
        lambda number: here.get(targets[number % FORMS]),
        lambda number: there.get(others[number % FORMS]),
        bar=BAR,
    )


def _targets(make: Make, field: Field) -> list[str]:
    return [make(field, Random(number)) for number in range(FORMS)]


def _field(work: Work) -> Field:
    def ids_of(table: str) -> range:
        found = f"SELECT min(id), max(id) FROM {table} WHERE account_id = {work.account_id}"
        first, last = work.connection.exec_driver_sql(found).one()
        return range(first, last + 1)

    return Field(company.of_facts(work.facts), ids_of("leads"), ids_of("contacts"))


def _leads(*parameters: tuple[str, object], limit: int = 50) -> str:
    return f"/api/v4/leads?{urlencode([*parameters, ('limit', limit)])}"


def _between(name: str, low: int, high: int) -> Parameters:
    return [(f"filter[{name}][from]", low), (f"filter[{name}][to]", high)]


def _some_days(name: str, days: int, random: Random) -> Parameters:
    begin = invented.BEGIN + random.randrange(invented.SPAN - days * invented.DAY)
    return _between(name, begin, begin + days * invented.DAY - 1)


def _value(field: Field, code: str, value: object) -> tuple[str, object]:
    return f"filter[custom_fields_values][{field.company.fields[code].id}][]", value


def _values_between(field: Field, code: str, low: int, high: int) -> Parameters:
    return _between(f"custom_fields_values][{field.company.fields[code].id}", low, high)


def _stage(field: Field, random: Random) -> Parameters:
    pipeline = random.choice(field.company.pipelines)
    stage = random.choice([*field.company.stages[pipeline], WON, LOST])
    return [("filter[statuses][0][pipeline_id]", pipeline), ("filter[statuses][0][status_id]", stage)]


def _quantities(field: Field, random: Random, share: int) -> Parameters:
    low = random.randrange(100_001 - share)
    return _values_between(field, "QUANTITY", low, low + share)


def _delivered(field: Field, random: Random) -> Parameters:
    begin = invented.BEGIN + random.randrange(invented.SPAN)
    return _values_between(field, "DELIVERY", begin, begin + 30 * invented.DAY)


def _user(field: Field, random: Random) -> tuple[str, object]:
    return "filter[responsible_user_id][]", random.choice(field.company.users)


def _ids(field: Field, random: Random) -> Parameters:
    return [("filter[id][]", field.lead(random)) for _ in range(50)]


def _phone(field: Field, random: Random) -> str:
    contact = next(invented.contacts(field.company, field.contacts[random.randrange(5000) :][:1]))
    return f"/api/v4/contacts?{urlencode({'query': contact.custom_fields[str(field.company.phone.id)][0][0]})}"


def _rare_source() -> str:
    return words.SOURCES[-1]


REQUESTS: dict[str, Make] = {
    "first page of 50": lambda field, random: _leads(),
    "first page of 250 with contacts": lambda field, random: _leads(("with", "contacts"), limit=250),
    "first page, newest first": lambda field, random: _leads(("order[created_at]", "desc")),
    "first page, last changed first": lambda field, random: _leads(("order[updated_at]", "desc")),
    f"page {PAGES}": lambda field, random: _leads(("page", PAGES)),
    "by id": lambda field, random: f"/api/v4/leads/{field.lead(random)}?with=contacts",
    "50 ids": lambda field, random: _leads(*_ids(field, random)),
    "status": lambda field, random: _leads(*_stage(field, random)),
    "status, newest first": lambda field, random: _leads(*_stage(field, random), ("order[created_at]", "desc")),
    "user": lambda field, random: _leads(_user(field, random)),
    "user, last changed first": lambda field, random: _leads(_user(field, random), ("order[updated_at]", "desc")),
    "user and status": lambda field, random: _leads(_user(field, random), *_stage(field, random)),
    "created on a day": lambda field, random: _leads(*_some_days("created_at", 1, random)),
    "created in a month": lambda field, random: _leads(*_some_days("created_at", 30, random)),
    "changed in a month": lambda field, random: _leads(*_some_days("updated_at", 30, random)),
    "changed in a month, in that order": lambda field, random: _leads(
        *_some_days("updated_at", 30, random), ("order[updated_at]", "asc")
    ),
    "closed in a week": lambda field, random: _leads(*_some_days("closed_at", 7, random)),
    "price from 10,000 to 11,000": lambda field, random: _leads(*_between("price", 10_000, 11_000)),
    "field: option of 35 %": lambda field, random: _leads(_value(field, "SOURCE", words.SOURCES[0])),
    "field: option of 0.5 %": lambda field, random: _leads(_value(field, "SOURCE", _rare_source())),
    "field: number, 10 %": lambda field, random: _leads(*_quantities(field, random, 10_000)),
    "field: number, 1 %": lambda field, random: _leads(*_quantities(field, random, 1_000)),
    "field: number, 0.1 %": lambda field, random: _leads(*_quantities(field, random, 100)),
    "field: date, a month": lambda field, random: _leads(*_delivered(field, random)),
    "field: text of 3 %": lambda field, random: _leads(_value(field, "CITY", random.choice(words.CITIES))),
    "field: text of one lead": lambda field, random: _leads(
        _value(field, "CONTRACT", invented.contract(field.lead(random)))
    ),
    "fields: option of 35 % and text of 3 %": lambda field, random: _leads(
        _value(field, "SOURCE", words.SOURCES[0]), _value(field, "CITY", random.choice(words.CITIES))
    ),
    "field: option of 0.5 %, last changed first": lambda field, random: _leads(
        _value(field, "SOURCE", _rare_source()), ("order[updated_at]", "desc")
    ),
    "user and field: option of 5 %": lambda field, random: _leads(
        _user(field, random), _value(field, "SOURCE", words.SOURCES[5])
    ),
    "search: word of 8 %": lambda field, random: _leads(("query", random.choice(words.PRODUCTS))),
    "search: word of 2 %": lambda field, random: _leads(("query", random.choice(words.SURNAMES))),
    "search: two words, 0.1 %": lambda field, random: _leads(("query", words.person(random.randrange(1000)))),
    "search: word of one lead": lambda field, random: _leads(("query", invented.contract(field.lead(random)))),
    "search: two letters": lambda field, random: _leads(("query", random.choice(words.PRODUCTS)[:2])),
    "search: contact by phone": _phone,
}
