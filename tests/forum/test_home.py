"""Home: the poster for visitors, and for members what is theirs."""
import pytest

from peoplehub.accounts import actions as accounts
from peoplehub.forum import actions
from tests.forum.conftest import replied, started

pytestmark = pytest.mark.one_database
POSTER = "Talk to families who have been there."


def part(page: str, heading: str) -> str:
    """What stands under that heading of the page."""
    return page.partition(f">{heading}</h2>")[2].partition("</section>")[0]


def test_the_poster_is_for_visitors(browser, cast, topic):
    assert POSTER in browser().get("/").text
    for who in (cast.amina, cast.professional, cast.moderator, cast.suspended):
        page = browser(who).get("/")
        assert page.status_code == 200 and POSTER not in page.text


def test_a_members_home_shows_answers_to_them_what_they_follow_and_what_they_might_answer(
    browser, cast, boards
):
    mine = started(cast.amina, boards.planning, "Mine, and answered")
    theirs = started(cast.ben, boards.planning, "One that I follow")
    lonely = started(cast.outsider, boards.planning, "Nobody answered this")
    hidden = started(cast.outsider, boards.families, "Only for families")
    replied(cast.ben, mine)
    actions.follow(cast.amina, theirs)
    page = browser(cast.amina).get("/").text
    assert mine.title in part(page, "Answers to you")
    assert theirs.title in part(page, "What you follow")
    might = part(page, "A question you might answer")
    assert lonely.title in might and hidden.title in might and mine.title not in might
    assert hidden.title not in browser(cast.professional).get("/").text
    replied(cast.amina, mine)
    assert mine.title not in part(browser(cast.amina).get("/").text, "Answers to you")


def test_a_home_with_nothing_yet_shows_what_people_talk_about(browser, cast, topic):
    page = browser(cast.newcomer).get("/").text
    assert topic.title in part(page, "People are talking about")


def test_the_home_asks_as_often_for_much_as_for_little(browser, cast, boards, queries):
    def asked() -> int:
        with queries() as found:
            browser(cast.amina).get("/")
        return len(found)

    started(cast.ben, boards.planning, "First")
    mine = started(cast.amina, boards.planning, "Mine")
    replied(cast.ben, mine)
    before = asked()
    for number in range(6):
        theirs = started(cast.ben, boards.planning, f"Number {number}")
        actions.follow(cast.amina, theirs)
    accounts.block(cast.amina, cast.outsider)
    assert asked() <= before <= 14
