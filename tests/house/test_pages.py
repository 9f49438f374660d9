"""Pages that list things list all of them."""

import re

from msgspec.structs import fields

from tests.house.sources import ROOT
from voronka.server.settings import PREFIX, Settings


def test_every_setting_is_explained():
    page = (ROOT / "docs/settings.md").read_text(encoding="utf-8")
    named = set(re.findall(rf"`{PREFIX}([A-Z_]+)`", page))

    assert named == {field.name.upper() for field in fields(Settings)}
