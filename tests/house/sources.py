"""The files that the rules of the house are about."""

from pathlib import Path

ROOT = Path(__file__).parents[2]

# printed by a program: judged by what they are printed from
GENERATED = ("src/voronka/client/_sync/", "src/voronka/store/migrations/versions/")
FOLDERS = ("src", "tests", "scripts", "docs", "examples", "bench", "requirements", ".ci")
SUFFIXES = {".py", ".md", ".toml", ".txt", ".in", ".mako", ".html", ".css", ".js", ".csv", ".json", ".yaml", ".yml", ""}


def texts() -> list[Path]:
    """Every text file of the repository."""
    found = [path for path in ROOT.iterdir() if path.is_file() and path.name != ".git"]
    for folder in FOLDERS:
        found += [path for path in (ROOT / folder).rglob("*") if path.is_file()]
    return [path for path in found if path.suffix in SUFFIXES and "__pycache__" not in path.parts]


def modules(*folders: str) -> list[Path]:
    """Python that people write and read."""
    found = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    return [path for path in found if not name(path).startswith(GENERATED)]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()
