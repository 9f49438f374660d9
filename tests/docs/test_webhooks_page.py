"""docs/webhooks.md has the schedule and the events of the code."""

import re

from tests.house.sources import ROOT
from voronka.api.amocrm_v4.webhook_form import renderers
from voronka.domain import deliveries, triggers, webhooks

PAGE = (ROOT / "docs/webhooks.md").read_text(encoding="utf-8")
BY_WORD = {"minutes": 60, "hour": 3600}


def test_the_schedule_of_attempts():
    rows = re.findall(r"^\| (\d) \| (\d+) (minutes|hour) \| (none|499)", PAGE, re.MULTILINE)
    said = {int(attempt): int(number) * BY_WORD[word] for attempt, number, word, _ in rows}
    overloaded = {int(attempt) for attempt, _, _, code in rows if code == "499"}

    assert said == {attempts + 1: deliveries.pause_after(attempts, 500) for attempts in (1, 2, 3, 4)}
    assert deliveries.pause_after(5, 500) is None
    assert overloaded == {attempts + 1 for attempts in (1, 2, 3, 4) if deliveries.pause_after(attempts, 404) is None}


def test_the_schedule_of_triggers():
    *first, last = (pause // 60 for pause in deliveries.TRIGGER_PAUSES.values())
    minutes = deliveries.TRIGGER_WINDOW // 60

    assert f"up to four times, after {', '.join(map(str, first))} and {last} minutes" in PAGE
    assert f"more than {deliveries.TRIGGER_BAD_AT_MOST} bad answers within {minutes} minutes" in PAGE
    assert set(re.findall(r"^\| `(\w+)` \| [^|]+ \|$", PAGE, re.MULTILINE)) == set(triggers.EVENTS)


def test_when_a_webhook_is_switched_off():
    hours, days = deliveries.WINDOW // 3600, deliveries.KEPT_FOR // 86_400

    assert f"After more than {deliveries.BAD_AT_MOST} bad answers within {hours} hours" in PAGE
    assert f"within **{deliveries.ANSWER_WITHIN:.0f} seconds**" in PAGE
    assert f"An account may have {webhooks.AT_MOST}." in PAGE
    assert days == 3
    assert PAGE.count("three days") == 2


def test_the_events_that_are_told():
    said = {code for code in re.findall(r"`([a-z_]+)`", PAGE) if code in webhooks.EVENTS}

    assert said == set(renderers("", "")), "put the table of events in docs/webhooks.md right"
