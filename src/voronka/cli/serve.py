"""`voronka serve`: from nothing to a served API."""

import os
from socket import socket
from typing import Annotated

import typer
from msgspec.structs import replace

from voronka.cli.common import DatabaseUrl, DataDir, Failure, run_on_any_database, run_work, settings_of
from voronka.server.first_start import FirstAccount, prepare
from voronka.server.logs import set_up_logs
from voronka.server.process import listen, serve
from voronka.server.settings import Settings

Host = Annotated[str | None, typer.Option("--host", help="Address to listen on. Default: 127.0.0.1.")]
Port = Annotated[int | None, typer.Option("--port", help="Default: 8000.")]
Workers = Annotated[int | None, typer.Option("--workers", min=1, help="Processes. Default: 1.")]
Worker = Annotated[bool | None, typer.Option("--worker/--no-worker", help="Deliver webhooks too. Default: yes.")]
BaseDomain = Annotated[str | None, typer.Option("--base-domain", help="Accounts live below it. Default: localhost.")]
PublicUrl = Annotated[str | None, typer.Option("--public-url", help="Our address as others see it, behind a proxy.")]
Demo = Annotated[bool, typer.Option("--demo", help="Load the demonstration company into the account first.")]

FIRST = """
  login     {login}
  password  {password}
  token     {token}

The password and the token are shown this once. The token is good for five years;
another one is made by `voronka token create`.
"""


def command(
    host: Host = None,
    port: Port = None,
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
    workers: Workers = None,
    worker: Worker = None,
    base_domain: BaseDomain = None,
    public_url: PublicUrl = None,
    demo: Demo = False,
) -> None:
    """Serve the API. The first start makes the database, an account and its administrator; later ones reuse them."""
    named = {"host": host, "port": port, "workers": workers, "worker": worker}
    settings = settings_of(data_dir, database_url, **named, base_domain=base_domain, public_url=public_url)
    set_up_logs(settings)
    listener = _listen(settings)
    settings = replace(settings, port=listener.getsockname()[1])  # port 0 takes a free one
    first = run_on_any_database(settings, lambda database: prepare(database, settings))
    if demo:
        _load_demo(settings)
    _tell(settings, first)
    serve(settings, listener)


def _listen(settings: Settings) -> socket:
    try:
        return listen(settings)
    except OSError as error:
        where = f"{settings.host}:{settings.port}"
        raise Failure(
            f"Cannot listen on {where}: {os.strerror(error.errno or 0)}. Choose another --port or --host."
        ) from error


def _load_demo(settings: Settings) -> None:
    from voronka.services.demo import load  # what imports need is no business of an ordinary start

    reports = run_work(settings, None, load)
    print("Demonstration company:", ", ".join(f"{report.rows} {report.into}" for report in reports))


def _tell(settings: Settings, first: FirstAccount | None) -> None:
    if first:
        print(FIRST.format(login=first.login, password=first.password, token=first.token))
    print(f"Voronka serves {settings.origin} (documentation: {settings.origin}/docs). Ctrl+C stops it.", flush=True)
