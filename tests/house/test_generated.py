"""What a program prints is committed as it prints it today."""

import subprocess
import sys

import pytest

from tests.house.sources import ROOT


@pytest.mark.parametrize("script", ["make_first_migration.py", "make_sync.py", "print_coverage.py", "print_wire.py"])
def test_the_committed_files_are_fresh(script: str):
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / script, "--check"], cwd=ROOT, check=False, capture_output=True, text=True
    )

    assert done.returncode == 0, done.stdout + done.stderr
