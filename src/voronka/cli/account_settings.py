"""`voronka account settings`: what an account decides for itself and the API cannot change."""

from typing import Annotated

import msgspec
import typer

from voronka.cli.common import DatabaseUrl, DataDir, Json, answer, run_work, settings_of
from voronka.domain.accounts import Account
from voronka.services import accounts
from voronka.services.work import Work

ContactNames = Annotated[
    int | None, typer.Option("--contact-names", help="1 shows the first name first, 2 the last name.")
]
CustomersMode = Annotated[str | None, typer.Option("--customers-mode", help="segments, periodicity or disabled.")]
DuplicateControl = Annotated[
    bool | None,
    typer.Option("--duplicate-control/--no-duplicate-control", help="leads/complex looks for repetitions."),
]
Text = str | None
Switch = bool | None


def command(
    subdomain: Annotated[str | None, typer.Argument(help="Default: the installation's default account.")] = None,
    name: Annotated[Text, typer.Option("--name", help="Name of the company.")] = None,
    country: Annotated[Text, typer.Option("--country", help="Two letters, as RU.")] = None,
    currency: Annotated[Text, typer.Option("--currency", help="Its code, as RUB. Prices are not converted.")] = None,
    currency_symbol: Annotated[Text, typer.Option("--currency-symbol", help="As ₽.")] = None,
    language: Annotated[Text, typer.Option("--language", help="Two letters, as ru.")] = None,
    timezone: Annotated[Text, typer.Option("--timezone", help="As Europe/Moscow.")] = None,
    customers_mode: CustomersMode = None,
    contact_names: ContactNames = None,
    duplicate_control: DuplicateControl = None,
    unsorted: Annotated[Switch, typer.Option("--unsorted/--no-unsorted", help="is_unsorted_on.")] = None,
    loss_reasons: Annotated[
        Switch, typer.Option("--loss-reasons/--no-loss-reasons", help="is_loss_reason_enabled.")
    ] = None,
    helpbot: Annotated[Switch, typer.Option("--helpbot/--no-helpbot", help="is_helpbot_enabled.")] = None,
    api_filter: Annotated[Switch, typer.Option("--api-filter/--no-api-filter", help="is_api_filter_enabled.")] = None,
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
    as_json: Json = False,
) -> None:
    """Change settings of an account, and print all of them."""
    asked = {
        "country": country,
        "currency": currency,
        "currency_symbol": currency_symbol,
        "language": language,
        "timezone": timezone,
        "customers_mode": customers_mode,
        "is_unsorted_on": unsorted,
        "is_loss_reason_enabled": loss_reasons,
        "is_helpbot_enabled": helpbot,
        "is_api_filter_enabled": api_filter,
        "contact_name_display_order": contact_names,
        "duplicate_control": duplicate_control,
    }
    changes = {key: value for key, value in asked.items() if value is not None}

    def unit(work: Work) -> Account:
        return accounts.adjust(work, changes, name) if changes or name else work.account

    account = run_work(settings_of(data_dir, database_url), subdomain, unit)
    answer({"name": account.name, **msgspec.to_builtins(account.settings)}, as_json=as_json)
