"""One card for each topic or entry: what it says, where it leads, and when it is new no more."""
import re
from datetime import timedelta

import pytest
from sqlalchemy import insert, select

from peoplehub.accounts import actions as accounts
from peoplehub.core import clock, limits
from peoplehub.core.acts import act, save
from peoplehub.core.extensions import db
from peoplehub.core.mail import Email
from peoplehub.core.unread_counts import waiting_for
from peoplehub.forum import actions as forum
from peoplehub.forum.models import Board, Post
from peoplehub.moderation import actions as moderation
from peoplehub.notifications.models import Notification


@pytest.fixture
def topic(cast):
    board = act(save)(Board(slug="planning", name="Planning"))
    return forum.start_topic(cast.amina, board, "A question about nights", "Who else?").topic


def cards_on(page: str) -> list[str]:
    return re.findall(r'<li class="notice.*?</li>', page, re.S)


def new_in(client) -> int:
    """As the header says it, and open pages are told."""
    number = client.get("/notifications/waiting").json["notifications"]
    page = client.get("/notifications").text
    shown = sum("notice--new" in card for card in cards_on(page))
    assert shown == number, "the page and the header agree"
    assert ("Mark all as read" in page) is bool(number)
    return number


def test_a_topic_is_one_card_that_says_how_many_and_leads_to_the_first(browser, cast, topic):
    first = forum.reply(cast.ben, topic, "Me too.")
    forum.reply(cast.outsider, topic, "And us.")
    called = forum.reply(cast.ben, topic, "@amina, did you ask?")
    other = forum.start_topic(cast.amina, topic.board, "Another", "Anybody?").topic
    forum.reply(cast.ben, other, "Me.")
    amina = browser(cast.amina)
    assert new_in(amina) == 2
    newest, card = cards_on(amina.get("/notifications").text)
    assert "Another" in newest and "New<" in newest.replace("</", "<")
    assert "3 new" in card and f'href="{called.address}"' in card, "by name comes first"
    notice = db.session.scalars(select(Notification).where(
        Notification.user_id == cast.amina.id, Notification.what == "replied",
        Notification.card == f"topic {topic.id}")).one()
    opened = amina.post(f"/notifications/{notice.id}/open")
    assert opened.location.endswith(f"/unread?post={first.number}"), "the first that was told"
    assert new_in(amina) == 1, "the whole card is read"


def test_a_card_is_marked_as_read_by_a_button_and_all_by_another(browser, cast, topic):
    forum.reply(cast.ben, topic, "Me too.")
    forum.reply(cast.ben, topic, "@amina, you?")
    amina = browser(cast.amina)
    path = re.search(r'action="(/notifications/\d+/read)"', amina.get("/notifications").text)[1]
    assert browser(cast.ben).post(path).status_code == 404
    assert new_in(amina) == 1
    assert amina.post(path).location == "/notifications"
    assert new_in(amina) == 0 and len(cards_on(amina.get("/notifications").text)) == 1
    forum.reply(cast.ben, topic, "More.")
    assert new_in(amina) == 1
    amina.post("/notifications/read")
    assert new_in(amina) == 0


def test_reading_the_topic_to_there_on_another_device_reads_the_card(browser, cast, topic):
    forum.reply(cast.ben, topic, "Me too.")
    forum.reply(cast.outsider, topic, "@amina, you?")
    here, elsewhere = browser(cast.amina), browser(cast.amina)
    elsewhere.post(f"/forum/topics/{topic.id}/read", data={"number": "2"})
    assert new_in(here) == 1, "the third was not read"
    elsewhere.post(f"/forum/topics/{topic.id}/read", data={"from": "page"})
    assert new_in(here) == 0
    assert not db.session.scalars(select(Email).where(Email.to == cast.amina.email)).all()


def test_what_may_not_be_seen_any_more_is_not_counted(browser, cast, topic):
    board = act(save)(Board(slug="families", name="Families", audience="families"))
    closed = forum.start_topic(cast.amina, board, "For us alone", "Who else?").topic
    for followed in (topic, closed):
        forum.follow(cast.ben, followed)
        forum.reply(cast.outsider, followed, "Us.")
    ben = browser(cast.ben)
    assert new_in(ben) == 2
    question = db.session.scalar(select(Post).where(Post.topic_id == topic.id, Post.number == 1))
    moderation.hide(cast.moderator, question, "It names somebody")
    assert new_in(ben) == 1, "what is below it is out of sight, too"
    assert waiting_for(cast.amina.id)["notifications"] > 0, "who asked may read it still"
    accounts.change_role(cast.admin, cast.ben, "professional")
    assert new_in(browser(cast.ben)) == 0, "families only"


def test_a_block_takes_away_what_told_of_the_other_and_names_nobody(browser, cast, topic):
    other = forum.start_topic(cast.amina, topic.board, "Another", "Anybody?").topic
    unnamed = forum.start_topic(cast.amina, topic.board, "A third", "Anybody?").topic
    forum.reply(cast.ben, topic, "Me too.")
    forum.reply(cast.outsider, other, "Us.")
    forum.reply(cast.ben, other, "And us.")
    forum.reply(cast.ben, unnamed, "Us, without a name.", anonymous=True)
    amina = browser(cast.amina)
    assert new_in(amina) == 3
    accounts.block(cast.amina, cast.ben)
    page = amina.get("/notifications").text
    assert "Ben" not in "".join(cards_on(page)) and new_in(amina) == 2
    assert "A third" in page, "or blocking would say who it was"


def test_pages_show_each_card_once_and_ask_as_much_of_many(browser, cast, topic, queries):
    now = clock.now()

    def tell(start, end):
        db.session.execute(insert(Notification), [
            {"user_id": cast.amina.id, "what": "replied", "thread": f"topic {topic.id + number}",
             "card": f"topic {topic.id + number}", "kind": "post", "piece_id": 1, "at": now
             + timedelta(seconds=again * 1000 + number), "read_at": now if again < 2 else None}
            for number in range(start, end) for again in range(3)])
        db.session.commit()

    with limits.unlimited():
        tell(0, 2)
        amina = browser(cast.amina)
        with queries() as few:
            amina.get("/notifications")
        tell(2, 65)
        with queries() as many:
            amina.get("/notifications")
    assert len(few) == len(many)
    shown = [len(cards_on(amina.get(f"/notifications?page={page}").text)) for page in (1, 2, 3)]
    assert shown == [30, 30, 5] and waiting_for(cast.amina.id)["notifications"] == 65
    assert amina.get("/notifications?page=4").status_code == 404
