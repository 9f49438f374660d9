"""`voronka migrate`: brings the database to the present schema, making it when there is none."""

from voronka.cli.common import DatabaseUrl, DataDir, Json, answer, run_on_any_database, settings_of
from voronka.store import schema


def command(data_dir: DataDir = None, database_url: DatabaseUrl = None, as_json: Json = False) -> None:
    """Bring the database to the present schema; a second call changes nothing."""
    changed = run_on_any_database(settings_of(data_dir, database_url), schema.migrate)
    plain = (
        f"The database now has schema {schema.HEAD}." if changed else f"The database already has schema {schema.HEAD}."
    )
    answer({"schema": schema.HEAD, "changed": changed}, as_json=as_json, plain=plain)
