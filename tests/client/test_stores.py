"""A pair of tokens outlives the process, whatever happens to it."""

import os
import stat
from pathlib import Path

import msgspec
import pytest

from voronka import FileStore, MemoryStore, OAuth, Tokens

PAIR = Tokens(access_token="eyJ0-first", refresh_token="def502-first", expires_at=1_780_000_000.0)
NEXT = Tokens(access_token="eyJ0-second", refresh_token="def502-second", expires_at=1_780_086_400.0)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "tokens.json"


def test_there_is_nothing_before_somebody_signs_in(path: Path):
    assert FileStore(path).load() is None
    assert MemoryStore().load() is None


def test_what_was_saved_is_there_for_the_next_process(path: Path):
    FileStore(path).save(PAIR)
    FileStore(path).save(NEXT)

    assert FileStore(path).load() == NEXT


def test_the_folder_is_made_before_it_is_needed(path: Path):
    FileStore(path.parent / "new" / "tokens.json").save(PAIR)

    assert (path.parent / "new" / "tokens.json").exists()


def test_only_its_owner_reads_the_file(path: Path):
    FileStore(path).save(PAIR)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_failure_in_the_middle_of_saving_leaves_the_former_pair(path: Path):
    FileStore(path).save(PAIR)
    path.with_name(f"{path.name}.{os.getpid()}").mkdir()  # where the new file would be written

    with pytest.raises(OSError, match="directory"):
        FileStore(path).save(NEXT)

    assert FileStore(path).load() == PAIR


def test_a_file_of_something_else_is_an_error_not_an_empty_store(path: Path):
    path.write_text("{}")

    with pytest.raises(msgspec.ValidationError):
        FileStore(path).load()


def test_one_process_at_a_time_renews(path: Path):
    with FileStore(path).lock() as first, FileStore(path).lock() as second:
        assert (first, second) == (True, False)
    with FileStore(path).lock() as again:
        assert again


def test_secrets_are_not_printed(path: Path):
    oauth = OAuth(
        client_id="5f0c2a7e", client_secret="s3cr3t", redirect_uri="https://crm.example", store=MemoryStore(PAIR)
    )

    assert "first" not in repr(PAIR)
    assert "s3cr3t" not in repr(oauth)
    assert "first" not in repr(oauth)
