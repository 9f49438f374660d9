"""`voronka COMMAND`. A command's module is imported when it is called, so that help and `serve` appear at once."""

import gc
import sys
from importlib.util import find_spec

COMMANDS = {
    "serve": ("voronka.cli.serve", "Serve the API; the first start makes everything it needs."),
    "worker": ("voronka.cli.worker", "Deliver webhooks from a process of its own."),
    "migrate": ("voronka.cli.migrate", "Bring the database to the present schema."),
    "account": ("voronka.cli.account", "Create accounts and change their settings."),
    "token": ("voronka.cli.token", "Create access tokens."),
    "integration": ("voronka.cli.integration", "Create integrations (OAuth clients) and authorization codes."),
    "apikey": ("voronka.cli.apikey", "Show a user's API keys."),
    "bot": ("voronka.cli.bot", "Make bots, which the API can run but not make."),
    "trigger": ("voronka.cli.trigger", "Set triggers of the Digital Pipeline on stages."),
    "subscriber": ("voronka.cli.subscriber", "Name who follows a lead or customer, which the API can only read."),
    "widget": ("voronka.cli.widget", "Make widgets known, which the API can install."),
    "import": ("voronka.cli.importing", "Import records from files."),
    "restore": ("voronka.cli.restore", "Take records out of the recycle bin."),
    "routes": ("voronka.cli.routes", "List every operation, its path and its handler."),
    "doctor": ("voronka.cli.doctor", "Check the installation."),
}

NO_SERVER = """The server's parts are not installed; this is the client alone. Install them by:

    pip install 'voronka[server]'
"""


def main() -> None:
    if any(find_spec(name) is None for name in ("typer", "sqlalchemy", "starlette")):
        sys.exit(NO_SERVER)
    gc.disable()  # importing makes only what stays: looking for rubbish in it costs a tenth of the start
    from voronka.cli.commands import run_command

    sys.exit(run_command(sys.argv[1:], COMMANDS))


if __name__ == "__main__":
    main()
