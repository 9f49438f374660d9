"""An installation of one's own, on each database: what `tests/cli` has too."""

from tests.cli.conftest import any_installation

__all__ = ["any_installation"]
