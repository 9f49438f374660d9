# Made from _async by scripts/make_sync.py. Change it there.
"""Templates of chats (шаблоны чатов)."""

from collections.abc import Sequence

from voronka.client._sync.caller import Caller
from voronka.client._sync.pages import Pages
from voronka.client._sync.resource import Resource, List
from voronka.client.answers import items_of
from voronka.client.requests import BY_NAME, build
from voronka.contract.amocrm_v4.chat_templates import (
    ChatTemplate,
    ChatTemplateAdd,
    ChatTemplateDelete,
    ChatTemplateFilter,
    ChatTemplatePatch,
    ChatTemplatePatchOne,
    ReviewStatus,
    TemplateReview,
)


class Chats(Resource):
    """What belongs to chats: `amo.chats`."""

    def __init__(self, caller: Caller) -> None:
        super().__init__(caller)
        self.templates = ChatTemplates(caller)


class ChatTemplates(Resource):
    """Answers prepared beforehand: `amo.chats.templates`. Administrators only; an integration sees its own."""

    def list(
        self,
        *,
        with_: Sequence[str] | None = None,
        filter: ChatTemplateFilter | None = None,
        page: int = 1,
        limit: int = 50,
    ) -> Pages[ChatTemplate]:
        """Templates, at most 50 a page. with_: reviews. GET /api/v4/chats/templates"""
        return self._pages("chats.templates.list", with_=with_, filter=filter, page=page, limit=limit)

    def get(self, id: int, *, with_: Sequence[str] | None = None) -> ChatTemplate | None:
        """One template, None when there is none. with_: reviews. GET /api/v4/chats/templates/{id}"""
        return self._get("chats.templates.get", id, with_=with_)

    def add(self, templates: Sequence[ChatTemplateAdd]) -> List[ChatTemplate]:
        """New templates, answered whole in the order sent. POST /api/v4/chats/templates"""
        return self._save("chats.templates.add", items=templates)

    def update(self, templates: Sequence[ChatTemplatePatch]) -> List[ChatTemplate]:
        """Changes templates, `id` says which. PATCH /api/v4/chats/templates"""
        return self._save("chats.templates.update", items=templates)

    def update_one(self, id: int, template: ChatTemplatePatchOne) -> ChatTemplate:
        """Changes one template. PATCH /api/v4/chats/templates/{id}"""
        return self._save_one("chats.templates.update_one", id, body=template)

    def delete_many(self, templates: Sequence[ChatTemplateDelete]) -> None:
        """Deletes templates. DELETE /api/v4/chats/templates"""
        self._do("chats.templates.delete_many", body=templates)

    def delete(self, id: int) -> None:
        """Deletes a template. DELETE /api/v4/chats/templates/{id}"""
        self._do("chats.templates.delete", id)

    def review(self, id: int) -> List[TemplateReview]:
        """Sends a WhatsApp template to review, one for each source. POST /api/v4/chats/templates/{id}/review

        NotProcessable: it is none of WhatsApp, or no source has `waba`.
        """
        operation = BY_NAME["chats.templates.review"]
        return items_of(self._caller.call(build(operation, (id,))), operation)

    def set_review(self, id: int, review_id: int, review: ReviewStatus) -> TemplateReview:
        """Says how a review ended. POST /api/v4/chats/templates/{id}/review/{review_id}"""
        return self._save_one("chats.templates.set_review", id, review_id, body=review)
