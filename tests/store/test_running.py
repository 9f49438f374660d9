"""A unit of work ends in an answer or in an error, and never leaves who waits for it waiting."""

import pytest

from tests.world import World
from voronka.services.work import Work


def _runs_out(work: Work) -> int:
    return next(iter(()))


def test_a_unit_that_runs_out_is_an_error(world: World) -> None:
    with pytest.raises(RuntimeError):
        world.do(_runs_out)
