"""Integrations (OAuth clients) of the account."""

from typing import Any

import msgspec
from sqlalchemy import Row, insert, select, update

from voronka.domain.integrations import Integration
from voronka.store.tables import integrations
from voronka.store.work import Work

_COLUMNS = [integrations.c[name] for name in Integration.__struct_fields__]


def add(work: Work, integration: Integration) -> None:
    row = msgspec.to_builtins(integration) | {"account_id": work.account_id, "settings": {}}
    work.connection.execute(insert(integrations).values(row))


def get(work: Work, client_id: str) -> Integration | None:
    found = select(*_COLUMNS).where(integrations.c.account_id == work.account_id, integrations.c.client_id == client_id)
    row = work.connection.execute(found).first()
    return _integration(row) if row else None


def everything(work: Work) -> list[Integration]:
    ours = select(*_COLUMNS).where(integrations.c.account_id == work.account_id)
    ordered = ours.order_by(integrations.c.created_at, integrations.c.client_id)
    return [_integration(row) for row in work.connection.execute(ordered)]


def change(work: Work, client_id: str, **columns: object) -> None:
    one = (integrations.c.account_id == work.account_id, integrations.c.client_id == client_id)
    work.connection.execute(update(integrations).where(*one).values(columns | {"updated_at": work.now}))


def _integration(row: Row[Any]) -> Integration:
    return Integration(**row._mapping)
