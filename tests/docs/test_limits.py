"""docs/limits.md says the numbers that the code has."""

import re

import pytest

from tests.house.sources import ROOT
from voronka.api import decoding, faults
from voronka.api.amocrm_v2 import facade as facade_v2
from voronka.api.amocrm_v4 import leads_complex
from voronka.base import php
from voronka.base.attempts import Attempts
from voronka.contract import amocrm_v2, operation
from voronka.contract.amocrm_v2 import envelope as envelope_v2
from voronka.contract.amocrm_v4 import OPERATIONS
from voronka.contract.amocrm_v4 import files as files_contract
from voronka.contract.amocrm_v4 import online_chats as online_chats_contract
from voronka.contract.amocrm_v4.envelope import Page
from voronka.domain import (
    bots,
    calls,
    catalogs,
    chat_templates,
    customer_statuses,
    customers,
    destinations,
    event_query,
    file_links,
    files,
    integrations,
    leads,
    note_params,
    online_chats,
    pipelines,
    saving,
    segments,
    short_links,
    sources,
    statuses,
    task_types,
    tasks,
    tokens,
    transactions,
    triggers,
    uploads,
    webhooks,
    website_buttons,
    widgets,
)
from voronka.domain.fields import defining, filtering, numbers, options, settings, shapes, types
from voronka.server import rate_limit
from voronka.services import passwords, previews, users

BY_NAME_V2 = {operation.name: operation for operation in amocrm_v2.OPERATIONS}
BY_NAME = {operation.name: operation for operation in OPERATIONS}

ROWS = {
    "bytes of a body": [operation.ROOM >> 20],
    "items of a body": [BY_NAME["leads.add"].most],
    "users in one request": [BY_NAME["users.add"].most],
    "leads in one complex creation": [BY_NAME["leads.complex"].most],
    "items of a page": [250, Page().limit],
    "adds and updates in one body of API v2": [BY_NAME_V2["v2.leads.set"].most],
    "rows of a page of API v2": [envelope_v2.MOST],
    "pairs in a form body": [facade_v2.PAIRS_AT_MOST],
    "levels of JSON": [faults.MAX_DEPTH],
    "values in a query or form": [php.MAX_PAIRS],
    "levels of brackets": [php.MAX_DEPTH],
    "faults named": [decoding.MOST_FAULTS],
    "requests, only with": [rate_limit.PER_INTEGRATION, rate_limit.PER_ACCOUNT],
    "going on above": [rate_limit.PATIENCE],
    "wrong passwords": [Attempts()._at_most],
    "wrong API keys": [Attempts()._at_most],
    "a session": [tokens.SESSION_LIVES // tokens.MINUTE],
    "exchanging an API key": [tokens.EXCHANGE_PAUSE // tokens.MINUTE],
    "an authorization code": [tokens.CODE_LIVES // tokens.MINUTE],
    "an access token": [tokens.ACCESS_LIVES // 3600],
    "a refresh token": [tokens.REFRESH_LIVES // tokens.DAY],
    "a long-lived token": [tokens.LONG_LIVED_DAYS[0], tokens.LONG_LIVED_DAYS[-1]],
    "a password": [passwords.SHORTEST],
    "a name": [saving.NAME_AT_MOST, users.NAME_AT_MOST],
    "the text of a note": [note_params.LONGEST_TEXT, tasks.TEXT_AT_MOST, transactions.COMMENT_AT_MOST],
    "the `uniq` of a call": [calls.UNIQ_AT_MOST],
    "a price": [leads.PRICE_AT_MOST // 100],
    "days between two purchases": [customers.PERIODICITY_AT_MOST],
    "days of a period of customers": [customer_statuses.PERIOD_AT_MOST],
    "custom field values per entity there": [leads_complex.VALUES_AT_MOST],
    "a code": [defining.CODE_AT_MOST],
    "options of a field": [options.AT_MOST, options.VALUE_AT_MOST],
    "steps of a chained list": [settings.LEVELS_AT_MOST],
    "values of a field": [types.MANY],
    "a text": [types.LINE_OF_TEXT.most, types.LONG_TEXT.most, types.ADDRESS_OF_PAGE.most],
    "what a filter compares": [shapes.INDEXED_LETTERS],
    "bytes of one part": [files_contract.PART_AT_MOST >> 10],
    "a file": [files_contract.FILE_AT_MOST >> 20],
    "parts of one file": [uploads.PARTS_AT_MOST],
    "an upload": [uploads.LIVES // 3600],
    "a deleted file": [files.KEPT_IN_BIN // tokens.DAY],
    "a picture that gets": [previews.PIXELS_AT_MOST],
    "records that `files": [file_links.HOLDERS_AT_MOST],
    "values in one filter": [filtering.VALUES_AT_MOST],
    "pipelines": [pipelines.PIPELINES_AT_MOST],
    "stages of a pipeline": [pipelines.STATUSES_AT_MOST],
    "hints of a stage": [statuses.DESCRIPTIONS_AT_MOST, statuses.DESCRIPTION_AT_MOST],
    "statuses of customers": [customer_statuses.STATUSES_AT_MOST],
    "segments, and their": [segments.SEGMENTS_AT_MOST, segments.FIELDS_AT_MOST],
    "catalogs": [catalogs.AT_MOST[catalogs.REGULAR]],
    "webhooks": [webhooks.AT_MOST],
    "kinds of tasks": [task_types.AT_MOST],
    "bots, widgets, triggers of the Digital Pipeline": [bots.AT_MOST, widgets.AT_MOST, triggers.AT_MOST],
    "bots started by one call": [BY_NAME["bots.run_many"].most],
    "steps of a bot": [bots.STEPS_AT_MOST],
    "calls of a widget that": [bots.CALLS_AT_MOST],
    "what a continued bot shows": [bots.VALUE_AT_MOST, bots.BUTTONS_AT_MOST],
    "the name of an integration": [integrations.NAME_AT_MOST],
    "a setting of a widget": [widgets.SETTING_AT_MOST],
    "templates of chats": [chat_templates.AT_MOST],
    "the text of a template": [chat_templates.CONTENT_AT_MOST, chat_templates.HEADER_AT_MOST],
    "sources of one integration": [sources.AT_MOST],
    "openings of a short link": [short_links.SEEN_FOR],
    "trusted sites of a website button": [website_buttons.SITES_AT_MOST, website_buttons.SITE_AT_MOST],
    "lines of one online chat, chats begun by one button": [online_chats.LINES_A_MINUTE, online_chats.CHATS_A_MINUTE],
    "a line of an online chat": [online_chats_contract.TEXT_AT_MOST],
    "lines that its window shows": [online_chats.SHOWN],
    "the origin code of a source": [sources.ORIGIN_CODE_AT_MOST],
    "the address of a webhook": [destinations.LONGEST],
    "in `filter` of events": [
        event_query.IDS_AT_MOST,
        event_query.ACTORS_AT_MOST,
        event_query.ENTITIES_AT_MOST,
    ],
}


@pytest.mark.parametrize("what", ROWS)
def test_a_limit_is_the_one_of_the_code(what: str):
    page = (ROOT / "docs/limits.md").read_text(encoding="utf-8")
    [limit] = re.findall(rf"^\| {re.escape(what)}[^|]*\| ([^|]*) \|", page, re.MULTILINE)

    said = [int(number.replace(" ", "")) for number in re.findall(r"\d+(?: \d{3})*", limit)]

    assert set(ROWS[what]) <= set(said)


def test_the_bound_of_numbers_is_the_one_of_the_code():
    assert f"below 10^{numbers.LARGEST.adjusted()}" in (ROOT / "docs/limits.md").read_text(encoding="utf-8")
