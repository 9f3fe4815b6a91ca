"""Pages of people lead on to what they wrote under their name, and words of those one blocked are
folded."""
import pytest

from peoplehub.accounts import actions as accounts
from peoplehub.blogs import actions as blogs
from peoplehub.core import limits
from peoplehub.forum import actions
from peoplehub.forum.models import PAGE_SIZE
from tests.forum.conftest import replied, started

pytestmark = pytest.mark.one_database


def test_a_page_of_a_person_leads_to_topics_under_their_name_and_never_to_unnamed_ones(
    browser, cast, boards
):
    named = started(cast.amina, boards.planning, "Under my name")
    unnamed = started(cast.amina, boards.planning, "Without my name", anonymous=True)
    families = started(cast.amina, boards.families, "Only among families")
    for who in (cast.stranger, cast.ben, cast.professional, cast.moderator, cast.amina):
        page = browser(who).get("/people/amina").text
        assert named.address in page
        assert unnamed.address not in page and "Without my name" not in page
        assert (families.address in page) == (who in (cast.ben, cast.moderator, cast.amina))


def test_a_page_of_a_person_leads_to_their_stories_and_blog(browser, cast):
    entry = blogs.save_entry(cast.advisor, title="Our first year", text="It was long.")
    assert "Our first year" not in browser().get("/people/maya").text
    blogs.publish(cast.advisor, entry)
    page = browser().get("/people/maya").text
    assert entry.address in page and 'href="/blogs/maya"' in page


@pytest.mark.parametrize("path", ["/people/maya", "/advisors"])
def test_a_visitor_writes_to_an_advisor_through_joining(browser, cast, path):
    assert "/join?next=/messages/new%3Fto%3Dmaya" in browser().get(path).text
    assert 'href="/messages/new?to=maya"' in browser(cast.amina).get(path).text


def test_posts_of_people_i_blocked_are_folded_and_unnamed_ones_tell_nothing(browser, cast, topic):
    replied(cast.ben, topic, "Words under his name")
    replied(cast.ben, topic, "Words without it", anonymous=True)
    accounts.block(cast.amina, cast.ben)
    page = browser(cast.amina).get(topic.address).text
    folded = page.partition('<details class="folded">')[2].partition("</details>")[0]
    assert "Words under his name" in folded
    assert page.count('<details class="folded">') == 1
    for who in (cast.ben, cast.outsider, cast.stranger):
        assert 'class="folded"' not in browser(who).get(topic.address).text


def test_nothing_is_folded_for_a_moderator(browser, cast, topic):
    replied(cast.ben, topic)
    accounts.block(cast.moderator, cast.ben)
    assert 'class="folded"' not in browser(cast.moderator).get(topic.address).text


def test_comments_of_people_i_blocked_are_folded(browser, cast):
    entry = blogs.save_and_publish(cast.advisor, title="Our first year", text="It was long.")
    blogs.comment(cast.ben, entry, "A comment of his")
    accounts.block(cast.amina, cast.ben)
    assert 'class="folded"' in browser(cast.amina).get(entry.address).text
    assert 'class="folded"' not in browser(cast.outsider).get(entry.address).text


@pytest.mark.both_databases
def test_who_reports_is_led_back_and_told(browser, cast, topic):
    post = actions.reply(cast.ben, topic, "An unkind word")
    amina, visitor = browser(cast.amina), browser()
    answer = amina.post(f"/report/post/{post.id}", data={"reason": "unkind"})
    assert answer.location.endswith(f"{topic.address}#post-2")
    assert "We have your report" in amina.get(topic.address).text
    for who, reason in ((visitor, "unkind"), (amina, "danger")):
        answer = who.post(f"/report/post/{post.id}", data={"reason": reason})
        assert f'href="{topic.address}#post-2"' in who.get(answer.location).text


def test_lists_lead_to_the_last_reply_and_long_topics_to_the_newest(browser, cast, boards, topic):
    with limits.unlimited():
        for number in range(PAGE_SIZE + 1):
            last = replied(cast.ben, topic, f"Reply {number}")
    for path in ("/", "/forum/planning"):
        assert f'href="{last.address}">Last reply' in browser().get(path).text
    for path in (topic.address, f"{topic.address}?page=2"):
        assert browser().get(path).text.count(f'href="{last.address}"') >= 2


def test_cards_of_stories_and_blogs_say_when(browser, cast):
    blogs.save_and_publish(cast.advisor, title="Our first year", text="It was long.")
    card = browser().get("/blogs").text.partition('<li class="story"')[2].partition("</li>")[0]
    assert "<time datetime=" in card
