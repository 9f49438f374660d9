"""The demonstration company: «Ромашка» sells tea to cafés, shops and hotels."""

from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory

from voronka.domain.importing.reading import read_mapping
from voronka.services.importing.rejects import Rejects
from voronka.services.importing.run import Import
from voronka.services.importing.telling import TableReport
from voronka.services.work import Work

MAPPING = "demo.toml"


def load(work: Work) -> list[TableReport]:
    """Into the account of `work`, beside what is there; a second call changes nothing."""
    with as_file(files("voronka.demo")) as folder, TemporaryDirectory() as elsewhere:
        file = read_mapping((folder / MAPPING).read_text(encoding="utf-8"), MAPPING)
        rejects = Rejects(Path(elsewhere) / "rejects.csv")  # nothing is rejected: a test sees to it
        return Import(file, folder, rejects=rejects).within(work)
