"""Who installs the plain package gets the client and nothing of the server."""

import subprocess
import sys

ALONE = """
import sys
import voronka
voronka.Amo
frameworks = {"sqlalchemy", "starlette", "uvicorn", "alembic", "typer", "structlog", "argon2", "jinja2", "jwt"}
print(*sorted(frameworks & {name.partition(".")[0] for name in sys.modules}))
print(*sorted(name for name in sys.modules if name.startswith(("voronka.s", "voronka.d", "voronka.a", "voronka.h"))))
"""


def test_importing_the_client_imports_nothing_of_the_server():
    done = subprocess.run([sys.executable, "-c", ALONE], check=True, capture_output=True, text=True)

    assert done.stdout.split() == []
