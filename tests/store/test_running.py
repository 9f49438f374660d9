"""A unit of work ends in an answer or in an error, and never leaves who waits for it waiting."""

import pytest

from tests.world import World
from voronka.services.work import Work


def _runs_out(work: Work) -> int:
    return next(iter(()))


def test_a_unit_that_runs_out_is_an_error(world: World) -> None:
    with pytest.raises(RuntimeError):
        world.do(_runs_out)


def test_what_is_undone_owes_nobody_a_call(world: World) -> None:
    def owing(work: Work) -> list[str]:
        with work.attempt() as done:
            done.owed.append("https://a.example/")
        with pytest.raises(LookupError), work.attempt() as undone:
            undone.owed.append("https://b.example/")
            raise LookupError
        return work.owed

    assert world.do(owing) == ["https://a.example/"]
