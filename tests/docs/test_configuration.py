"""docs/configuration.md lists every setting and every command with its options, and no others."""

import re

from msgspec.structs import fields

from tests.docs.commands import SHARED, commands
from tests.house.sources import ROOT
from voronka.server.settings import PREFIX, Settings

PAGE = (ROOT / "docs/configuration.md").read_text(encoding="utf-8")


def test_every_setting_is_explained():
    named = set(re.findall(rf"`{PREFIX}([A-Z_]+)`", PAGE))

    assert named == {field.name.upper() for field in fields(Settings)}


def test_a_setting_has_the_default_that_the_page_gives():
    said = dict(re.findall(r"^\| `(\w+)` \|[^|]*\|[^|]*\| `([^`]*)` \|", PAGE, re.MULTILINE))
    defaults = {field.name: field.default for field in fields(Settings)}

    assert {"host", "port", "workers", "base_domain", "log_format", "log_level"} <= set(said)
    for name, default in said.items():
        value = defaults[name]
        assert default == (", ".join(value) if isinstance(value, tuple) else str(value)), name


def test_every_flag_of_serve_is_the_flag_of_a_setting():
    named = set(re.findall(r"`(--[a-z-]+)`", PAGE.partition("## Commands")[0]))

    assert named == dict(commands())["serve"] - {"--demo"} | SHARED


def test_every_command_is_listed_with_its_options():
    rows = re.findall(r"^\| `voronka ([a-z ]+?)(?: [A-Z ]+)?` \|([^|]*)\|", PAGE, re.MULTILINE)

    said = {name: set(re.findall(r"`(--[a-z-]+)`", options)) for name, options in rows}

    assert said == dict(commands())
