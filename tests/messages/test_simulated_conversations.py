"""The browser's own store, catch-up and outbox, in simulated conversations of two people with up to
three tabs each: connections drop, answers are cut, events come late, twice, in any order or not at
all, tabs are killed, the server restarts, a block comes and goes, clocks step by minutes and by
days. Each seed is one conversation. Of `make soak`: 10,000."""
from pathlib import Path

import pytest

from tests import soak

pytestmark = [pytest.mark.browser, pytest.mark.one_database]
HOUSE = Path(__file__).parents[2]
RUNS = soak.amount("RUNS", 100)
AT_ONCE = 100  # seeds in one call, so that a run that never ends is found
SITE = "http://simulated.example"


@pytest.fixture(scope="module")
def runs(chromium):
    """runs(from, to): what came of these seeds."""
    page = chromium.new_page()

    def answer(route):
        name = route.request.url.removeprefix(SITE).lstrip("/")
        if not name.endswith(".js"):
            return route.fulfill(body="<title>Simulated</title>", content_type="text/html")
        return route.fulfill(body=(HOUSE / name).read_text(), content_type="text/javascript")

    page.route("**/*", answer)
    page.goto(SITE)
    made = "async ([from, to]) => (await import('/tests/messages/simulated/runs.js')).run(from, to)"
    yield lambda first, last: page.evaluate(made, [first, last])
    page.close()


def test_every_simulated_conversation_ends_with_the_same_messages_everywhere(runs):
    total: dict = {}
    for first in range(0, RUNS, AT_ONCE):
        told = runs(first, min(first + AT_ONCE, RUNS))
        assert told.pop("wrong") == []
        total = {what: total.get(what, 0) + many for what, many in told.items()}
    for what in ("messages", "drops", "answers cut", "doubles", "restarts", "tabs killed",
                 "clock steps", "refusals"):
        assert total[what] > 0, f"no run had any {what}"
    told = ", ".join(f"{many:,} {what}" for what, many in total.items())
    soak.note("simulated conversations, all equal at the end", told)
