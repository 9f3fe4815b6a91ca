"""One tap says something to whoever wrote a piece: to them alone, and without a word to others."""
import re

import pytest
from sqlalchemy import select

from peoplehub.accounts.actions.blocks import block
from peoplehub.blogs import actions as blogs
from peoplehub.core import clock
from peoplehub.core.errors import Forbidden, TooMany
from peoplehub.core.extensions import db
from peoplehub.core.mail import Email
from peoplehub.forum import actions as forum
from peoplehub.forum.models import Post
from peoplehub.notifications.models import Notification
from peoplehub.reactions import actions, queries
from peoplehub.reactions.models import HELPED, SAME, THANKS, THINKING, WORDS, Reaction
from tests.forum.conftest import replied, started

PRESSED = re.compile(r'name="take_back" value="([\w-]+)" aria-pressed="true"')


@pytest.fixture
def answer(cast, topic):
    """Ben answered Amina."""
    return replied(cast.ben, topic, "Keep it to one page.")


@pytest.fixture
def entry(cast):
    return blogs.save_and_publish(cast.ben, title="Our first year", text="It was long.")


def say(who, piece, **fields):
    return who.post(f"/reactions/{piece.kind}/{piece.id}", data=fields)


def test_one_tap_without_scripts_leads_back_to_the_post_and_is_taken_back_by_another(
        browser, cast, topic, answer):
    kit = browser(cast.outsider)
    given = say(kit, answer, give=THANKS)
    assert (given.status_code, given.location) == (303, answer.address)
    assert "#post-2" in given.location
    assert PRESSED.findall(kit.get(topic.address).text) == [THANKS]
    assert PRESSED.findall(browser(cast.advisor).get(topic.address).text) == []
    say(kit, answer, give=THANKS)  # a double tap
    assert db.session.scalars(select(Reaction.what)).all() == [THANKS]
    assert say(kit, answer, take_back=THANKS).status_code == 303
    assert PRESSED.findall(kit.get(topic.address).text) == []
    assert db.session.scalars(select(Reaction)).all() == []


def test_it_is_told_to_the_author_once_for_each_piece_and_never_by_letter(
        browser, cast, topic, answer):
    cast.ben.preferences = {"letters": "everything"}
    db.session.commit()
    before = db.session.scalars(select(Email.id)).all()
    for giver, what in ((cast.outsider, THANKS), (cast.outsider, SAME), (cast.amina, THINKING)):
        actions.give(giver, answer, what)
    [notice] = db.session.scalars(select(Notification).where(Notification.what == "thanked"))
    assert (notice.user_id, notice.times) == (cast.ben.id, 3)
    assert db.session.scalars(select(Email.id)).all() == before
    ben = browser(cast.ben)
    assert "3 kind words" in ben.get("/notifications").text
    opened = ben.post(f"/notifications/{notice.id}/open")
    page = ben.get(opened.location).text
    for words in ("Thank you", "Same here", "Thinking of you", cast.outsider.pen_name, "Amina"):
        assert words in page
    for giver, what in ((cast.outsider, THANKS), (cast.outsider, SAME), (cast.amina, THINKING)):
        actions.take_back(giver, answer, what)
    assert db.session.scalars(select(Notification.what)).all().count("thanked") == 0
    assert "Nothing here yet" in ben.get("/reactions").text


@pytest.mark.parametrize("who", ["stranger", "advisor", "moderator", "admin"])
def test_nobody_else_sees_it_or_a_number_of_it(browser, cast, topic, answer, entry, who):
    said = blogs.comment(cast.amina, entry, "So true.")
    places = topic.address, "/forum", "/forum/planning", entry.address, "/people/ben", "/"
    reader = browser(None if who == "stranger" else getattr(cast, who))

    def pages():
        return [re.sub(r'value="[\w.-]{20,}"|\d+ (seconds?|minutes?) ago|data-token="[^"]*"', "",
                       reader.get(place).text) for place in places]

    before = pages()
    for piece in (answer, entry, said):
        actions.give(cast.outsider, piece, THANKS)
        actions.give(cast.outsider, piece, SAME)
    assert pages() == before


def test_this_helped_is_for_who_asked_and_readers_see_it_as_a_mark(browser, cast, topic, answer):
    with pytest.raises(Forbidden):
        actions.give(cast.outsider, answer, HELPED)
    assert "This helped" not in browser(cast.outsider).get(topic.address).text
    visitor, amina = browser(), browser(cast.amina)
    assert "This helped" not in visitor.get(topic.address).text
    assert say(amina, answer, give=HELPED).status_code == 303
    for reader in (visitor, amina, browser(cast.outsider), browser(cast.ben)):
        assert re.search(r"This helped \W?\w*;?Amina", reader.get(topic.address).text)
    say(amina, answer, take_back=HELPED)
    assert "This helped" not in visitor.get(topic.address).text


def test_the_mark_does_not_name_who_asked_unnamed(browser, cast, boards):
    topic = started(cast.amina, boards.planning, "May I?", "Hard.", anonymous=True)
    answer = replied(cast.ben, topic, "Yes.", anonymous=True)
    actions.give(cast.amina, answer, HELPED)
    for who in (browser(), browser(cast.outsider), browser(cast.ben), browser(cast.moderator)):
        page = who.get(topic.address).text
        assert "This helped the person who asked" in page
        assert "Amina" not in page.replace("/people/amina", "").split("<main")[1]
    [one] = queries.received_by(cast.ben)[0]
    assert (one.name, one.address) == ("Anonymous, who asked", "")
    assert "Amina" not in browser(cast.ben).get("/reactions").text
    assert "Amina" not in browser(cast.ben).get("/notifications").text


def test_who_is_unnamed_in_a_topic_is_so_to_the_author_and_a_block_shows_nothing(
        browser, cast, topic):
    answer = replied(cast.ben, topic, "Here.", anonymous=True)
    replied(cast.outsider, topic, "I am here too.", anonymous=True)
    replied(cast.advisor, topic, "And I, by name.")
    block(cast.ben, cast.newcomer)
    for giver in (cast.outsider, cast.advisor, cast.professional, cast.newcomer):
        assert say(browser(giver), answer, give=THANKS).status_code == 303  # all alike
    names = {one.name for one in queries.received_by(cast.ben)[0]}
    assert names == {"Anonymous 2", cast.advisor.pen_name, "Somebody"}
    notices = db.session.scalars(select(Notification).where(Notification.what == "thanked")).all()
    assert {one.user_id for one in notices} == {cast.ben.id}
    assert all(one.actor_id in (None, cast.advisor.id) for one in notices)
    for giver in (cast.outsider, cast.advisor, cast.professional):
        assert "Ben" not in browser(giver).get(topic.address).text


def test_across_a_block_nothing_arrives_and_who_blocked_is_told_why(browser, cast, topic, answer):
    block(cast.ben, cast.outsider)
    assert say(browser(cast.outsider), answer, give=THANKS).status_code == 303
    assert queries.received_by(cast.ben)[0] == []
    told = select(Notification).where(Notification.what == "thanked")
    assert db.session.scalars(told).all() == []
    block(cast.advisor, cast.ben)
    refused = say(browser(cast.advisor), answer, give=THANKS)
    assert refused.status_code == 403 and "You have blocked the person" in refused.text


def test_it_goes_through_the_doors_of_the_piece(browser, cast, boards, topic, answer):
    family = replied(cast.ben, started(cast.amina, boards.families), "Only for us.")
    assert say(browser(cast.professional), family, give=THANKS).status_code == 404
    assert say(browser(), answer, give=THANKS).status_code == 401  # to sign in
    for who, piece in ((cast.ben, answer), (cast.suspended, answer), (cast.unconfirmed, answer)):
        assert say(browser(who), piece, give=THANKS).status_code == 403
    for field in ({"give": "score"}, {}, {"take_back": ""}):
        assert say(browser(cast.outsider), answer, **field).status_code == 404
    assert browser(cast.outsider).post("/reactions/message/1", data={"give": THANKS}
                                       ).status_code == 404
    say(browser(cast.outsider), answer, give=THANKS)
    forum.lock(cast.moderator, topic, "Enough said")
    assert say(browser(cast.advisor), answer, give=THANKS).status_code == 403
    assert "data-react" not in browser(cast.advisor).get(topic.address).text
    assert say(browser(cast.outsider), answer, take_back=THANKS).status_code == 303


@pytest.mark.parametrize("state", ["held_at", "hidden_at", "deleted_at"])
def test_what_is_not_shown_takes_none(cast, topic, answer, state):
    setattr(answer, state, clock.now())
    db.session.commit()
    for who in (cast.outsider, cast.moderator):
        with pytest.raises(Forbidden):
            actions.give(who, answer, THANKS)


def test_entries_and_comments_take_them_by_the_same_act(browser, cast, entry):
    said = blogs.comment(cast.amina, entry, "So true.")
    kit = browser(cast.outsider)
    page = kit.get(entry.address).text
    assert page.count("data-react") == 2 and "This helped" not in page
    back = say(kit, entry, give=THINKING)
    assert back.location == f"{entry.address}#react-entry-{entry.id}"
    assert say(kit, said, give=SAME).location == said.address
    assert set(PRESSED.findall(kit.get(entry.address).text)) == {THINKING, SAME}
    assert 'id="react-entry-' in kit.get(entry.address).text
    assert "Our first year" in browser(cast.ben).get("/reactions").text
    assert "data-react" not in browser().get(entry.address).text
    blogs.save_entry(cast.ben, entry, text=entry.text, comments_open=False)
    with pytest.raises(Forbidden):
        actions.give(cast.advisor, entry, THANKS)


def test_a_page_asks_nothing_more_for_it(browser, cast, topic, answer, queries):
    def asked_by(who):
        who.get(topic.address)
        with queries() as asked:
            who.get(topic.address)
        return [one for one in asked if not one.startswith(("BEGIN", "COMMIT"))]

    kit, visitor = browser(cast.outsider), browser()
    before = len(asked_by(kit)), len(asked_by(visitor))
    for number in range(8):
        one = replied(cast.ben, topic, f"And {number}.")
        actions.give(cast.outsider, one, THANKS)
        actions.give(cast.amina, one, HELPED)
    assert (len(asked_by(kit)), len(asked_by(visitor))) == before


def test_to_give_and_take_back_in_turn_does_not_pester(cast, topic, answer):
    with pytest.raises(TooMany):
        for _ in range(12):
            actions.give(cast.outsider, answer, THANKS)
            actions.take_back(cast.outsider, answer, THANKS)


def test_a_script_is_answered_in_place(browser, cast, topic, answer):
    kit, headers = browser(cast.outsider), {"Accept": "application/json"}
    address = f"/reactions/post/{answer.id}"
    assert kit.post(address, data={"give": THANKS}, headers=headers).json == {"given": True}
    assert kit.post(address, data={"take_back": THANKS}, headers=headers).json == {"given": False}
    assert kit.post(f"/reactions/post/{topic.id}0000", data={"give": THANKS},
                    headers=headers).status_code == 404


def test_reactions_go_with_what_was_deleted(cast, topic, answer):
    actions.give(cast.outsider, answer, THANKS)
    kept = replied(cast.ben, topic, "This stays.")
    actions.give(cast.outsider, kept, THANKS)
    forum.delete(cast.ben, db.session.get(Post, answer.id))
    assert queries.received_by(cast.ben)[0][0].piece.id == kept.id
    actions.forget_with_pieces()
    assert db.session.scalars(select(Reaction.piece_id)).all() == [kept.id]


def test_each_button_says_its_words():
    assert list(WORDS.values()) == ["Thank you", "Same here", "Thinking of you", "This helped"]
