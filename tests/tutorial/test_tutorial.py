"""docs/tutorial.md does what it says: its commands are run as they are printed, and answer what is printed."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.installation import VORONKA, Installation

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/tutorial.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(sh|text|toml)\n(.*?)^```", re.MULTILINE | re.DOTALL)
MARK = "@@ next block"


def steps() -> list[tuple[str, str]]:
    """The commands of each `sh` block, and what the `text` block after it says they print."""
    found: list[tuple[str, str]] = []
    for language, text in BLOCK.findall(PAGE):
        if language == "sh":
            found.append((text, ""))
        elif language == "text":
            found[-1] = (found[-1][0], text)
    return found


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    """Beside the repository's files, so that what the commands write is not written into it."""
    for name in ("examples", "tests"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / ".venv/bin").mkdir(parents=True)
    (tmp_path / ".venv/bin/voronka").symlink_to(VORONKA)
    return Installation(tmp_path / "data")


@pytest.mark.skipif(not shutil.which("curl"), reason="the tutorial's reader has curl; this machine has not")
def test_the_commands_print_what_the_page_says(installation: Installation, tmp_path: Path):
    script = "set -eu\n" + "".join(f"{commands}echo '{MARK}'\n" for commands, _ in steps())
    with installation.serving() as server:
        surroundings = installation.environment | {"TOKEN": server.shown("token"), "CRM": server.address}
        done = subprocess.run(
            ["bash", "-c", script],
            cwd=tmp_path,
            env=surroundings,
            check=False,
            capture_output=True,
            text=True,
            timeout=120,
        )

    assert done.returncode == 0, done.stderr
    printed = done.stdout.split(f"{MARK}\n")
    for (commands, expected), answer in zip(steps(), printed, strict=False):
        pattern = re.escape(expected).replace("…", ".+")
        assert re.fullmatch(pattern, answer), f"{commands}\nprinted\n{answer}\ninstead of\n{expected}"


def test_the_mapping_is_shown_as_it_is():
    mapping = (ROOT / "examples/sales/sales.toml").read_text(encoding="utf-8")
    shown = [text for language, text in BLOCK.findall(PAGE) if language == "toml"]

    assert len(shown) == 1
    assert mapping.endswith(shown[0])
