"""How many taps a team needs: 46 mixed cases, 30 of them one wave of adverts, in at most 60, where
each alone took three and more."""
import re

import pytest

from peoplehub.core import limits
from peoplehub.forum import actions as forum
from peoplehub.moderation import actions, queries

pytestmark = pytest.mark.one_database


class Thumb:
    """One moderator's thumb: every link, button, choice and field that it touches is a tap."""

    def __init__(self, browser):
        self.browser, self.taps, self.page = browser, 0, None

    def open(self, address):
        self.taps += 1
        self.page = self.browser.get(address, follow_redirects=True)
        assert self.page.status_code == 200
        return self.page.text

    def send(self, address, fields, touched=0):
        """`touched`: how many choices and boxes before the button."""
        self.taps += touched + 1
        self.page = self.browser.post(address, data=fields, follow_redirects=True)
        assert self.page.status_code == 200, self.page.status_code
        return self.page.text


@pytest.fixture
def forty_six(cast, question):
    """30 adverts, 10 held replies, 5 reports of words and 1 of danger."""
    with limits.unlimited():
        wave = [forum.reply(cast.ben, question.topic, f"Cheap trainers {n}") for n in range(30)]
        held = [forum.reply(cast.newcomer, question.topic, f"Hello {n}") for n in range(10)]
        words = [forum.reply(cast.outsider, question.topic, f"Words {n}") for n in range(6)]
        for post in wave:
            actions.report(cast.amina, post, "advert")
        for post in held:
            actions.hold(cast.admin, post, "Let us look.")
        for number, post in enumerate(words):
            actions.report(cast.amina, post, "unkind" if number else "danger")


@pytest.mark.slow
def test_forty_six_cases_take_at_most_sixty_taps(browser, cast, forty_six):
    thumb = Thumb(browser(cast.moderator))
    page = thumb.open("/moderation")
    assert "46 things waiting" in page
    thumb.taps += 3  # the filter is opened, "Adverts and tricks" chosen, "Show these" tapped
    page = thumb.open("/moderation?reason=advert")
    thumb.open("/moderation?reason=advert&choose=some")
    page = thumb.open("/moderation?choose=all&reason=advert")
    ticked = re.findall(r'name="case" value="(\d+)" form="bulk" checked', page)
    assert len(ticked) == 30
    page = thumb.send("/moderation/bulk", {"case": ticked, "step": "hide", "rule": "selling",
                                           "reason": "An advert."}, touched=2)
    assert "16 things waiting" in page
    page = thumb.send("/moderation/next", {})
    for _ in range(16):
        case = re.search(r"<span>Case (\d+)</span>", page).group(1)
        step = "approve" if 'value="approve"' in page else "left"
        page = thumb.send(f"/moderation/cases/{case}", {"step": step, "then": "next"}, touched=1)
    assert "0 things waiting" in page and queries.waiting(cast.moderator) == 0
    print(f"{thumb.taps} taps")
    assert thumb.taps <= 60
