"""What the installation decides for itself: flags before environment before `voronka.toml` before the defaults."""

import os
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal

import msgspec
from msgspec import Struct
from msgspec.structs import fields

from voronka.base import secrets
from voronka.store.database import Database, open_database

FILE = "voronka.toml"
PREFIX = "VORONKA_"
LISTS = frozenset({"trusted_proxies"})


class SettingsError(Exception):
    """A setting that cannot be used; the text says which one, where it stands and what to write instead."""


class Settings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Every field is a variable `VORONKA_<NAME>` and a key of `voronka.toml`; most are flags of `voronka serve` too."""

    data_dir: Path = Path("voronka-data")  # database, secret key, voronka.toml
    database_url: str = ""  # empty: SQLite in the data directory
    files_dir: str = ""  # empty: `files` in the data directory
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 1  # processes; more than one wants PostgreSQL to be of use
    worker: bool = True  # deliver webhooks from within `serve`
    base_domain: str = "localhost"  # accounts live at {subdomain}.{base_domain}
    public_url: str = ""  # scheme://host[:port] for absolute links when it differs from the request's own
    trusted_proxies: tuple[str, ...] = ("127.0.0.1", "::1")  # whose X-Forwarded-Proto and -Host are believed
    rate_limit: bool = False  # amoCRM's 7 requests a second per integration and 50 per account
    webhooks_allow_private: bool = False  # let webhooks reach this machine and its network
    secret_key: str = ""  # 64 hex digits; empty: made once and kept in the data directory
    log_format: Literal["auto", "console", "json"] = "auto"  # auto: console on a terminal, JSON elsewhere
    log_level: Literal["debug", "info", "warning", "error"] = "info"

    @property
    def url(self) -> str:
        """Where the database is."""
        return self.database_url or f"sqlite:///{self.data_dir.resolve() / 'voronka.db'}"

    @property
    def files(self) -> Path:
        """Where the contents of uploaded files are; several servers of one database share it."""
        return Path(self.files_dir).resolve() if self.files_dir else self.data_dir.resolve() / "files"

    @property
    def origin(self) -> str:
        """Our address as people on this machine, or behind `public_url`, type it."""
        host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(
            self.host, f"[{self.host}]" if ":" in self.host else self.host
        )
        return self.public_url.rstrip("/") or f"http://{host}:{self.port}"

    @property
    def authority(self) -> str:
        return self.origin.partition("://")[2]

    @property
    def sqlite_file(self) -> Path | None:
        return Path(self.url.split(":///", 1)[1]) if self.url.startswith("sqlite") else None

    @property
    def key_file(self) -> Path:
        return self.data_dir / secrets.FILE


def load_settings(flags: Mapping[str, Any] | None = None, environ: Mapping[str, str] | None = None) -> Settings:
    """Flags that are None were not given."""
    given = {name: value for name, value in (flags or {}).items() if value is not None}
    surroundings = _from_environment(os.environ if environ is None else environ)
    data_dir = Path(given.get("data_dir") or surroundings.get("data_dir") or Settings().data_dir)
    merged = _from_file(data_dir / FILE) | surroundings | given
    return _checked(merged | {"data_dir": str(data_dir)}, "flags and environment")


def open_configured(settings: Settings) -> Database:
    """The database with the installation's key, which is made on first use."""
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        key = secrets.load_secrets(settings.data_dir, settings.secret_key or None)
        return open_database(settings.url, key, settings.files)
    except ValueError as error:
        raise SettingsError(str(error)) from error


def _from_environment(environ: Mapping[str, str]) -> dict[str, Any]:
    named = {field.name: environ.get(PREFIX + field.name.upper(), "") for field in fields(Settings)}
    return {name: _listed(value) if name in LISTS else value for name, value in named.items() if value}


def _listed(value: str) -> list[str]:
    return [part.strip() for part in value.split(",") if part.strip()]


def _from_file(path: Path) -> dict[str, Any]:
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path} is not valid TOML: {error}. Correct that line.") from error
    known = [field.name for field in fields(Settings) if field.name != "data_dir"]  # the file stands inside it
    for name in found:
        if name not in known:
            raise SettingsError(f"{path}: unknown key {name!r}. {_advice(name, known)}")
    _checked(found, str(path))
    return found


def _advice(name: str, known: list[str]) -> str:
    if name == "data_dir":
        return "Name the data directory by --data-dir or VORONKA_DATA_DIR; the file itself stands in it."
    near = get_close_matches(name, known, 1)
    return f"Did you mean {near[0]!r}?" if near else f"Remove it, or use one of: {', '.join(known)}."


def _checked(values: dict[str, Any], where: str) -> Settings:
    try:
        return msgspec.convert(values, Settings, strict=False, dec_hook=_path)
    except msgspec.ValidationError as error:
        name = str(error).rpartition("$.")[2].rstrip("`")
        raise SettingsError(f"{where}: {name} is not usable: {error}. Correct the value.") from error


def _path(_type: type, value: Any) -> Any:
    return Path(value)
