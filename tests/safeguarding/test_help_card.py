"""Words of danger: their writer alone is shown whom to call, and the team is told of what is
public."""
import pytest
from sqlalchemy import select

from peoplehub.blogs import actions as blogs
from peoplehub.contact.models import Enquiry
from peoplehub.core.extensions import db
from peoplehub.forum import actions as forum
from peoplehub.forum.models import Post
from peoplehub.messages import actions as messages
from peoplehub.moderation.models import Report
from peoplehub.safeguarding.models import DangerSign

PLAIN = "I am going to kill myself tonight."
WEAKER = "I can't go on like this."
IDIOM = "This form is killing me."
CARD = "You can talk to somebody now"
NUMBERS = ("tel:999", "tel:111", "tel:116123", "sms:85258", "tel:08001111", "tel:08088005000",
           "/advisors")


def reports():
    return db.session.scalars(select(Report).order_by(Report.severity, Report.id)).all()


def levels():
    return db.session.execute(select(DangerSign.kind, DangerSign.level)).all()


def writers(cast, question, board):
    """Where somebody writes in public: the address, and the fields but for the words."""
    entry = blogs.save_and_publish(cast.ben, title="A day", text="We went out.")
    return {
        "reply": (f"/forum/topics/{question.topic.id}/replies", {}),
        "topic": (f"{board.address}/new", {"title": "A day"}),
        "ask": ("/ask", {"title": "A day", "board": board.slug}),
        "comment": (f"/blogs/entries/{entry.id}/comments", {}),
        "entry": ("/blogs/new", {"title": "A day", "action": "publish", "audience": "anyone",
                                 "comments": "open", "cover_kind": "sun"}),
        "letter to the team": ("/contact", {"about": "question"}),
    }


@pytest.mark.parametrize("where", ["reply", "topic", "ask", "comment", "entry",
                                   "letter to the team"])
def test_whoever_sends_words_of_danger_lands_on_whom_to_call_and_nothing_is_held(
        browser, cast, question, board, where):
    address, fields = writers(cast, question, board)[where]
    amina = browser(cast.amina)
    sent = amina.post(address, data=fields | {"text": PLAIN})
    assert sent.status_code == 303
    page = amina.get(sent.location, follow_redirects=True).text
    assert page.count(CARD) == 1 and all(number in page for number in NUMBERS)
    assert CARD not in amina.get(sent.location, follow_redirects=True).text, "it is shown once"
    assert CARD not in browser(cast.ben).get(sent.location).text
    assert [level for _, level in levels()] == ["plain"]
    assert db.session.scalar(select(Post).where(Post.held_at.is_not(None))) is None
    if where == "letter to the team":
        assert db.session.scalar(select(Enquiry.danger)) == "plain"
    else:
        made, = reports()
        assert (made.severity, made.reporter_id, made.reason) == (0, None, "danger-plain")


def test_idiom_shows_nothing_and_tells_nobody(browser, cast, question):
    amina = browser(cast.amina)
    sent = amina.post(f"/forum/topics/{question.topic.id}/replies", data={"text": IDIOM})
    assert CARD not in amina.get(sent.location).text and reports() == [] and levels() == []


def test_the_preview_shows_whom_to_call_before_anything_is_sent(browser, cast, question):
    amina = browser(cast.amina)
    seen = amina.post(f"/forum/topics/{question.topic.id}/replies",
                      data={"text": PLAIN, "preview": "1"})
    assert seen.text.count(CARD) == 1 and reports() == [] and levels() == []
    page = seen.text
    assert page.index(CARD) < page.index("<textarea"), "above the box"


def test_a_draft_of_an_entry_is_no_concern_of_the_team_but_its_writer_sees_whom_to_call(
        browser, cast):
    amina = browser(cast.amina)
    sent = amina.post("/blogs/new", data={"title": "A day", "text": PLAIN, "action": "save"})
    assert amina.get(sent.location).text.count(CARD) == 1
    assert reports() == [] and levels() == []


def test_weaker_words_wait_in_the_queue_below_plain_ones(browser, cast, question):
    moderator = browser(cast.moderator)
    forum.reply(cast.ben, question.topic, WEAKER)
    forum.reply(cast.ben, question.topic, PLAIN)
    assert [one.reason for one in reports()] == ["danger-plain", "danger-possible"]
    page = moderator.get("/moderation").text
    assert page.index("may be in danger") < page.index("the words are less plain")
    settled = moderator.get(f"/moderation/reports/{reports()[0].id}").text
    assert "Nobody reported this. A rule noticed words of danger in it." in settled


def test_a_piece_that_is_changed_again_and_again_waits_once(cast, question):
    post = forum.reply(cast.ben, question.topic, "All is well.")
    assert reports() == []
    forum.edit(cast.ben, post, PLAIN)
    forum.edit(cast.ben, post, PLAIN + " I mean it.")
    assert len(reports()) == 1 and len(levels()) == 1


def test_of_a_private_message_nothing_reaches_the_team_until_its_writer_says_so(browser, cast):
    talk = messages.start(cast.amina, cast.advisor, "Hello", "the first").conversation
    amina = browser(cast.amina)
    sent = amina.post(f"/messages/{talk.id}", data={"text": PLAIN})
    page = amina.get(sent.location).text
    assert page.count(CARD) == 1 and "Nobody in the team is told about your message" in page
    assert reports() == [] and levels() == []
    assert CARD not in browser(cast.advisor).get(f"/messages/{talk.id}").text
    told = amina.post("/safeguarding/tell", data={"text": PLAIN})
    assert "/report/received?about=danger" in told.location
    made, = reports()
    assert (made.kind, made.reported_id, made.reason) == ("person", cast.amina.id, "danger")
    assert made.details == PLAIN and "999" in amina.get(told.location).text


def test_a_visitor_who_writes_to_the_team_is_shown_whom_to_call(browser):
    visitor = browser()
    sent = visitor.post("/contact", data={"about": "question", "text": PLAIN})
    assert visitor.get(sent.location).text.count(CARD) == 1


def test_letters_with_words_of_danger_stand_first_in_the_teams_queue(browser, cast):
    for words in ("How do I change my picture?", PLAIN):
        browser(cast.amina).post("/contact", data={"about": "question", "text": words})
    ordinary, grave = db.session.scalars(select(Enquiry).order_by(Enquiry.id))
    page = browser(cast.moderator).get("/contact/queue").text
    first, second = (page.index(f'"/contact/queue/{one.id}"') for one in (grave, ordinary))
    assert first < page.index("May be in danger: read this first") < second


def test_the_card_names_who_to_call_as_the_help_page_does(browser, cast):
    help_page = browser().get("/help-now").text
    card = browser().get("/safeguarding/words-of-danger.json").json["card"]
    assert all(number in card for number in NUMBERS)
    assert [number for number in NUMBERS[:5] if number not in help_page] == []
