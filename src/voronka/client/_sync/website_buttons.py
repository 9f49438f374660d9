# Made from _async by scripts/make_sync.py. Change it there.
"""Website buttons (кнопки на сайт)."""

from collections.abc import Sequence

from voronka.client._sync.pages import Pages
from voronka.client._sync.resource import Resource
from voronka.contract.amocrm_v4.website_buttons import (
    WebsiteButton,
    WebsiteButtonAdd,
    WebsiteButtonAdded,
    WebsiteButtonPatch,
)


class WebsiteButtons(Resource):
    """Buttons for the pages of one's own site: `amo.website_buttons`. Each is a source, and named by that one's id."""

    def list(self, *, with_: Sequence[str] = (), page: int = 1, limit: int = 250) -> Pages[WebsiteButton]:
        """All buttons. with_: scripts, deleted. GET /api/v4/website_buttons"""
        return self._pages("website_buttons.list", with_=with_, page=page, limit=limit)

    def get(self, source_id: int, *, with_: Sequence[str] = ()) -> WebsiteButton | None:
        """One button, None when there is none. with_: scripts, deleted. GET /api/v4/website_buttons/{source_id}

        creation_status is creation_pending for a moment; button_id and script are None until it is created.
        """
        return self._get("website_buttons.get", source_id, with_=with_)

    def create(self, button: WebsiteButtonAdd) -> WebsiteButtonAdded:
        """Asks for a button, which is created a moment later. POST /api/v4/website_buttons

        NotProcessable: the integration has 50 sources already.
        """
        return self._save_one("website_buttons.create", body=button)

    def update_one(self, source_id: int, button: WebsiteButtonPatch) -> WebsiteButton:
        """Adds trusted sites, renames. PATCH /api/v4/website_buttons/{source_id}"""
        return self._save_one("website_buttons.update_one", source_id, body=button)

    def add_chat(self, source_id: int) -> None:
        """Adds an online chat to a button. POST /api/v4/website_buttons/{source_id}/online_chat"""
        self._do("website_buttons.add_chat", source_id)
