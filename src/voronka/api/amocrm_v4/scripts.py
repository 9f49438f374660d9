"""Scripts for other people's pages: a function of ours, called with what it is told."""

import json
from functools import cache
from pathlib import Path

from voronka.api.amocrm_v4.envelope import Wire
from voronka.api.http import Reply

# any site may load it from here; a change is seen within minutes
HEADERS = {
    "Cache-Control": "public, max-age=300",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Content-Type-Options": "nosniff",
}


def reply(file: str, told: Wire) -> Reply:
    """In ASCII: the page that loads it may be of any encoding."""
    return Reply(body=f"({_function(file)})({json.dumps(told)});\n", content_type="text/javascript", headers=HEADERS)


@cache
def _function(file: str) -> str:
    return (Path(__file__).parent / "templates" / file).read_text("ascii").strip().rstrip(";")
