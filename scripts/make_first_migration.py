"""Writes migration 0001 anew from store/tables/. Only before the first release: later changes are new migrations.

python scripts/make_first_migration.py [--check]
"""

import subprocess
import sys
from pathlib import Path
from typing import Any

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from voronka.store.tables import metadata, search_texts

TARGET = Path(__file__).parents[1] / "src/voronka/store/migrations/versions/0001_first.py"

HEAD = '''"""All tables of the first release. Printed by scripts/make_first_migration.py."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_context().dialect.name == "sqlite":
        # trigrams over one folded text per record; the rowid holds account, kind and record
        op.execute("CREATE VIRTUAL TABLE search_texts USING fts5(text, tokenize='trigram', detail='none')")
    else:
        op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        op.execute("CREATE EXTENSION IF NOT EXISTS btree_gin")
        _create_search_texts()
    _create_tables()


def downgrade() -> None:
    raise NotImplementedError("There is nothing before the first release: delete the database instead.")

'''


def main() -> int:
    functions = function("_create_search_texts", only_search=True), function("_create_tables", only_search=False)
    made = formatted(HEAD + "".join(functions))
    if "--check" in sys.argv:
        fresh = TARGET.exists() and TARGET.read_text() == made
        print("migration 0001 is fresh" if fresh else "migration 0001 is stale: run scripts/make_first_migration.py")
        return 0 if fresh else 1
    TARGET.write_text(made)
    return 0


def function(name: str, *, only_search: bool) -> str:
    def wanted(item: Any, _name: str | None, kind: str, _reflected: bool, _compared: Any) -> bool:
        table = item if kind == "table" else item.table
        return (table is search_texts) == only_search

    with create_engine("sqlite://").connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": wanted})
        upgrade = produce_migrations(context, metadata).upgrade_ops
        assert upgrade is not None
        body = render_python_code(upgrade, migration_context=context)
    lines = [line for line in body.splitlines() if "# ###" not in line]
    return "\n".join(["", f"def {name}() -> None:", *lines, "", ""])


def formatted(source: str) -> str:
    for command in (["check", "--fix", "--exit-zero", "--quiet"], ["format", "--quiet"]):
        ruff = [sys.executable, "-m", "ruff", *command, "--stdin-filename", str(TARGET), "-"]
        source = subprocess.run(ruff, input=source, text=True, capture_output=True, check=True).stdout
    return source


if __name__ == "__main__":
    sys.exit(main())
