"""The box to write in is the same wherever people write to others in public."""
import re

import pytest

from peoplehub.accounts import actions as accounts
from peoplehub.accounts.models import Block
from peoplehub.blogs import actions as blogs
from peoplehub.core.extensions import db
from peoplehub.forum.forms import SummaryForm
from peoplehub.notifications.models import Notification
from tests.blogs import published
from tests.forum.conftest import replied, started

pytestmark = pytest.mark.one_database
NAMES = re.compile(r'<text-expander keys="@" data-names="([^"]+)">')


@pytest.fixture
def places(cast, topic):
    """The address of each form of Amina's, and where its names are asked for."""
    post = replied(cast.amina, topic, "One page.")
    entry = published(cast.ben)
    own, comment = published(cast.amina), blogs.comment(cast.amina, entry, "Thank you.")
    topics, below = f"{topic.acts}/names", f"/blogs/entries/{entry.id}/names"
    return {topic.address: topics, f"/forum/posts/{post.id}/edit": topics,
            f"{topic.acts}/short": topics, "/forum/planning/new": "/forum/topics/names",
            "/ask": "/forum/topics/names", "/blogs/new": "/forum/topics/names",
            f"/blogs/entries/{own.id}/edit": "/forum/topics/names", entry.address: below,
            f"/blogs/comments/{comment.id}/edit": below}


def test_each_has_formatting_names_and_a_preview(browser, cast, places):
    amina = browser(cast.amina)
    for address, names in places.items():
        page = amina.get(address).text
        assert "<markdown-toolbar" in page and NAMES.findall(page) == [names], address
        assert re.search(r'<button[^>]*>(<svg.*?</svg>)?Preview<', page, re.S), address
        assert 'data-draft="' in page and 'dir="auto"' in page, address
        assert isinstance(amina.get(names).json, list)
        assert browser().get(names).status_code == 302
    assert "text-expander" not in browser().get("/ask").text


@pytest.mark.parametrize("where", ["comments", "edit", "short"])
def test_a_preview_shows_how_it_will_look_and_sends_nothing(browser, cast, topic, where):
    entry = published(cast.ben)
    comment = blogs.comment(cast.amina, entry, "Thank you.")
    address = {"comments": f"/blogs/entries/{entry.id}/comments", "short": f"{topic.acts}/short",
               "edit": f"/blogs/comments/{comment.id}/edit"}[where]
    said = "Call **Tom** on 07700 900123, @ben"
    answer = browser(cast.amina).post(address, data={"text": said, "preview": "1"})
    assert answer.status_code == 200 and "This is how it will look" in answer.text
    assert "<strong>Tom</strong>" in answer.text and ">\n" + said in answer.text
    assert "<strong>Tom</strong>" not in browser().get(entry.address).text
    refused = browser(cast.amina).post(address, data={"text": said})
    assert refused.status_code == 422 and "07700 900123" in refused.text  # the identity guard
    assert SummaryForm.written == ("text",)


def offered(client, address) -> list[str]:
    return [one["slug"] for one in client.get(address).json]


def test_names_are_of_those_whom_one_reads_the_place_first(browser, cast, boards, topic):
    replied(cast.outsider, topic, "Without my name.", anonymous=True)
    elsewhere = started(cast.ben, boards.families)
    replied(cast.advisor, elsewhere, "Yes.")
    started(cast.newcomer, boards.members, anonymous=True)
    assert offered(browser(cast.amina), f"{elsewhere.acts}/names") == ["ben", "maya"]
    assert offered(browser(cast.ben), f"{topic.acts}/names") == ["amina", "maya"]
    assert offered(browser(cast.professional), "/forum/topics/names") == ["amina"]
    accounts.block(cast.amina, cast.ben)
    assert offered(browser(cast.amina), "/forum/topics/names") == ["maya"]
    entry = published(cast.advisor)
    blogs.comment(cast.ben, entry, "Thank you.")
    blogs.comment(None, entry, "Me too.", "Sam")
    below = f"/blogs/entries/{entry.id}/names"
    assert offered(browser(cast.outsider), below) == ["maya", "ben"]
    assert offered(browser(cast.amina), below) == ["maya"] and db.session.get(
        Block, (cast.amina.id, cast.ben.id))


def test_who_is_called_below_an_entry_or_in_one_is_told_once(cast):
    entry = published(cast.ben, text="I thank @olive.")
    blogs.comment(cast.amina, entry, "So do I, @ben and @olive.")
    told = db.session.execute(db.select(Notification.user_id, Notification.what)).all()
    assert sorted(map(tuple, told)) == sorted([
        (cast.outsider.id, "mentioned"), (cast.outsider.id, "mentioned"),
        (cast.ben.id, "mentioned")])
