"""A content note: what is said before words that are hard to read, wherever these would stand."""
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from peoplehub.accounts import actions as accounts, following
from peoplehub.accounts.models import DAILY
from peoplehub.audit.models import Record
from peoplehub.blogs import actions as blogs
from peoplehub.bookmarks import actions as bookmarks
from peoplehub.core import clock
from peoplehub.core.errors import Forbidden
from peoplehub.core.extensions import db
from peoplehub.core.mail import Email
from peoplehub.folding import actions, not_today
from peoplehub.folding.content_notes import fields_of, parts_of, written_note
from peoplehub.folding.team_notes import team_note_of
from peoplehub.forum import actions as forum
from peoplehub.forum.models import PendingQuestion, Post, PostLink
from peoplehub.forum.queries import post_at
from peoplehub.moderation import actions as moderation
from peoplehub.moderation.models import Decision
from peoplehub.notifications.daily import tell_of_day
from peoplehub.notifications.models import Notification
from peoplehub.notifications.weekly import write_for
from peoplehub.revisions.actions import remove_details
from tests.folding.test_not_today import shown, unfolded
from tests.forum.conftest import replied, started
from tests.notifications.test_weekly import chooses, today

pytestmark = pytest.mark.one_database
WORD, NOTE = "Zinnia", written_note(["child-death"], "About our last summer")
SAID = "Death of a child · About our last summer"
ASKED = "You asked not to see: Death of a child. Show it"
WHOLE = 'details class="noted"'


@pytest.fixture
def planted(cast, boards):
    """Ben wrote the word behind a note wherever a member can write; each place, and whether its
    lines and pieces are marked for "not today" lists."""
    titled = started(cast.ben, boards.planning, "That summer", f"{WORD} was six.", note=NOTE)
    first = post_at(cast.ben, titled, 1)
    forum.summarize(cast.advisor, titled, f"- {WORD} was loved")
    plain = started(cast.amina, boards.planning, "How was your week?", "Ours was long.")
    answer = replied(cast.ben, plain, f"We thought of {WORD} a lot, @amina.", note=NOTE)
    entry = blogs.save_and_publish(cast.ben, title="A year", text=f"A year without {WORD}.",
                                   short=f"{WORD} helped", is_story=True, note=NOTE)
    comment = blogs.comment(cast.outsider, entry, f"I knew {WORD}.", note=NOTE)
    other = blogs.save_and_publish(cast.ben, title="Another year", text="It was quiet.")
    forum.follow(cast.amina, titled)
    for piece in (first, answer, entry, comment):
        bookmarks.save_for_later(cast.amina, piece.kind, piece.id)
    return {
        "/": True, "/forum": True, "/forum/planning": True, titled.address: True,
        plain.address: True, f"{plain.acts}/since?after=1": True,
        f"{plain.acts}/print": True, f"{titled.acts}/print?names=no": True,
        f"{plain.acts}/posts/{answer.number}": True, f"{titled.acts}/posts/1/answers": True,
        "/notifications": True, f"/search?q={WORD}": True, "/stories": True, "/blogs": True,
        "/blogs/ben": True, "/people/ben": True, entry.address: True, other.address: True,
        "/saved": True, "/unanswered": True, "/notifications/following": False,
        f"/report/post/{answer.id}": False, f"/report/entry/{entry.id}": False,
        "/forum/feed.atom": False, "/forum/planning/feed.atom": False, "/blogs/feed.atom": False,
        "/stories/feed.atom": False,
    }


@pytest.mark.parametrize("reader", ["visitor", "member", "with a list"])
def test_the_words_are_nowhere_before_the_note_is_opened(browser, cast, planted, reader):
    who = browser(None if reader == "visitor" else cast.amina)
    if reader == "with a list":
        actions.put_on_list(cast.amina, ["child-death"], "", None)
    for place, is_marked in planted.items():
        answer = who.get(place)
        if reader == "visitor" and answer.status_code != 200:
            continue  # for members
        page = answer.json["html"] if answer.is_json else answer.text
        page = page.replace(f"<title>{WORD} –", "")  # what was looked for
        assert answer.status_code == 200 and " zinnia " not in unfolded(page), place
        assert SAID in page, place
        assert (ASKED in page) is (reader == "with a list" and is_marked), place
    for letter in db.session.scalars(select(Email)):
        assert WORD not in letter.subject + letter.body and SAID not in letter.body


def test_whoever_chose_it_reads_noted_words_at_once_and_nobody_else(browser, cast, planted, topic):
    amina, place = browser(cast.amina), next(at for at in planted if "that-summer" in at)
    chosen = {"theme": "device", "size": "1", "spacing": "normal", "motion": "full",
              "easy": "later", "pictures": "all", "notes": "open", "words": "explain"}
    assert amina.post("/settings/display", data=chosen).status_code == 303
    assert f"{WHOLE} open>" in amina.get(place).text
    since = next(at for at in planted if "since" in at)
    assert f"{WHOLE} open>" in shown(amina, since)
    for who in (browser(cast.outsider), browser()):
        assert f"{WHOLE}>" in who.get(place).text and "open>" not in who.get(place).text


def test_it_is_written_changed_and_taken_away_in_every_form(browser, cast, topic):
    ben, note = browser(cast.ben), {"note_child_death": "y", "note_words": "About  our boy"}
    fields = {"text": "Keep it short.", "idempotency_key": "1"} | note
    ben.post(f"{topic.acts}/replies", data=fields)
    ben.post("/ask", data={"title": "A hard one", "text": "Read it later.", "board": "planning",
                           "idempotency_key": "2"} | note)
    ben.post("/blogs/new", data={"title": "Ours", "text": "A year.", "action": "publish",
                                 "audience": "anyone", "comments": "open", "cover_kind": "cup",
                                 "idempotency_key": "3"} | note)
    ben.post("/blogs/entries/1/comments", data={"text": "And more.", "idempotency_key": "4"} | note)
    saved = "Death of a child · About our boy"
    for edit in ("/forum/posts/2/edit", "/forum/posts/3/edit", "/blogs/entries/1/edit",
                 "/blogs/comments/1/edit"):
        page = ben.get(edit).text
        assert 'name="note_child_death" type="checkbox" value="y" checked' in page, edit
        assert 'value="About our boy"' in page, edit
    assert saved in ben.get("/forum/planning").text
    refused = ben.post("/forum/posts/3/edit", data={"title": "A hard one", "text": " ", **note})
    assert refused.status_code == 422 and 'value="About our boy"' in refused.text
    ben.post("/forum/posts/3/edit", data={"title": "A hard one", "text": "Read it later.",
                                            "note_words": ""})
    assert "About our boy" not in ben.get("/forum/planning").text
    long = ben.post(f"{topic.acts}/replies", data=fields | {"note_words": "x" * 121})
    assert long.status_code == 422 and "1 characters too long" in long.text
    browser().post("/ask", data={"title": "Later", "text": "I join first.", "board": "planning",
                                 "idempotency_key": "5"} | note)
    assert db.session.query(PendingQuestion).one().note == saved


def test_who_quotes_noted_words_puts_their_note_on_too(browser, cast, topic):
    replied(cast.ben, topic, f"We lost {WORD}.", note=NOTE)
    amina = browser(cast.amina)
    text = amina.get(f"{topic.acts}/quote/2", headers={"Accept": "application/json"}).json["text"]
    answer = replied(cast.amina, topic, f"{text}\n\nI am so sorry.")
    db.session.expire_all()
    assert answer.note == SAID
    quoted = db.session.scalar(select(Post).where(Post.number == 2))
    for state in ("held_at", "hidden_at", "deleted_at"):
        setattr(quoted, state, clock.now())
        db.session.commit()
        for who in (cast.outsider, cast.moderator, cast.ben):  # a reader, the team and its writer
            guess = replied(who, topic, "Ben wrote in post 2:\n> We\n\nWhat was it?")
            assert guess.note == "" and guess.id not in db.session.scalars(
                select(PostLink.post_id)).all()
        forum.edit(cast.amina, answer, f"{text}\n\nI am sorry.")
        assert db.session.scalars(select(PostLink.post_id)).all() == [answer.id]
        setattr(quoted, state, None)


def test_a_moderator_puts_one_there_with_a_reason_that_the_writer_reads(browser, cast, topic):
    ruth, place = browser(cast.moderator), "/moderation/post/1/note"
    assert ruth.post(place, data={"note_death": "y"}).status_code == 422
    fields = {"note_death": "y", "reason": "It can be hard to read."}
    assert ruth.post(place, data=fields).status_code == 303
    assert ruth.post(place, data=fields).status_code == 303  # again: nothing more
    assert "Content note: <bdi>Death and grief</bdi>" in browser().get(topic.address).text
    assert "Content note: Death and grief" in browser().get("/forum/planning").text
    assert [one.verb for one in db.session.scalars(select(Decision))] == ["noted"]
    assert db.session.scalar(select(Record).where(Record.happened == "PieceNoted"))
    notices = browser(cast.amina).get("/notifications").text
    assert "A moderator changed the content note on what you wrote" in notices
    assert "It can be hard to read." in notices and "Ruth" not in notices
    assert browser(cast.amina).get(place).status_code == 404
    ruth.post(place, data={"reason": "It is not so hard."})
    assert "Content note" not in browser().get("/forum/planning").text
    own = replied(cast.moderator, topic, "Mine.")
    with pytest.raises(Forbidden):
        moderation.note_piece(cast.moderator, own, NOTE, "Mine")


def pieces_of(author, topic):
    """A topic's question, an entry and a comment, each with a note of its writer's, and the
    addresses of their forms."""
    entry = blogs.save_and_publish(author, title="Mine", text="A year.", note=NOTE)
    comment = blogs.comment(author, entry, "More of it.", note=NOTE)
    post = post_at(author, topic, 1)
    forum.edit(author, post, post.text, note=NOTE)
    return [(post, f"/forum/posts/{post.id}/edit"), (entry, f"/blogs/entries/{entry.id}/edit"),
            (comment, f"/blogs/comments/{comment.id}/edit")]


def test_what_a_moderator_put_on_a_piece_its_writer_cannot_take_away(browser, cast, topic):
    amina, ruth = browser(cast.amina), browser(cast.moderator)
    for piece, form in pieces_of(cast.amina, topic):
        assert "A moderator put" not in amina.get(form).text
        place = f"/moderation/{piece.kind}/{piece.id}/note"
        theirs = {name: value for name, value in fields_of(NOTE).items() if value}
        with_more = theirs | {"note_food": "y", "reason": "Several asked."}
        assert ruth.post(place, data=with_more).status_code == 303
        page = amina.get(form).text
        assert "A moderator put this note there" in page and "Food and weight</b>" in page
        assert 'href="/contact"' in page and 'name="note_food" type="checkbox" value="y">' in page
        words = {"text": "Other words.", "title": "Ours", "audience": "anyone", "action": "save",
                 "comments": "open", "cover_kind": "sun", "version": "1"}
        if piece.kind == "entry":
            words["version"] = str(piece.version)
        assert amina.post(form, data=words | {"note_words": "Long ago"}).status_code == 303
        db.session.refresh(piece)
        assert (piece.text, piece.note) == ("Other words.", "Food and weight · Long ago")
        ruth.post(place, data={"note_words": "Long ago", "reason": "Not any more."})
        db.session.refresh(piece)
        assert piece.note == "Long ago" and "A moderator put" not in amina.get(form).text


def test_details_taken_out_of_a_note_are_in_that_of_the_team_no_more(cast, topic):
    moderation.note_piece(cast.moderator, post_at(cast.amina, topic, 1), NOTE, "Asked for.")
    post = post_at(cast.amina, topic, 1)
    remove_details(cast.moderator, post, "Ours is long.", "A name", "About a summer")
    assert team_note_of(post) == "Death of a child"
    assert post.note == post.topic.note == "Death of a child · About a summer"


def test_a_note_on_all_somebody_writes_is_never_on_what_they_wrote_unnamed(browser, cast, topic):
    replied(cast.ben, topic, "Under my name.")
    replied(cast.ben, topic, "Without it.", anonymous=True)
    started(cast.ben, topic.board, "A title of mine")
    started(cast.ben, topic.board, "An unnamed title", anonymous=True)
    entry = blogs.save_and_publish(cast.ben, title="Mine", text="A year.")
    stranger, ben = browser(), browser(cast.ben)
    stranger.get(topic.address), stranger.get("/forum/planning")  # pages that are kept
    note = {"note_death": "y", "note_words": "Mostly about grief"}
    assert ben.post("/settings/content-note", data=note).status_code == 303
    said = "Death and grief · Mostly about grief"
    for place, times in ((topic.address, 2), ("/forum/planning", 1), (entry.address, 3),
                         ("/blogs", 1), ("/people/ben", 2)):
        assert stranger.get(place).text.count(said) == times, place
    assert f"(content note: {said})" in stranger.get(topic.address).text  # "Also in"
    assert unfolded(stranger.get(topic.address).text).count(" under my name ") == 0
    assert " without it " in unfolded(stranger.get(topic.address).text)
    ben.post("/settings/content-note", data={"note_words": ""})
    assert said not in stranger.get(topic.address).text + stranger.get("/blogs").text


def test_what_a_moderator_puts_on_all_they_write_only_moderators_take_away(browser, cast, topic):
    ruth, ben = browser(cast.moderator), browser(cast.ben)
    place = f"/moderation/person/{cast.ben.id}/note"
    ruth.post(place, data={"note_abuse": "y", "reason": "Several people asked."})
    assert "A moderator put this note there: Abuse and violence." in ben.get(
        "/settings/content-note").text
    assert ben.post("/settings/content-note", data={"note_words": ""}).status_code == 403
    assert "on everything you write" in ben.get("/notifications").text
    ruth.post(place, data={"reason": "It is not needed any more."})
    assert ben.post("/settings/content-note", data={"note_food": "y"}).status_code == 303
    assert not cast.ben.note_is_teams and cast.ben.note_on_all == "Food and weight"


def test_letters_leave_out_what_is_not_wanted_today(cast, boards):
    unwanted = started(cast.ben, boards.planning, "That summer", "It was long.", note=NOTE)
    wanted = started(cast.ben, boards.planning, "That winter", "It was cold.")
    for person in (cast.amina, cast.outsider):
        started(person, boards.planning, f"Here is {person.pen_name}", "Hello.")
        chooses(person, "weekly")
        for topic in (unwanted, wanted):
            forum.follow(person, topic)
    actions.put_on_list(cast.amina, ["child-death"], "", None)
    for topic in (unwanted, wanted):
        replied(cast.ben, topic, "More of it.")
    started(cast.ben, boards.planning, "Nobody answered", "It is hard.", note=NOTE)
    list(write_for(today()))
    bodies = {one.to: one.body for one in db.session.scalars(
        select(Email).where(Email.to.in_([cast.amina.email, cast.outsider.email])))}
    assert f"/topics/{unwanted.id}/" in bodies[cast.outsider.email]
    assert "nobody has answered" in bodies[cast.outsider.email]
    assert f"/topics/{unwanted.id}/" not in bodies[cast.amina.email]
    assert f"/topics/{wanted.id}/" in bodies[cast.amina.email]
    assert "/topics/5\n" not in bodies[cast.amina.email]


def test_the_letter_of_the_day_does_not_lead_to_it_either(cast, boards):
    topic = started(cast.ben, boards.planning, "That summer", "It was long.", note=NOTE)
    for person in (cast.amina, cast.outsider):
        accounts.choose_letters(person, "everything")
        forum.follow(person, topic)
        following.choose_level(person, "topic", topic.id, DAILY)
    actions.put_on_list(cast.amina, ["child-death"], "", None)
    replied(cast.ben, topic, "More of it.")
    with clock.at(clock.now() + timedelta(days=1)):
        for person in (cast.amina, cast.outsider):
            tell_of_day("topic", topic.id, person.id)
    told = {one.user_id for one in db.session.scalars(select(Notification))}
    assert told == {cast.amina.id, cast.outsider.id}
    assert [one.to for one in db.session.scalars(select(Email))] == [cast.outsider.email]


def test_a_database_that_fails_while_a_page_is_folded_folds_all_of_it(
        browser, cast, topic, monkeypatch):
    replied(cast.ben, topic, "A word of Ben’s.")
    actions.put_on_list(cast.amina, ["food"], "", None)

    def away(_person):
        raise OperationalError("SELECT", {}, Exception("it is away"))

    amina = browser(cast.amina)
    assert " a word of ben " in unfolded(amina.get(topic.address).text)
    monkeypatch.setattr(not_today, "list_of", away)
    answer = amina.get(topic.address)
    assert answer.status_code == 200 and "We could not read your “not today” list" in answer.text
    assert " a word of ben " not in unfolded(answer.text)
    assert "We could not read" in amina.get(f"{topic.acts}/since?after=1").json["html"]


@pytest.mark.parametrize("subjects, sentence", [
    ([], ""), (["death"], ""), ([], "In my words"), (["child-death", "food"], "One · two"),
])  # fmt: skip
def test_a_note_is_read_as_it_was_written(subjects, sentence):
    note = written_note(subjects, sentence)
    assert parts_of(note) == (subjects, sentence)
    assert [name for name, said in fields_of(note).items() if said is True] == [
        f"note_{slug.replace('-', '_')}" for slug in subjects]


def test_pages_ask_nothing_more_for_their_notes(browser, cast, topic, queries):
    kit = browser(cast.outsider)
    replied(cast.ben, topic, "Before.")
    kit.get(topic.address)
    with queries() as without:
        kit.get(topic.address)
    moderation.note_person(cast.moderator, cast.ben, NOTE, "Asked for.")
    replied(cast.ben, topic, "After.", note=NOTE)
    kit.get(topic.address)
    with queries() as having:
        kit.get(topic.address)
    assert len(having) == len(without)
