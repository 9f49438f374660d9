"""Over a real socket, as everybody else: both colours, and what they leave behind."""

import asyncio

import pytest
from anyio.from_thread import BlockingPortal

from tests.world import World
from voronka import Amo, AmoSync, Unauthorized
from voronka.types import LeadAdd, LeadFilter


def test_plain_code_works_over_a_socket(served: str, world: World):
    with AmoSync(served, token=world.token()) as amo:
        refs = amo.leads.add([LeadAdd(name=f"Букет {number}") for number in range(3)])

        found = amo.leads.list(limit=1, filter=LeadFilter(id=[ref.id for ref in refs]), order={"id": "asc"})

        assert [lead.name for lead in found] == ["Букет 0", "Букет 1", "Букет 2"]


def test_asyncio_works_over_a_socket(served: str, world: World, portal: BlockingPortal):
    async def day() -> list[str]:
        async with Amo(served, token=world.token(), per_second=None) as amo:
            made = await asyncio.gather(*(amo.leads.add([LeadAdd(name=f"Заказ {number}")]) for number in range(12)))
            leads = [await amo.leads.get(ref.id) for [ref] in made]
            return [lead.name for lead in leads if lead]

    assert portal.call(day) == [f"Заказ {number}" for number in range(12)]


def test_a_token_of_another_account_opens_nothing(served: str, world: World):
    with AmoSync(served, token=world.token(world.egor)) as amo, pytest.raises(Unauthorized):
        amo.leads.list().all()
