"""Every way by which somebody could reach a person who blocked them, one after the other: nothing
of it comes to that person, at once, and what the other one sees tells nothing of a block."""
import io
import re

import pytest
from sqlalchemy import select

from peoplehub.accounts import actions as accounts, following
from peoplehub.advisors import actions as advising, queries as requests
from peoplehub.blogs import actions as blogs
from peoplehub.core.errors import NotFound, Refused
from peoplehub.core.extensions import db
from peoplehub.core.mail import Email
from peoplehub.email_replies import receiving
from peoplehub.forum import actions as forum
from peoplehub.forum.models import Board
from peoplehub.library import actions as library
from peoplehub.messages import actions, cards, policy
from peoplehub.messages.models import Message
from peoplehub.moderation import actions as moderation
from peoplehub.notifications.models import Notification
from tests.advisors.conftest import advises
from tests.email_replies.test_receiving import answer, letter_to
from tests.messages.conftest import as_script
from tests.messages.test_files import photo, post

GOES_ON = ("messages:", "notifications:", "forum:")
TELLS = ("block", "blocked")  # words that would tell


@pytest.fixture
def scene(cast, talk, app, browser, socket):
    """Amina writes with the advisor Maya and follows her entry; then Maya blocks her, with her page
    open. All of it lies before the block."""
    advises(cast.admin, cast.advisor, days=range(7))
    scene = Scene()
    scene.talk, scene.amina, scene.maya = talk, browser(cast.amina), browser(cast.advisor)
    for one in (cast.amina, cast.advisor):
        one.preferences = one.preferences | {"typing": True, "read_signs": True}
    scene.board = Board(slug="planning", name="Planning")
    db.session.add(scene.board)
    db.session.commit()
    scene.topic = forum.start_topic(cast.advisor, scene.board, "Nights?", "Ours are short.").topic
    scene.entry = blogs.save_and_publish(cast.advisor, title="A week", text="We slept.",
                                         audience="anyone")
    scene.other = forum.start_topic(cast.ben, scene.board, "Money?", "Ours is short.").topic
    following.follow(cast.advisor, "topic", scene.other.id)
    scene.sheet = library.write_sheet(cast.advisor, True, title="A plan", summary="Short",
                                      topic="planning", text="Words.")
    scene.letter = letter_to(cast.amina)
    accounts.block(cast.advisor, cast.amina)
    scene.hers, scene.mayas = socket(cast.amina), socket(cast.advisor)
    scene.before = what_came(cast.advisor)
    return scene


class Scene:
    """What the ways stand on, and Maya's and Amina's browsers and sockets."""


def without_menu(page: str) -> str:
    """What the page says, without the menu in which everybody can be blocked."""
    main = page.partition("<main")[2].partition("</main")[0] or page
    return re.sub(r'<details class="menu">.*?</details>', "", main, flags=re.DOTALL).lower()


def names(socket) -> list[str]:
    return [packet["name"] for packet in socket._socket.get_received()]


def what_came(person) -> tuple:
    """All that reaches somebody: messages, notices, emails."""
    db.session.expire_all()
    return (
        list(db.session.scalars(select(Message.id).where(Message.author_id != person.id))),
        list(db.session.execute(select(Notification.what, Notification.times).where(
            Notification.user_id == person.id))),
        list(db.session.scalars(select(Email.id).where(Email.to == person.email))),
    )


def form(s, cast):
    return s.amina.post(s.talk.address, data={"text": "Please", "client_id": "d1"})


def script(s, cast):
    return as_script(s.amina, s.talk.address, text="Please", client_id="d2")


def new_message(s, cast):
    return s.amina.post("/messages/new", data={"to": "maya", "text": "Please", "client_id": "d3"})


def typing(s, cast):
    assert s.hers.emit("messages:typing", {"conversation_id": s.talk.id}) in (None, {"ok": True})


def read_and_delivered(s, cast):
    for what in ("delivered", "read"):
        as_script(s.amina, f"{s.talk.address}/{what}", number="2")
    assert s.amina.get(f"{s.talk.address}/since?after=0").json["read"] == 0


def picture(s, cast):
    return post(s.amina, s.talk)


def sheet(s, cast):
    s.amina.get(f"{s.talk.address}?sheet={s.sheet.slug}")
    return as_script(s.amina, s.talk.address, text=cards.link_to(s.sheet), client_id="d4")


def edited_message(s, cast):
    return s.amina.post(f"{s.talk.address}/1/edit", data={"text": "Let me in"})


def reply_by_email(s, cast):
    assert receiving.receive(answer(s.letter)) == "held"


def mention(s, cast):
    forum.start_topic(cast.amina, s.board, "Look", "Look here, @maya.")


def quote(s, cast):
    forum.reply(cast.amina, s.topic, "> Ours are short.\n\nAre they?")


def reply_where_she_follows(s, cast):
    forum.reply(cast.amina, s.other, "Mine is short, too.")


def alias(s, cast):
    """Nobody is named: it comes as from anybody, and tells nothing of whom it is by."""
    forum.start_topic(cast.amina, s.board, "Look", "Look here.", anonymous=True)


def comment(s, cast):
    return s.amina.post(f"/blogs/entries/{s.entry.id}/comments", data={"text": "Hello"})


def follow(s, cast):
    following.follow(cast.amina, "entry", s.entry.id)
    following.follow(cast.amina, "topic", s.topic.id)


def report(s, cast):
    moderation.report(cast.amina, s.topic.posts[0] if hasattr(s.topic, "posts") else s.entry,
                      "unkind")


def ask_her(s, cast):
    with pytest.raises((NotFound, Refused)):
        advising.ask(cast.amina, "Can we talk?", cast.advisor)


def ask_whoever_is_free(s, cast):
    asked = advising.ask(cast.amina, "Can we talk?")
    advising.pass_on_due()
    assert asked.offers == [] and requests.desk_of(cast.advisor) == []


def profile(s, cast):
    assert "/messages/new?to=maya" not in s.amina.get("/people/maya").text
    assert not policy.may_start(cast.amina, cast.advisor)


def search(s, cast):
    assert "/messages/new?to=maya" not in s.amina.get("/search?q=Maya").text
    assert s.amina.get("/search/messages?q=hello").status_code == 200


def advisors(s, cast):
    assert "/advisors/maya" not in s.amina.get("/advisors").text


WAYS = [form, script, new_message, typing, read_and_delivered, picture, sheet, edited_message,
        reply_by_email, mention, quote, reply_where_she_follows, alias, comment, follow, report,
        ask_her, ask_whoever_is_free, profile, search, advisors]


@pytest.mark.one_database
def test_nothing_comes_by_any_way_and_nothing_tells_of_the_block(scene, cast):
    came, told, open_pages = [], [], []
    for way in WAYS:
        response = way(scene, cast)
        if what_came(cast.advisor) != scene.before:
            came.append(way.__name__)
        if heard := [one for one in names(scene.mayas) if one.startswith(GOES_ON)]:
            open_pages.append((way.__name__, heard))
        if response is not None:
            assert response.status_code in (303, 403, 404, 422), way.__name__
            said = without_menu(response.text)
            told += [way.__name__ for word in TELLS if word in said]
    assert (came, told, open_pages) == ([], [], [])


def test_a_waiting_request_ends_at_once_and_who_accepts_it_is_not_announced(cast, knock, socket):
    """Amina wrote first, then blocked Ben: his yes comes to nobody."""
    accounts.block(cast.amina, cast.ben)
    hers = socket(cast.amina)
    actions.accept(cast.ben, knock)
    assert hers.received("messages:accepted") == []


def test_an_open_offer_leaves_the_desk_at_once(cast):
    advises(cast.admin, cast.advisor, days=range(7))
    advising.ask(cast.amina, "Can we talk?", cast.advisor)
    assert len(requests.desk_of(cast.advisor)) == 1
    accounts.block(cast.amina, cast.advisor)
    assert requests.desk_of(cast.advisor) == []


def test_her_own_messages_do_not_reach_her_either(scene, cast):
    """It works both ways: Maya cannot write to whom she blocked."""
    assert as_script(scene.maya, scene.talk.address, text="And?", client_id="m5").status_code == 403
    file = {"file": (io.BytesIO(photo()), "a.jpg"), "text": "And?", "client_id": "m6"}
    assert scene.maya.post(scene.talk.address, data=file).status_code in (403, 422)
