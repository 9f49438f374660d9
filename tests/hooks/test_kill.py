"""A worker may be killed at any moment: whatever it had not written down is told again by the next one."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.hooks.conftest import Working, eventually, states, subscribe
from tests.hooks.receivers import Post, receiver
from tests.world import Cast, World
from voronka.domain.leads import LeadChange
from voronka.services import leads


def later() -> float:
    """When every lease of the killed one has run out."""
    return time.time() + 60


@contextmanager
def lone_worker(url: str) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen([sys.executable, "-m", "tests.hooks.lone_worker", url])
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def names(posts: list[Post]) -> set[str]:
    return {post.form["leads[add][0][name]"] for post in posts}


def add_leads(world: World, count: int) -> set[str]:
    wanted = [f"Сделка {number}" for number in range(count)]
    world.do_as(world.anna, leads.add, [LeadChange(name=name) for name in wanted])
    return set(wanted)


def test_killed_between_sending_and_writing_it_down(world: World, working: Working, located: tuple[str, Cast]) -> None:
    with receiver() as site:
        subscribe(world, site.url)
        wanted = add_leads(world, 1)
        site.answer = site.hold
        with lone_worker(located[0]) as worker:
            site.wait_for(1)
            worker.kill()
        assert states(world) == ["waiting"]
        site.release()
        with working(clock=later):
            first, second = site.wait_for(2)
            eventually(lambda: states(world) == ["done"], "it is done")
        assert names([first]) == names([second]) == wanted
        assert first.headers["x-delivery-id"] == second.headers["x-delivery-id"]


def test_killed_in_the_middle_of_much_work(world: World, working: Working, located: tuple[str, Cast]) -> None:
    with receiver() as site:
        subscribe(world, site.url)
        wanted = add_leads(world, 250)
        with lone_worker(located[0]) as worker:
            site.wait_for(40)
            worker.kill()
        assert states(world).count("done") < 250
        with working(clock=later):
            eventually(lambda: states(world) == ["done"] * 250, "all are done")
        assert names(site.posts) == wanted


def test_its_lease_protects_what_a_slow_worker_is_still_sending(world: World, working: Working) -> None:
    with receiver() as site:
        subscribe(world, site.url)
        add_leads(world, 1)
        site.answer = site.hold
        with working(), working():
            site.wait_for(1)
            site.release()
            eventually(lambda: states(world) == ["done"], "it is done")
        assert len(site.posts) == 1
