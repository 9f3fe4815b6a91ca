"""Three choices of e-mails, each obeyed and counted; and the weekly one, which tells nothing."""
from datetime import timedelta

import pytest
from sqlalchemy import func, insert, select

from peoplehub.accounts import actions as accounts, email_kinds, following
from peoplehub.accounts.models import Tag, User
from peoplehub.blogs import actions as blogs
from peoplehub.core import clock
from peoplehub.core.acts import act, save
from peoplehub.core.extensions import db
from peoplehub.core.formatting import LONDON
from peoplehub.core.mail import Email
from peoplehub.forum import actions as forum
from peoplehub.forum.models import Board
from peoplehub.messages import actions as messages
from peoplehub.notifications import unsubscribing
from peoplehub.notifications.expected_emails import emails_a_week
from peoplehub.notifications.models import Notification
from peoplehub.notifications.weekly import write_for

pytestmark = pytest.mark.one_database

TITLE = "Has anybody tried the seizure alarm of Kit?"


@pytest.fixture
def board(cast):
    return act(save)(Board(slug="planning", name="Planning"))


@pytest.fixture
def others_topic(cast, board):
    topic = forum.start_topic(cast.outsider, board, TITLE, "Kit is eight.").topic
    forum.follow(cast.ben, topic)
    return topic


def today():
    return clock.now().astimezone(LONDON).date()


def chooses(person, letters, day=None):
    accounts.choose_letters(person, letters, str((day or today()).weekday()))


def emails_to(person, purpose=None):
    db.session.rollback()
    theirs = select(Email).where(Email.to == person.email).order_by(Email.id)
    return [one for one in db.session.scalars(theirs) if purpose in (None, one.purpose)]


def written(day=None):
    return [*write_for(day or today())][-1:]


# --- each choice is obeyed ---


@pytest.mark.parametrize("choice, comes", [
    ("important", {"answer", "message"}), ("weekly", {"answer", "message"}),
    ("everything", {"answer", "followed", "message"}), ("none", set()),
])
def test_each_choice_is_obeyed(cast, board, others_topic, choice, comes):
    own = forum.start_topic(cast.ben, board, "My own question", "Who?").topic
    chooses(cast.ben, choice)
    came = set()
    for name, happens in {
        "answer": lambda: forum.reply(cast.amina, own, "We did."),
        "followed": lambda: forum.reply(cast.amina, others_topic, "We did."),
        "message": lambda: messages.start(cast.amina, cast.ben, "Hello", "m1"),
    }.items():
        before = len(emails_to(cast.ben))
        happens()
        came |= {name} if len(emails_to(cast.ben)) > before else set()
    assert came == comes


def test_each_choice_says_how_many_emails_it_means_for_this_member(browser, cast, board,
                                                                  others_topic):
    own = forum.start_topic(cast.ben, board, "My own question", "Who?").topic
    assert set(emails_a_week(cast.ben).values()) == {0}
    for days in (0, 8, 16, 24):
        with clock.at(clock.now() - timedelta(days=days)):
            forum.reply(cast.amina, own, "We did.")
            forum.reply(cast.amina, others_topic, "We did.")
            browser(cast.ben).post("/notifications/read")
            forum.reply(cast.amina, others_topic, "And more.")
            browser(cast.ben).post("/notifications/read")
    assert emails_a_week(cast.ben) == {"none": 0, "important": 1, "weekly": 2, "everything": 3}
    page = browser(cast.ben).get("/settings/letters").text
    assert all(f"About {number} a week." in page for number in ("1 email", "2 emails", "3 emails"))
    with clock.at(clock.now() + timedelta(days=29)):
        assert emails_a_week(cast.ben)["everything"] == 0


def test_the_day_is_chosen_and_a_day_that_is_none_is_refused(browser, cast):
    client = browser(cast.ben)
    assert client.post("/settings/letters", data={"letters": "weekly", "weekly_on": "2"}
                       ).status_code == 303
    db.session.refresh(cast.ben)
    assert cast.ben.preferences == {"letters": "weekly", "weekly_on": "2"}
    assert client.post("/settings/letters", data={"letters": "weekly", "weekly_on": "8"}
                       ).status_code == 422
    client.post("/settings/letters", data={"letters": "important", "weekly_on": "2"})
    db.session.refresh(cast.ben)
    assert cast.ben.preferences == {"letters": "important"}


# --- the weekly e-mail ---


def test_it_comes_once_on_ones_day_and_tells_nothing(cast, others_topic):
    chooses(cast.ben, "weekly")
    for _ in range(2):
        forum.reply(cast.amina, others_topic, "The alarm woke us.")
    assert written(today() + timedelta(days=1)) == []
    assert written() == [(1, 1)] and written() == [(1, 0)]
    email, = emails_to(cast.ben, "weekly")
    assert "Something you follow: 2 new posts" in email.body
    assert f"/forum/topics/{others_topic.id}/unread\n" in email.body
    for telling in (TITLE, others_topic.slug, "Amina", "Planning", "seizure", "Kit"):
        assert telling not in email.body + email.subject
    assert "/notifications/unsubscribe/" in unsubscribing.list_headers(email)["List-Unsubscribe"]
    with clock.at(clock.now() + timedelta(days=7)):
        forum.reply(cast.amina, others_topic, "And again.")
        assert written(today()) == [(1, 1)], "and again next week"


def test_at_most_seven_things_and_only_what_is_unread(browser, cast, board):
    chooses(cast.ben, "weekly")
    for number in range(9):
        topic = forum.start_topic(cast.outsider, board, f"Question {number}", "Who?").topic
        forum.follow(cast.ben, topic)
        forum.reply(cast.amina, topic, "We did.")
    browser(cast.ben).post(f"/notifications/{_newest_notice(cast.ben)}/open")
    written()
    body = emails_to(cast.ben, "weekly")[0].body
    assert body.count("Something you follow") == 7
    assert f"/forum/topics/{topic.id}/unread" not in body


def _newest_notice(person):
    return db.session.scalar(select(func.max(Notification.id)).where(
        Notification.user_id == person.id))


def test_a_question_that_waits_is_offered_to_who_has_the_experience(cast, board):
    families = act(save)(Board(slug="family", name="Families", audience="families"))
    answered = forum.start_topic(cast.outsider, board, "Seizures at school?", "Who?").topic
    forum.reply(cast.amina, answered, "We did.")
    hidden = forum.start_topic(cast.outsider, families, "Seizures at home?", "Who?").topic
    asked = forum.start_topic(cast.outsider, board, "Seizures at night?", "Who?").topic
    news = forum.start_topic(cast.advisor, board, "Good news", "Read.").topic
    for person in (cast.ben, cast.professional, cast.amina):
        chooses(person, "weekly")
        forum.follow(person, news)
    forum.reply(cast.advisor, news, "More of it.")
    act(lambda: cast.ben.tags.append(Tag(words="Epilepsy and seizures", audience="me")))()
    act(lambda: cast.professional.tags.append(Tag(words="Seizures", audience="me")))()
    accounts.block(cast.amina, cast.outsider)
    written()
    assert f"/forum/topics/{hidden.id}\n" in emails_to(cast.ben, "weekly")[0].body
    professional, = emails_to(cast.professional, "weekly")
    assert f"/forum/topics/{asked.id}\n" in professional.body, "not of a board for families"
    assert "Seizures" not in professional.body
    assert "question" not in emails_to(cast.amina, "weekly")[0].body, "nothing of whom one blocked"


@pytest.mark.parametrize("blocks, unnamed, comes", [
    (None, False, True), ("reader", False, False), ("asker", False, False), ("reader", True, True)])
def test_a_question_across_a_block_is_not_offered_unless_it_is_unnamed(
        cast, board, blocks, unnamed, comes):
    """Whoever blocks one after another must not learn who asked without their name."""
    asked = forum.start_topic(cast.outsider, board, "Seizures at night?", "Who?", unnamed).topic
    news = forum.start_topic(cast.advisor, board, "Good news", "Read.").topic
    forum.follow(cast.ben, news)
    chooses(cast.ben, "weekly")
    forum.reply(cast.advisor, news, "More of it.")
    act(lambda: cast.ben.tags.append(Tag(words="Epilepsy and seizures", audience="me")))()
    if blocks:
        both = {"reader": (cast.ben, cast.outsider), "asker": (cast.outsider, cast.ben)}
        accounts.block(*both[blocks])
    written()
    body = emails_to(cast.ben, "weekly")[0].body
    assert (f"/forum/topics/{asked.id}\n" in body) is comes and "Good news" not in body


def test_a_quiet_time_and_an_address_that_rests_have_none(cast, others_topic):
    forum.follow(cast.amina, others_topic)
    for person in (cast.ben, cast.amina):
        chooses(person, "weekly")
    forum.reply(cast.advisor, others_topic, "We did.")
    accounts.begin_quiet_time(cast.ben)
    act(lambda: setattr(cast.amina, "preferences",
                        {**cast.amina.preferences, email_kinds.RESTS: "2026-01-01"}))()
    assert written() == [(2, 0)]


def test_a_batch_of_many_asks_as_much_as_one_of_few(cast, others_topic, queries):
    day = today()
    asked = []
    for number in (2, 40):
        preferences = {"letters": "weekly", "weekly_on": str(day.weekday())}
        people = [{"email": f"p{number}-{n}@p.example", "pen_name": f"Pat {number} {n}",
                   "slug": f"pat-{number}-{n}", "skeleton": f"pat{number}{n}",
                   "confirmed_at": clock.now(), "preferences": preferences,
                   "password_hash": "none"} for n in range(number)]
        db.session.execute(insert(User), people)
        db.session.commit()
        with queries() as seen:
            written()
        asked.append(len(seen))
    assert asked[0] == asked[1]


def test_duties_say_where_they_are_changed_and_end_by_no_click(app, cast):
    email = Email(to=cast.moderator.email, purpose="note-review", about="notes")
    assert unsubscribing.list_headers(email).keys() == {"List-Unsubscribe"}
    assert unsubscribing.list_headers(email)["List-Unsubscribe"].endswith("/settings/letters>")


def test_an_entry_that_is_followed_leads_to_the_notices(cast):
    chooses(cast.ben, "weekly")
    entry = blogs.save_and_publish(cast.outsider, title="Nights", text="We sleep now.")
    following.follow(cast.ben, *following.place_of(entry))
    following.follow(cast.ben, "entry")
    blogs.save_and_publish(cast.amina, title="Nights again", text="We still sleep.")
    written()
    assert "Nights" not in emails_to(cast.ben, "weekly")[0].body
