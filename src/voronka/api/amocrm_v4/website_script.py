"""The script of a website button: on a trusted site it shows the ways in which a visitor may write."""

import json
from collections.abc import Sequence

from voronka.api.amocrm_v4.envelope import Wire
from voronka.domain.sources import Source
from voronka.domain.website_buttons import Shown, WebsiteButton, host

# A site may load it before its page has a body. Names and addresses go in as text, never as markup. Mobile applications
# show pages that have no host of their own.
SCRIPT = """(function (button) {
  "use strict";
  var here = location.hostname.toLowerCase();
  function isOf(site) { return here === site || here.endsWith("." + site); }
  var isApp = button.isUsedInApp && (here === "" || here === "localhost");
  if (!(isApp || button.sites.some(isOf)) || !button.pages.length) return;
  if (document.body) show(); else document.addEventListener("DOMContentLoaded", show);
  function show() {
    var box = document.createElement("details");
    box.className = "voronka-button";
    box.style.cssText = "position:fixed;right:16px;bottom:16px;z-index:9999;padding:12px;border-radius:12px;" +
      "box-sizing:border-box;max-width:calc(100vw - 32px);max-height:calc(100vh - 32px);overflow:auto;" +
      "overflow-wrap:anywhere;background:#fff;color:#222;box-shadow:0 2px 12px rgba(0,0,0,.25);font:16px sans-serif";
    var title = document.createElement("summary");
    title.textContent = button.name;
    title.style.cursor = "pointer";
    box.appendChild(title);
    button.pages.forEach(function (page) { box.appendChild(way(page)); });
    document.body.appendChild(box);
  }
  function way(page) {
    var line = document.createElement("a");
    line.href = "https://wa.me/" + encodeURIComponent(page.link.replace(/^\\+/, ""));
    line.target = "_blank";
    line.rel = "noopener";
    line.textContent = page.name;
    line.style.cssText = "display:block;margin-top:8px;color:inherit";
    return line;
  }
})(%s);
"""


def element(origin: str, button: WebsiteButton) -> str:
    """What stands in the site's pages."""
    return f'<script async src="{origin}/website_buttons/{button.code}"></script>'


def script(shown: Shown, sources: Sequence[Source]) -> str:
    told: Wire = {
        "name": shown.source.name,
        "isUsedInApp": shown.button.is_used_in_app,
        "sites": [found for site in shown.button.sites if (found := host(site))],
        "pages": [
            {"name": page["name"], "link": page["link"]}
            for source in sources
            for service in source.services
            for page in service["pages"]
        ],
    }
    return SCRIPT % json.dumps(told)  # in ASCII: the page that loads it may be of any encoding
