"""`voronka restore`: out of the recycle bin, which the API shows (`with=only_deleted`) and cannot empty or undo."""

from enum import StrEnum
from typing import Annotated

import typer

from voronka.cli.common import AccountName, DatabaseUrl, DataDir, Failure, Json, answer, run_work, settings_of
from voronka.services import companies, contacts, customers, leads
from voronka.services.work import Work


class Noun(StrEnum):
    LEADS = "leads"
    CONTACTS = "contacts"
    COMPANIES = "companies"
    CUSTOMERS = "customers"


RESTORE = {
    Noun.LEADS: leads.restore,
    Noun.CONTACTS: contacts.restore,
    Noun.COMPANIES: companies.restore,
    Noun.CUSTOMERS: customers.restore,
}


def command(
    noun: Annotated[Noun, typer.Argument(help="What is to come back.", metavar="NOUN")],
    ids: Annotated[list[int], typer.Argument(help="Ids, as with=only_deleted lists them.", metavar="ID")],
    account: AccountName = None,
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
    as_json: Json = False,
) -> None:
    """Take records out of the recycle bin, with tags, links, notes and tasks; all of them or none."""

    def unit(work: Work) -> list[int]:
        back = [record.id for record in RESTORE[noun](work, ids)]
        if missing := set(ids) - set(back):
            lost = ", ".join(map(str, sorted(missing)))
            raise Failure(f"Not in the recycle bin: {lost}. GET /api/v4/{noun}?with=only_deleted shows what is there.")
        return back

    back = run_work(settings_of(data_dir, database_url), account, unit)
    answer({"restored": back}, as_json=as_json, plain="\n".join(map(str, back)))
