"""PyPI's `amocrm-api` drives «Ромашка» as it drives the cloud: create, read, change, find."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from amocrm.v2 import (
    Company,
    Contact,
    Event,
    Lead,
    Pipeline,
    Tag,
    Task,
    User,
    custom_field,
    exceptions,
    tokens,
)
from amocrm.v2 import filters as amo
from amocrm.v2.account import Account, AccountInteraction
from amocrm.v2.interaction import GenericInteraction

NOW = datetime.now()  # noqa: DTZ005  # the client takes naive times


class Buyer(Contact):
    phone = custom_field.ContactPhoneField("Телефон", enum_code="MOB")
    mail = custom_field.ContactEmailField("Email", enum_code="WORK")
    position = custom_field.TextCustomField("Должность", code="POSITION")


@pytest.mark.usefixtures("storage")
class TestSignedIn:
    def test_the_account_answers(self) -> None:
        account: Any = Account(data=AccountInteraction().get(include=["version", "users_groups"]))
        assert (account.subdomain, account.current_user.name) == ("romashka", "Ирина Волкова")
        assert "Магазины" in [group["name"] for group in account.users_groups]

    def test_a_lead_is_made_read_and_changed(self) -> None:
        lead = Lead(name="Свадьба", price=15000)
        lead.save()
        again = Lead.objects.get(lead.id)
        assert (again.name, again.price, again.responsible_user.name) == ("Свадьба", 15000, "Ирина Волкова")
        again.price = 17500
        again.status = "Переговоры"
        again.tags.append("сайт")
        again.save()
        changed = Lead.objects.get(lead.id)
        assert (changed.price, changed.status.name, [tag.name for tag in changed.tags]) == (
            17500,
            "Переговоры",
            ["сайт"],
        )
        assert changed.pipeline.name == "Воронка"
        assert abs(changed.created_at - datetime.utcnow())  # noqa: DTZ003  # the client gives naive times < timedelta(minutes=1)

    def test_a_contact_with_phone_and_mail(self) -> None:
        buyer = Buyer(first_name="Мария", last_name="Ким")
        buyer.phone = "+7 926 111-00-22"
        buyer.mail = "kim@example.com"
        buyer.position = "Закупщик"
        buyer.save()
        again = Buyer.objects.get(buyer.id)
        assert (again.name, again.phone, again.mail, again.position) == (
            "Мария Ким",
            "+7 926 111-00-22",
            "kim@example.com",
            "Закупщик",
        )
        again.phone = "+7 926 111-00-33"
        again.save()
        assert Buyer.objects.get(buyer.id).phone == "+7 926 111-00-33"
        assert Buyer.objects.get(query="9261110033").id == buyer.id

    def test_a_company_of_a_contact(self) -> None:
        company = Company(name="ООО Полюс")
        company.save()
        contact = Contact(name="Пётр")
        contact.save()
        contact.company = company
        assert Contact.objects.get(contact.id).company.name == "ООО Полюс"
        assert [each.name for each in Company.objects.get(company.id).contacts] == ["Пётр"]

    def test_contacts_of_a_lead(self) -> None:
        lead, maria, petr = Lead(name="Заказ"), Contact(name="Мария"), Contact(name="Пётр")
        for each in (lead, maria, petr):
            each.save()
        again = Lead.objects.get(lead.id)
        again.contacts.append(maria)
        again.contacts.append(petr, main=True)
        assert sorted(contact.name for contact in Lead.objects.get(lead.id).contacts) == ["Мария", "Пётр"]
        assert [each.id for each in Contact.objects.get(maria.id).leads] == [lead.id]

    def test_filters_and_pages_to_the_end(self) -> None:
        made = [Lead(name=f"Заказ {place}", price=place) for place in range(5)]
        for lead in made:
            lead.save()
        cheap = list(Lead.objects.filter(filters=[amo.RangeFilter("price")(1, 3)]))
        assert [lead.price for lead in cheap] == [1, 2, 3]
        two = amo.MultiFilter("id")([made[0].id, made[4].id])
        assert [lead.id for lead in Lead.objects.filter(filters=[two])] == [made[0].id, made[4].id]
        recent = amo.DateRangeFilter("created_at")(NOW - timedelta(hours=1), NOW + timedelta(hours=1))
        assert len(list(Lead.objects.filter(filters=[recent]))) == 5
        pipeline = Lead.objects.get(made[0].id).pipeline
        won = amo.FiltersByPipelineAndStatus("statuses")(pipeline.id, 142)
        assert list(Lead.objects.filter(filters=[won])) == []
        pages = GenericInteraction(path="leads")._all("leads", limit=2)
        assert [len(page["leads"]) for page in pages] == [2, 2, 1]

    def test_pipelines_users_and_tags(self) -> None:
        (pipeline,) = Pipeline.objects.all()
        assert [status.type for status in pipeline.statuses][:2] == [1, 0]
        assert "Анна Соколова" in [user.name for user in User.objects.all()]
        tag = Tag.leads.create(name="опт")
        assert [each.name for each in Tag.leads.all()] == [tag.name]

    def test_events_tell_what_was_done(self) -> None:
        lead = Lead(name="Заказ")
        lead.save()
        again = Lead.objects.get(lead.id)
        again.status = "Переговоры"
        again.save()
        types = [event.type for event in Event.objects.all()]
        assert {"lead_added", "lead_status_changed"} <= set(types)

    def test_notes_of_a_lead(self) -> None:
        lead: Any = Lead(name="Заказ")
        lead.save()
        note = lead.notes(text="Ждёт счёт")
        note.save()
        call = lead.notes(phone="+79261110022", duration=60, source="АТС", uniq="8f52", link="https://ats.example/1")
        call.save()
        again = lead.notes.objects.get(note.id)
        assert (again.note_type, again.text, again.created_by.name) == ("common", "Ждёт счёт", "Ирина Волкова")
        again.text = "Счёт получил"
        again.save()
        assert [(each.note_type, each.text) for each in lead.notes.objects.all()] == [
            ("common", "Счёт получил"),
            ("call_in", None),
        ]
        assert lead.notes.objects.get(call.id).duration == 60

    def test_tasks_of_a_lead(self) -> None:
        lead: Any = Lead(name="Заказ")
        lead.save()
        soon = NOW.replace(microsecond=0) + timedelta(days=1)
        made = Task(text="Позвонить", complete_till=soon, task_type_id=1)
        lead.tasks.add(made)
        again: Any = Lead.objects.get(lead.id)
        [task] = again.tasks
        assert (task.text, task.is_completed, task.result, task.entity.name) == ("Позвонить", False, None, "Заказ")
        assert task.responsible_user.name == "Ирина Волкова"
        made.is_completed = True
        made.result = "Договорились"
        made.save()
        done: Any = Task.objects.get(task.id)
        assert (done.is_completed, done.result, done.duration_sec) == (True, "Договорились", 0)
        assert [each.id for each in Task.objects.filter(filters=[amo.SingleFilter("is_completed")(1)])] == [task.id]

    def test_what_is_not_there_and_what_is_wrong(self) -> None:
        with pytest.raises(exceptions.NotFound):
            Lead.objects.get(5)
        with pytest.raises(exceptions.ValidationError):
            Lead.objects.create(name="Плохая", status_id=1)


def test_an_expired_token_is_refreshed_on_the_way(storage: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    before = storage.get_refresh_token()
    with monkeypatch.context() as patched:
        patched.setattr(tokens.TokenManager, "_is_expire", staticmethod(lambda token: True))
        account: Any = AccountInteraction().get()
        assert account["subdomain"] == "romashka"
    assert storage.get_refresh_token() != before
