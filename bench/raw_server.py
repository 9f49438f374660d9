"""What our page of leads is measured against: the same three statements, rows as the driver gives them, msgspec.

A bare Starlette route under the same uvicorn: no token, no account, no rights, no links, no names of fields.
The columns are those that a lead's answer shows; custom fields go out as the text in which they are stored.
"""

import sqlite3
import sys
from collections.abc import Awaitable, Callable
from typing import Any

import asyncpg
import msgspec
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from voronka.server.process import OPTIONS, listen
from voronka.server.settings import Settings

COLUMNS = (
    "id, name, responsible_user_id, group_id, created_by, updated_by, created_at, updated_at, closest_task_at, "
    "is_deleted, price, status_id, pipeline_id, loss_reason_id, closed_at, score, labor_cost, custom_fields"
)
LEADS = f"SELECT {COLUMNS} FROM leads WHERE account_id = $1 AND is_deleted IS FALSE ORDER BY id LIMIT $2 OFFSET $3"
TAGS = (
    "SELECT held.entity_id, tags.id, tags.name, tags.color FROM entity_tags AS held JOIN tags "
    "ON tags.account_id = held.account_id AND tags.id = held.tag_id "
    "WHERE held.account_id = $1 AND held.entity_type = 2 AND held.entity_id {any} ORDER BY held.entity_id, held.tag_id"
)
LINKS = (
    "SELECT from_id, to_type, to_id, is_main FROM links "
    "WHERE account_id = $1 AND from_type = 2 AND to_type IN (1, 3) AND from_id {any}"
)
ANY = {"sqlite": "IN (SELECT value FROM json_each($2))", "postgresql": "= ANY($2::bigint[])"}

Rows = list[Any]
Read = Callable[[int, int], Awaitable[tuple[Rows, Rows, Rows]]]


def on_sqlite(url: str) -> Read:
    connection = sqlite3.connect(url.split(":///", 1)[1], isolation_level=None, check_same_thread=False)
    for pragma in ("cache_size=-16000", "mmap_size=268435456"):
        connection.execute(f"PRAGMA {pragma}")
    (account,) = connection.execute("SELECT id FROM accounts WHERE is_default").fetchone()
    tags, links = TAGS.format(any=ANY["sqlite"]), LINKS.format(any=ANY["sqlite"])

    async def read(limit: int, offset: int) -> tuple[Rows, Rows, Rows]:
        leads = connection.execute(LEADS, (account, limit + 1, offset)).fetchall()
        ids = msgspec.json.encode([row[0] for row in leads[:limit]]).decode()
        held = connection.execute(tags, (account, ids)).fetchall()
        return leads, held, connection.execute(links, (account, ids)).fetchall()

    return read


def on_postgresql(url: str) -> Read:
    held: list[Any] = []
    tags, links = TAGS.format(any=ANY["postgresql"]), LINKS.format(any=ANY["postgresql"])

    async def read(limit: int, offset: int) -> tuple[Rows, Rows, Rows]:
        if not held:
            connection = await asyncpg.connect(url, server_settings={"jit": "off"})
            held.extend((connection, await connection.fetchval("SELECT id FROM accounts WHERE is_default")))
        connection, account = held
        leads = await connection.fetch(LEADS, account, limit + 1, offset)
        ids = [row[0] for row in leads[:limit]]
        tagged = await connection.fetch(tags, account, ids)
        linked = await connection.fetch(links, account, ids)
        return [tuple(row) for row in leads], [tuple(row) for row in tagged], [tuple(row) for row in linked]

    return read


def app(read: Read) -> Starlette:
    async def page(request: Request) -> Response:
        limit, number = int(request.query_params["limit"]), int(request.query_params["page"])
        leads, tags, links = await read(limit, (number - 1) * limit)
        leads = [(*row[:-1], msgspec.Raw(row[-1].encode())) for row in leads[:limit]]
        body = msgspec.json.encode({"leads": leads, "tags": tags, "links": links})
        return Response(body, media_type="application/json")

    return Starlette(routes=[Route("/leads", page)])


def main(url: str) -> None:
    listener = listen(Settings(port=0))
    print(f"http://127.0.0.1:{listener.getsockname()[1]}", flush=True)
    read = on_sqlite(url) if url.startswith("sqlite") else on_postgresql(url)
    uvicorn.Server(uvicorn.Config(app(read), **OPTIONS)).run([listener])


if __name__ == "__main__":
    main(sys.argv[1])
