"""`voronka subscriber …`: who follows a lead or customer, which the API can only read."""

from typing import Annotated, Literal

import typer

from voronka.cli import people
from voronka.cli.common import AccountName, DatabaseUrl, DataDir, Json, answer, group, run_work, settings_of
from voronka.domain.entity_subscriptions import Subscriber
from voronka.domain.kinds import BY_PLURAL
from voronka.domain.links import End
from voronka.services import entity_subscriptions
from voronka.services.work import Work

command = group("Who follows a lead or customer: named here, read over the API.")


@command.command("set")
def set_others(
    entity: Annotated[Literal["leads", "customers"], typer.Argument(help="What it is.")],
    id: Annotated[int, typer.Argument(help="The id of the record.")],
    user: Annotated[list[str] | None, typer.Option("--user", help="Login or id; as often as needed.")] = None,
    group: Annotated[list[int] | None, typer.Option("--group", help="Id of a group; as often as needed.")] = None,
    account: AccountName = None,
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
    as_json: Json = False,
) -> None:
    """Name the users and groups that follow it beside the responsible user, and print all who do."""

    def unit(work: Work) -> list[Subscriber]:
        users = [Subscriber(people.named(work, name).id, "user") for name in user or ()]
        groups = [Subscriber(id, "group") for id in group or ()]
        return entity_subscriptions.set_others(work, End(BY_PLURAL[entity], id), [*users, *groups])

    following = run_work(settings_of(data_dir, database_url), account, unit)
    told = [{"subscriber_id": each.id, "type": each.type} for each in following]
    answer({"subscriptions": told}, as_json=as_json, plain="\n".join(f"{each.type} {each.id}" for each in following))
