"""`voronka apikey …`: the keys of the older APIs."""

from voronka.cli import people
from voronka.cli.common import AccountName, DatabaseUrl, DataDir, Json, answer, group, run_work, settings_of
from voronka.cli.people import UserName
from voronka.services import api_keys
from voronka.services.api_keys import ApiKeys

command = group("API keys: amoCRM's USER_HASH and SalesMan's key.")


@command.command("show")
def show(
    account: AccountName = None,
    user: UserName = None,
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
    as_json: Json = False,
) -> None:
    """Print a user's login and keys."""
    settings = settings_of(data_dir, database_url)
    keys = run_work(settings, account, lambda work: api_keys.show(work, people.named(work, user).id), write=False)
    answer(_values(keys), as_json=as_json)


@command.command("renew")
def renew(
    account: AccountName = None,
    user: UserName = None,
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
    as_json: Json = False,
) -> None:
    """Give a user a new amoCRM key; the old one stops at once."""
    settings = settings_of(data_dir, database_url)
    keys = run_work(settings, account, lambda work: api_keys.renew(work, people.named(work, user).id))
    answer(_values(keys), as_json=as_json)


def _values(keys: ApiKeys) -> dict[str, str]:
    return {"login": keys.login, "amocrm_api_key": keys.amocrm, "salesman_api_key": keys.salesman}
