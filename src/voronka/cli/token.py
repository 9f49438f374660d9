"""`voronka token …`: long-lived access tokens."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from voronka.cli import people
from voronka.cli.common import AccountName, DatabaseUrl, DataDir, Json, answer, group, run_work, settings_of
from voronka.cli.people import UserName
from voronka.domain.tokens import LONG_LIVED_DAYS, Token
from voronka.services import tokens
from voronka.services.access_tokens import Issued
from voronka.services.work import Work

command = group("Long-lived access tokens: shown once, good until their day comes or they are revoked.")

Days = Annotated[
    int, typer.Option("--days", min=LONG_LIVED_DAYS.start, max=LONG_LIVED_DAYS.stop - 1, help="How long it lives.")
]
Name = Annotated[str | None, typer.Option("--name", help="What it is for; shown in the list.")]


@command.command("create")
def create(
    account: AccountName = None,
    user: UserName = None,
    days: Days = 365,
    name: Name = None,
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
    as_json: Json = False,
) -> None:
    """Create a token and print it: the JWT alone, once."""
    settings = settings_of(data_dir, database_url)

    def unit(work: Work) -> Issued:
        address = people.address(settings, work.account)
        return tokens.create_long_lived(
            work, user_id=people.active(work, user).id, days=days, address=address, name=name
        )

    made = run_work(settings, account, unit)
    values = {"token": made.jwt, "id": made.token.id, "expires_at": made.token.expires_at}
    answer(values, as_json=as_json, plain=made.jwt)


@command.command("list")
def show(
    account: AccountName = None, data_dir: DataDir = None, database_url: DatabaseUrl = None, as_json: Json = False
) -> None:
    """List the tokens by their ids; the tokens themselves are kept nowhere."""
    found = run_work(settings_of(data_dir, database_url), account, tokens.long_lived, write=False)
    answer({"tokens": [_values(token) for token in found]}, as_json=as_json, plain="\n".join(map(_line, found)))


@command.command("revoke")
def revoke(
    id: Annotated[str, typer.Argument(help="As `voronka token list` shows it.")],
    account: AccountName = None,
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
    as_json: Json = False,
) -> None:
    """Revoke a token: the next request with it is refused."""
    run_work(settings_of(data_dir, database_url), account, lambda work: tokens.revoke(work, id))
    answer({"revoked": id}, as_json=as_json)


def _values(token: Token) -> dict[str, object]:
    return {
        "id": token.id,
        "name": token.name,
        "user_id": token.user_id,
        "expires_at": token.expires_at,
        "revoked": token.revoked_at is not None,
    }


def _line(token: Token) -> str:
    until = "revoked" if token.revoked_at else f"until {datetime.fromtimestamp(token.expires_at, UTC):%Y-%m-%d}"
    return f"{token.id}  user {token.user_id}  {until}  {token.name or ''}".rstrip()
