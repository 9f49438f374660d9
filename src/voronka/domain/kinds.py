"""The table of entities and what each carries. The numbers are amoCRM's own (element_type)."""

from enum import IntEnum

from msgspec import Struct


class Kind(IntEnum):
    CONTACT = 1
    LEAD = 2
    COMPANY = 3
    TASK = 4
    ELEMENT = 10
    CUSTOMER = 12
    FILE = 13  # ours, for the journal and the index of words, where a kind has four bits
    CHAT_TEMPLATE = 14  # (unconfirmed) ours, for the journal
    SEGMENT = 17  # (unconfirmed) ours: the wire names it only in words

    @property
    def plural(self) -> str:
        return NAMES[self].plural

    @property
    def singular(self) -> str:
        return NAMES[self].singular


class Names(Struct, frozen=True):
    plural: str
    singular: str


NAMES = {
    Kind.CONTACT: Names("contacts", "contact"),
    Kind.LEAD: Names("leads", "lead"),
    Kind.COMPANY: Names("companies", "company"),
    Kind.TASK: Names("tasks", "task"),
    Kind.ELEMENT: Names("catalog_elements", "catalog_element"),
    Kind.CUSTOMER: Names("customers", "customer"),
    Kind.CHAT_TEMPLATE: Names("chat_templates", "chat_template"),
    Kind.SEGMENT: Names("segments", "segment"),
    Kind.FILE: Names("files", "file"),
}

BY_PLURAL = {names.plural: kind for kind, names in NAMES.items()}
BY_SINGULAR = {names.singular: kind for kind, names in NAMES.items()}

# Which entity may be linked to which. A stored link always leads from the lower to the higher of RANK.
LINKS = {
    Kind.LEAD: frozenset({Kind.CONTACT, Kind.COMPANY, Kind.ELEMENT}),
    Kind.CONTACT: frozenset({Kind.COMPANY, Kind.CUSTOMER, Kind.ELEMENT, Kind.LEAD}),
    Kind.COMPANY: frozenset({Kind.CONTACT, Kind.LEAD, Kind.CUSTOMER, Kind.ELEMENT}),
    Kind.CUSTOMER: frozenset({Kind.CONTACT, Kind.COMPANY, Kind.ELEMENT}),
    Kind.ELEMENT: frozenset({Kind.LEAD, Kind.CONTACT, Kind.COMPANY, Kind.CUSTOMER}),
}

RANK = {Kind.LEAD: 0, Kind.CUSTOMER: 1, Kind.CONTACT: 2, Kind.COMPANY: 3, Kind.ELEMENT: 4}

TASKED = (Kind.LEAD, Kind.CONTACT, Kind.COMPANY, Kind.CUSTOMER)  # what a task may stand on

TAGGED = frozenset({Kind.LEAD, Kind.CONTACT, Kind.COMPANY, Kind.CUSTOMER})
