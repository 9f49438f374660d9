"""Settings: flags before environment before voronka.toml before defaults, and every mistake told by its name."""

from pathlib import Path

import pytest

from voronka.server.process import as_environment
from voronka.server.settings import Settings, SettingsError, load_settings, open_configured


def load(data_dir: Path, flags: dict[str, object] | None = None, **environment: str) -> Settings:
    named = {f"VORONKA_{name.upper()}": value for name, value in environment.items()}
    return load_settings(flags, named | {"VORONKA_DATA_DIR": str(data_dir)})


def test_without_any_word_it_serves_this_machine_from_one_file(tmp_path: Path):
    settings = load(tmp_path)

    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings.url == f"sqlite:///{tmp_path}/voronka.db"
    assert settings.origin == "http://127.0.0.1:8000"


def test_a_flag_wins_over_the_environment_and_that_over_the_file(tmp_path: Path):
    (tmp_path / "voronka.toml").write_text('port = 1\nhost = "file"\nbase_domain = "crm.example"\n')

    settings = load(tmp_path, {"port": 3, "host": None}, port="2", host="environment")

    assert (settings.port, settings.host, settings.base_domain) == (3, "environment", "crm.example")


def test_values_of_the_environment_are_read_by_their_type(tmp_path: Path):
    settings = load(
        tmp_path, rate_limit="true", webhooks_allow_private="1", worker="0", trusted_proxies="10.0.0.1, ::1"
    )

    assert settings.rate_limit is True
    assert settings.webhooks_allow_private is True
    assert settings.worker is False
    assert settings.trusted_proxies == ("10.0.0.1", "::1")


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("prot = 1", "unknown key 'prot'. Did you mean 'port'?"),
        ("colour = 1", "unknown key 'colour'. Remove it, or use one of: database_url, files_dir, host, port"),
        ('data_dir = "elsewhere"', "Name the data directory by --data-dir or VORONKA_DATA_DIR"),
        ("port = = 1", "is not valid TOML"),
        ('port = "eighty"', "port is not usable"),
        ('log_format = "xml"', "log_format is not usable"),
    ],
)
def test_a_mistake_in_the_file_is_told_with_its_remedy(tmp_path: Path, file: str, said: str):
    (tmp_path / "voronka.toml").write_text(file)

    with pytest.raises(SettingsError) as error:
        load(tmp_path)

    assert said in str(error.value)
    assert str(tmp_path / "voronka.toml") in str(error.value)


def test_a_secret_key_that_is_none_is_refused_by_its_name(tmp_path: Path):
    with pytest.raises(SettingsError, match="VORONKA_SECRET_KEY must hold 64 hexadecimal digits"):
        open_configured(load(tmp_path, secret_key="qwerty"))


def test_an_unknown_kind_of_database_is_refused(tmp_path: Path):
    with pytest.raises(SettingsError, match="Unknown database 'mysql'"):
        open_configured(load(tmp_path, database_url="mysql://root@localhost/crm"))


def test_processes_started_by_the_server_read_the_same_settings(tmp_path: Path):
    settings = load(tmp_path, port="81", trusted_proxies="10.0.0.1,10.0.0.2", rate_limit="1", log_format="json")

    assert load_settings(environ=as_environment(settings)) == settings


@pytest.mark.parametrize(
    ("host", "public_url", "origin"),
    [
        ("0.0.0.0", "", "http://127.0.0.1:8000"),
        ("::1", "", "http://[::1]:8000"),
        ("0.0.0.0", "https://crm.romashka.example/", "https://crm.romashka.example"),
    ],
)
def test_the_address_that_is_shown_can_be_opened(tmp_path: Path, host: str, public_url: str, origin: str):
    assert load(tmp_path, {"host": host, "public_url": public_url}).origin == origin


def test_the_data_directory_is_made_for_its_owner_alone(tmp_path: Path):
    home = tmp_path / "new"
    open_configured(load(home))

    assert oct(home.stat().st_mode & 0o777) == "0o700"
