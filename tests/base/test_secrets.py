"""One key; everything else follows from it and from nothing else."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from voronka.base.secrets import Secrets, account_of_opaque, fingerprint, load_secrets, new_opaque, new_password

SECRETS = Secrets(b"k" * 32)


def test_a_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    first = load_secrets(tmp_path / "data")
    file = tmp_path / "data" / "secret.key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert load_secrets(tmp_path / "data").signing_key(1) == first.signing_key(1)
    assert [path.name for path in file.parent.iterdir()] == ["secret.key"]


def test_processes_that_start_together_agree(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        loaded = list(pool.map(lambda _: load_secrets(tmp_path), range(8)))
    assert len({secrets.signing_key(1) for secrets in loaded}) == 1


def test_a_given_key_wins_over_the_file(tmp_path: Path) -> None:
    assert load_secrets(tmp_path, "6b" * 32).signing_key(1) == SECRETS.signing_key(1)
    assert not (tmp_path / "secret.key").exists()


@pytest.mark.parametrize("given", ["abc", "zz" * 32, "6b" * 31])
def test_a_key_that_is_none_is_refused(tmp_path: Path, given: str) -> None:
    with pytest.raises(ValueError):
        load_secrets(tmp_path, given)


def test_no_two_credentials_are_alike() -> None:
    made = {
        SECRETS.api_key(1, 2, 1),
        SECRETS.api_key(1, 2, 2),
        SECRETS.api_key(1, 3, 1),
        SECRETS.api_key(2, 2, 1),
        SECRETS.client_secret(1, "a", 1),
        SECRETS.client_secret(1, "a", 2),
        SECRETS.salesman_key(1),
        SECRETS.signing_key(1),
        Secrets(b"K" * 32).api_key(1, 2, 1),
    }
    assert len(made) == 9


def test_keys_look_as_clients_expect() -> None:
    assert len(SECRETS.api_key(1, 2, 1)) == 40 and int(SECRETS.api_key(1, 2, 1), 16)
    assert len(SECRETS.client_secret(1, "a", 1)) == 64 and SECRETS.client_secret(1, "a", 1).isalnum()


def test_the_derivation_never_changes() -> None:
    """Another outcome here would change every key that is in use."""
    assert SECRETS.api_key(100_001, 100_002, 1) == "27b376ba008a6dbaef083afcb5714e01ad4232c3"
    assert SECRETS.salesman_key(100_001) == "RKF5rqXEvhLANr9Gvlglx3pxjE53hMDH"
    secret = SECRETS.client_secret(100_001, "3de16789-7909-49b8-9e7e-6a25000186a1", 1)
    assert secret == "UIYstD2FqWvnXDwGXSPr5UcqQkBfBe6p04DcCvEkaz9g6H6JFKPsK35t0kPc7Yyt"


def test_an_opaque_token_names_its_account() -> None:
    token = new_opaque(100_001)
    assert token.startswith("def502") and account_of_opaque(token) == 100_001
    assert token != new_opaque(100_001) and token not in fingerprint(token)


@pytest.mark.parametrize("token", ["", "def502", "def502xyz", "abc502000186a1"])
def test_other_texts_name_none(token: str) -> None:
    assert account_of_opaque(token) is None


def test_a_made_password_fits_the_vendors_rule() -> None:
    password = new_password()
    assert len(password) == 16
    assert any(map(str.islower, password)) and any(map(str.isupper, password)) and any(map(str.isdigit, password))


def test_the_key_does_not_show_itself() -> None:
    assert repr(SECRETS) == "Secrets(…)"
