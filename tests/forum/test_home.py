"""Home: the poster for visitors, and for members what is theirs."""
import re

import pytest

from peoplehub.accounts import actions as accounts, following
from peoplehub.accounts.actions import choose_tags
from peoplehub.accounts.models import MUTED
from peoplehub.drafts.actions import save_draft
from peoplehub.drafts.tokens import Tokens
from peoplehub.folding.actions import put_on_list
from peoplehub.forum import actions, queries
from peoplehub.forum.quoting import quotation
from peoplehub.moderation import actions as moderation
from tests.forum.conftest import replied, started

pytestmark = pytest.mark.one_database
FOLLOWED = "New in what you follow"
POSTER = "Talk to families who have been there."


def part(page: str, heading: str) -> str:
    """What stands under that heading of the page."""
    return page.partition(f">{heading}</h2>")[2].partition("</section>")[0]


def read(client, topic) -> None:
    """Says, as a script does, that it was read to its end."""
    client.post(f"/forum/topics/{topic.id}/read", data={"number": topic.last_number})


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
    amina = browser(cast.amina)
    page = amina.get("/").text
    assert mine.title in part(page, "Answers to you")
    assert theirs.title in part(page, FOLLOWED)
    might = part(page, "Two questions you might answer")
    assert lonely.title in might and hidden.title in might and mine.title not in might
    assert hidden.title not in browser(cast.professional).get("/").text
    assert f'href="/forum/topics/{mine.id}/unread"' in part(page, "Answers to you")
    assert amina.get(f"/forum/topics/{mine.id}/unread").location.endswith("#post-2")
    for topic in (mine, theirs):
        read(amina, topic)
    page = amina.get("/").text
    assert part(page, "Answers to you") == part(page, FOLLOWED) == ""
    assert "You have read all that is new for you." in page
    replied(cast.outsider, theirs, "One page is enough.")
    assert theirs.title in part(amina.get("/").text, FOLLOWED)
    replied(cast.amina, theirs)
    assert part(amina.get("/").text, FOLLOWED) == ""


def test_who_is_quoted_has_an_answer_and_a_followed_board_shows_its_new_topics(
    browser, cast, boards, topic
):
    said = replied(cast.ben, topic, "Keep it to one page.")
    ben = browser(cast.ben)
    read(ben, topic)
    following.follow(cast.ben, "board", boards.planning.id)
    later = started(cast.amina, boards.planning, "Begun since")
    closed = started(cast.amina, boards.families, "In a board that I do not follow")
    page = ben.get("/").text
    assert later.title in part(page, FOLLOWED) and closed.title not in part(page, FOLLOWED)
    replied(cast.outsider, topic, "Another thing.")
    assert topic.title in part(ben.get("/").text, FOLLOWED)
    replied(cast.outsider, topic, quotation(said) + "\n\nDoes that do?")
    page = ben.get("/").text
    assert topic.title in part(page, "Answers to you")
    assert topic.title not in part(page, FOLLOWED)


def test_ones_own_unnamed_reply_is_not_new_to_its_writer_and_tells_nobody_else(
    browser, cast, boards, topic
):
    amina, ben = browser(cast.amina), browser(cast.ben)
    board = boards.planning.address
    for one in (amina, ben):
        read(one, topic)
    replied(cast.amina, topic, "I ask again, unnamed.", anonymous=True)
    assert "New replies" not in amina.get(board).text + amina.get("/").text
    assert "New since you were here" not in amina.get(topic.address).text
    assert "New replies" in ben.get(board).text
    replied(cast.ben, topic, "So do I.", anonymous=True)
    assert "New replies" in amina.get(board).text and "New replies" not in ben.get(board).text


def test_drafts_are_gone_on_with_from_home_where_their_form_is_open(browser, cast, topic, boards):
    family = started(cast.amina, boards.families, "Only for families")
    page = part(browser(cast.professional).get("/").text, "Continue writing")
    assert page == ""
    for place in (f"reply/{topic.id}", f"reply/{family.id}"):
        save_draft(cast.professional, place, "phone", {"text": "Half a sent"}, Tokens([], []))
    page = part(browser(cast.professional).get("/").text, "Continue writing")
    assert topic.title in page and "draft=" in page and 'href="/drafts"' in page
    assert family.title not in page


def test_questions_are_offered_by_experience_then_by_waiting_and_never_across_a_block(
    browser, cast, boards
):
    def offered(person=cast.ben) -> list[str]:
        page = browser(person).get("/").text.partition("you might answer</h2>")[2]
        return re.findall(r'<a href="/forum/topics/[^"]+" dir="auto">([^<]+)',
                          page.partition("</section>")[0])

    started(cast.amina, boards.planning, "The oldest one")
    started(cast.outsider, boards.planning, "The next one")
    started(cast.amina, boards.planning, "A wheelchair on the train", "Autism, too.")
    started(cast.outsider, boards.families, "Seizures at night")
    answered = started(cast.outsider, boards.planning, "Autism, and answered")
    replied(cast.amina, answered)
    held = started(cast.outsider, boards.planning, "Autism, and hidden")
    moderation.hide(cast.moderator, queries.post_at(cast.moderator, held, 1), "advert")
    started(cast.ben, boards.planning, "My own about autism")
    assert offered() == ["The oldest one", "The next one"]
    choose_tags(cast.ben, {"Autism": "me", "Wheelchair user": "me", "Epilepsy": "me"})
    assert offered() == ["A wheelchair on the train", "Seizures at night"]
    put_on_list(cast.ben, ["seizures"], "", None)
    assert offered() == ["A wheelchair on the train", "The oldest one"]
    following.choose_level(cast.ben, "topic", 1, MUTED)
    assert offered() == ["A wheelchair on the train", "The next one"]
    accounts.block(cast.amina, cast.ben)
    assert offered() == ["The next one"]
    assert offered(cast.suspended) == []


def test_a_home_with_nothing_yet_begins_kindly_with_what_people_talk_about(browser, cast, topic):
    page = browser(cast.newcomer).get("/").text
    assert topic.title in part(page, "People are talking about")
    assert "There is no hurry." in page and "You have read all" not in page


def test_the_home_asks_as_often_for_much_as_for_little(browser, cast, boards, request):
    collected = request.getfixturevalue("queries")

    def asked() -> int:
        with collected() as found:
            browser(cast.amina).get("/")
        return len(found)

    def save(place: str) -> None:
        save_draft(cast.amina, place, "phone", {"text": "Half a sent"}, Tokens([], []))

    started(cast.ben, boards.planning, "First")
    mine = started(cast.amina, boards.planning, "Mine")
    replied(cast.ben, mine)
    put_on_list(cast.amina, ["seizures"], "", None)
    for place in (f"reply/{mine.id}", "topic/planning"):
        save(place)
    before = asked()
    for number in range(6):
        theirs = started(cast.ben, boards.planning, f"Number {number}")
        actions.follow(cast.amina, theirs)
        save(f"reply/{theirs.id}")
    accounts.block(cast.amina, cast.outsider)
    assert asked() <= before <= 12
