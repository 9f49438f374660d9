"""«Ромашка» with Анна's, Вера's and Олег's records of every kind, and Анна in each role."""

import uuid
from collections.abc import Callable
from functools import cached_property
from itertools import count

import httpx2

from tests.api.amocrm_v4.drive import upload
from tests.conftest import ClientOf
from tests.matrix.roles import Role
from tests.matrix.rows import Cell, Row
from tests.rights import NOUNS, Office, give
from tests.world import World
from voronka.domain.catalogs import CatalogWrite
from voronka.domain.contacts import ContactChange
from voronka.domain.elements import ElementChange
from voronka.domain.kinds import Kind
from voronka.domain.leads import LeadChange
from voronka.domain.links import End, LinkWrite
from voronka.domain.notes import NoteChange
from voronka.domain.records import Link, TagWrite
from voronka.domain.talks import Incoming
from voronka.domain.tasks import TaskChange
from voronka.domain.transactions import TransactionDraft
from voronka.domain.users import User
from voronka.services import (
    bots,
    catalog_ends,
    catalogs,
    contacts,
    elements,
    file_links,
    leads,
    linking,
    notes,
    receiving,
    tasks,
    transactions,
)

RECORDS = {noun.kind.plural: noun for noun in NOUNS}
NUMBERS = count(9_260_000_000)


class Desk:
    """Leads stand in the first stage of the pipeline, requests in that of the unsorted ones."""

    def __init__(self, world: World, client_of: ClientOf) -> None:
        self.world, self.client_of = world, client_of
        self.people = [*Office(world).owners.values()]
        self.irina = client_of(world.irina)
        made = world.do(catalogs.add, [CatalogWrite(name=name) for name in ("Цветы", "Горшки")])
        self.flowers, self.pots = (catalog.id for catalog in made)
        self.kept = (self.flowers, self.pots)
        self.lists = [self.flowers]  # of which the roles say something
        [pot] = world.do(elements.add, [ElementChange(catalog_id=self.pots, name="Кашпо")])
        self.pot = pot.id
        self.file: str = upload(client_of(world.anna), "Смета.txt", b"1")["uuid"]  # her own: she sees it in any role

    @cached_property
    def bot(self) -> int:
        return self.world.do(bots.create, name="Приветствие", type="regular").id

    def anna(self, role: Role, row: Row) -> httpx2.Client:
        pipeline = self.world.facts.main_pipeline
        stage = pipeline.unsorted_status if row.unsorted else pipeline.first_status
        assert stage
        rights = role.rights((pipeline.id, stage.id), self.lists)
        self.world.do(give, self.world.anna, rights, is_free=role.is_free, is_admin=role.is_admin)
        return self.client_of(self.world.anna)

    def cells(self, row: Row) -> list[Cell]:
        """A record of everybody."""
        if row.about == "lists":  # an account has ten at most
            self.world.do(catalog_ends.delete, [id for id in self.world.facts.catalogs if id not in self.kept])
        makers: dict[str, Callable[[User], Cell]] = {
            "tasks": self._task,
            "elements": self._element,
            "lists": self._list,
            "files": self._file,
            "talks": self._talk,
            "numbers": self._number,
            "pairs": self._pair,
            "requests": lambda owner: self._request(owner, "forms"),
            "letters": lambda owner: self._request(owner, "mail"),
        }
        make = makers.get(row.about)
        return [make(owner) if make else self._record(row.about, owner) for owner in self.people]

    def _task(self, owner: User) -> Cell:
        draft = TaskChange(text="Позвонить", complete_till=1, responsible_user_id=owner.id)
        return Cell(id=self.world.do(tasks.add, [draft])[0].id, owner=owner.id)

    def _element(self, owner: User) -> Cell:
        """It hangs on a lead."""
        [made] = self.world.do(elements.add, [ElementChange(catalog_id=self.flowers, name="Роза")])
        lead = self._record("leads", owner).id
        self._link(End(Kind.LEAD, lead), made.id, self.flowers)
        self.world.do(file_links.attach, Kind.ELEMENT, made.id, [self.file], self.flowers)
        return Cell(id=made.id, owner=owner.id, catalog=self.flowers, file=self.file, lead=lead, target=lead)

    def _list(self, owner: User) -> Cell:
        [made] = self.world.do(catalogs.add, [CatalogWrite(name="Ленты")])
        self.lists.append(made.id)
        return Cell(owner=owner.id, catalog=made.id)

    def _file(self, owner: User) -> Cell:
        """It hangs on a contact."""
        author = {"id": owner.id, "type": "internal"}
        file: str = upload(self.irina, "Смета.txt", b"1", created_by=author)["uuid"]
        self.world.do(file_links.attach, Kind.CONTACT, self._contact(owner), [file])
        return Cell(owner=owner.id, uid=file)

    def _talk(self, owner: User) -> Cell:
        chat = str(uuid.uuid4())
        incoming = Incoming(chat_id=chat, author="Мария", text="Есть розы?", contact_id=self._contact(owner))
        return Cell(id=self.world.do(receiving.receive, incoming).talk_id, owner=owner.id, uid=chat)

    def _number(self, owner: User) -> Cell:
        phone = f"+7{next(NUMBERS)}"
        sent = {"name": "Мария", "responsible_user_id": owner.id}
        field = {"field_code": "PHONE", "values": [{"value": phone}]}
        made = self.irina.post("/api/v4/contacts", json=[sent | {"custom_fields_values": [field]}]).raise_for_status()
        [maria] = made.json()["_embedded"]["contacts"]
        return Cell(id=maria["id"], owner=owner.id, phone=phone, account=self.world.romashka.id)

    def _pair(self, owner: User) -> Cell:
        held = [Link(to_type=Kind.CONTACT, to_id=self._contact(owner))]
        [lead] = self.world.do(leads.add, [LeadChange(name="Розы", responsible_user_id=owner.id, links=held)])
        return Cell(id=lead.id, owner=owner.id)

    def _request(self, owner: User, category: str) -> Cell:
        """The target is a lead of Анна's that she may join it with."""
        [joined] = self.world.do(leads.add, [LeadChange(name="Розы", responsible_user_id=self.world.anna.id)])
        metadata = {"category": category, "form_id": "f", "form_name": "Заявка", "form_page": "сайт", "subject": "Розы"}
        lead = {"name": f"Заявка {next(NUMBERS)}", "responsible_user_id": owner.id, "_embedded": {"metadata": metadata}}
        [made] = self.irina.post("/api/v4/leads/complex", json=[lead]).raise_for_status().json()
        told = self.irina.get("/api/v4/leads/unsorted", params={"limit": 250}).json()["_embedded"]["unsorted"]
        [uid] = [item["uid"] for item in told if item["_embedded"]["leads"][0]["id"] == made["id"]]
        return Cell(id=made["id"], owner=owner.id, uid=uid, target=joined.id)

    def _record(self, plural: str, owner: User) -> Cell:
        noun = RECORDS[plural]
        draft = noun.change(name="Старое", responsible_user_id=owner.id, tags=[TagWrite(name="новое")])
        [record] = self.world.do(noun.verbs.add, [draft])
        text = NoteChange(entity_id=record.id, note_type="common", params={"text": "Перезвонить"})
        [note] = self.world.do(notes.add, noun.kind, [text])
        self._link(End(noun.kind, record.id), self.pot, self.pots)
        self.world.do(file_links.attach, noun.kind, record.id, [self.file])
        return Cell(
            id=record.id,
            owner=owner.id,
            note=note.id,
            target=self.pot,
            target_catalog=self.pots,
            file=self.file,
            purchase=self._purchase(record.id) if noun.kind == Kind.CUSTOMER else 0,
            bot=self.bot,
            tag=self.world.do(noun.verbs.get, record.id).tags[0].id,
        )

    def _contact(self, owner: User) -> int:
        return self.world.do(contacts.add, [ContactChange(name="Мария", responsible_user_id=owner.id)])[0].id

    def _purchase(self, customer_id: int) -> int:
        [purchase] = self.world.do(transactions.add, [TransactionDraft(customer_id=customer_id, price=100)])
        return purchase.id

    def _link(self, here: End, element: int, catalog_id: int) -> None:
        write = LinkWrite(here=here, there=End(Kind.ELEMENT, element), catalog_id=catalog_id)
        self.world.do(linking.link, [write])
