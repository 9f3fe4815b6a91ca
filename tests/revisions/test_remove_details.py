"""Details that a writer takes out are gone from wherever they were copied to, at once."""
from datetime import timedelta

import pytest
from sqlalchemy import select

from peoplehub.audit.models import Record
from peoplehub.blogs import actions as blogs
from peoplehub.blogs.models import Comment
from peoplehub.core import clock, mail
from peoplehub.core.acts import act
from peoplehub.core.errors import Forbidden
from peoplehub.core.extensions import db
from peoplehub.core.publications import KINDS
from peoplehub.folding.content_notes import written_note
from peoplehub.forum import actions as forum
from peoplehub.forum.models import Post
from peoplehub.forum.quoting import quotation
from peoplehub.moderation import actions as moderation
from peoplehub.notifications.models import Notification
from peoplehub.notifications.notify import notify
from peoplehub.revisions import actions
from peoplehub.revisions.models import Revision
from peoplehub.revisions.removal import TAKEN_BACK, Removed
from tests.forum.conftest import replied, started

SECRET = "Marigoldstrasse"
OLD = f"We live in {SECRET} and it is damp.\n\nWho can help?"
NOTE = written_note(["hospital"], f"Ill in {SECRET}")
NEW = "Our flat is damp.\n\nWho can help?"
BESIDE = {"report", "case", "frozen_content"}  # the evidence of who decides


def tables_with(word: str) -> set[str]:
    """Every table of the database in which the word stands, whatever the column."""
    db.session.expire_all()
    return {table.name for table in db.metadata.sorted_tables
            for row in db.session.execute(select(table)) if word in str(tuple(row))}


@pytest.fixture
def asked(cast, boards):
    """Amina asked with a detail in title and text; Ben quoted it, Kit quoted the rest."""
    topic = started(cast.amina, boards.planning, f"Damp in {SECRET}", OLD, note=NOTE)
    question = db.session.scalar(select(Post).where(Post.topic_id == topic.id))
    replied(cast.ben, topic, quotation(question) + "Ask the council.")
    replied(cast.outsider, topic, "> Who can help?\n\nI can.")
    return question


def edit(who, post, remove: bool, **more):
    page = who.get(f"/forum/posts/{post.id}/edit").text
    assert "Also remove the old words" in page
    fields = {"title": "Damp in our flat", "text": NEW, "note_words": "",
              "idempotency_key": f"edit-{remove}"} | more
    return who.post(f"/forum/posts/{post.id}/edit",
                    data=fields | ({"remove_old": "y"} if remove else {}))


def test_not_one_table_holds_the_old_words_and_no_page_shows_them(browser, cast, asked, boards):
    topic, amina = asked.topic, browser(cast.amina)
    edit(amina, asked, remove=False, title=f"Still {SECRET}", text=OLD + "\n\nAnd mould.",
         note_hospital="y", note_words=f"Ill in {SECRET}")
    quoting = db.session.scalar(select(Post).where(Post.number == 2))
    forum.edit(cast.ben, quoting, quoting.text, note=f"{quoting.note} · Mould")
    assert quoting.note == f"{NOTE} · Mould"
    browser(cast.outsider).get(topic.address)
    assert {"post", "topic", "revision", "search_entry"} <= tables_with(SECRET)
    assert edit(amina, asked, remove=True, note_words="An illness").status_code == 303
    assert quoting.note == "Hospitals and emergencies · Mould · An illness"
    assert tables_with(SECRET) == tables_with(SECRET.lower()) == set()
    assert db.session.scalar(select(Post.text).where(Post.number == 2)).endswith(
        f"> {TAKEN_BACK}.\n\nAsk the council.")
    assert "> Who can help?" in db.session.scalar(select(Post.text).where(Post.number == 3))
    places = (topic.address, "/forum", "/forum/planning", "/forum/feed.atom", "/", "/people/amina",
              "/forum/planning/feed.atom", "/search?q=damp", "/notifications",
              f"{topic.acts}/since?after=0", f"/revisions/post/{asked.id}", "/settings/posts")
    for who in (None, cast.amina, cast.ben, cast.outsider, cast.moderator, cast.admin):
        for place in places:
            assert SECRET.lower() not in browser(who).get(place).text.lower(), (who, place)
    assert "Damp in our flat" not in browser().get(f"/search?q={SECRET}").text


def test_the_evidence_of_a_report_stays_for_who_decides_and_what_the_reporter_read_goes(
        browser, cast, asked):
    moderation.report(cast.ben, asked, "personal-details", "An address.")

    @act
    def tell():
        notify([cast.ben.id], "report", "report 9", "post", asked.id, named=False,
               words=f"Report 9. “Damp in {SECRET}”: We left it as it is.")
        mail.queue_email("ben@people.example", "About it", "something-new", path="/forum")
        letter = db.session.scalars(select(mail.Email).order_by(mail.Email.id.desc())).first()
        letter.body += f"\nDamp in {SECRET}\n"

    tell()
    assert {"notification", "email"} <= tables_with(SECRET)
    edit(browser(cast.amina), asked, remove=True)
    assert tables_with(SECRET) <= BESIDE and "report" in tables_with(SECRET)
    said = db.session.scalars(select(Notification.words).where(Notification.words != "")).all()
    assert f"Report 9. “{TAKEN_BACK}”: We left it as it is." in said


def test_the_record_says_that_it_was_done_and_none_of_the_words(browser, cast, asked):
    edit(browser(cast.amina), asked, remove=True)
    rows = db.session.execute(select(Record.__table__)).all()
    assert any("OldWordsRemoved" in str(tuple(row)) for row in rows)
    assert SECRET not in str([tuple(row) for row in rows])


def test_without_the_tick_only_moderators_read_the_old_words_for_thirty_days(
        browser, cast, asked):
    edit(browser(cast.amina), asked, remove=False)
    address = f"/revisions/post/{asked.id}"
    assert SECRET in browser(cast.moderator).get(address).text
    assert address in browser(cast.moderator).get(f"/moderation/post/{asked.id}").text
    for who in (cast.amina, cast.ben, cast.advisor):
        assert browser(who).get(address).status_code == 404
    with clock.at(clock.now() + timedelta(days=29)):
        actions.forget_old_revisions()
        assert db.session.scalars(select(Revision)).all()
    with clock.at(clock.now() + timedelta(days=31)):
        actions.forget_old_revisions()
        assert db.session.scalars(select(Revision)).all() == []


def test_comments_and_entries_lose_their_old_words_in_the_same_way(browser, cast):
    entry = blogs.save_and_publish(cast.ben, title=f"In {SECRET}", text=OLD, short=SECRET)
    said = blogs.comment(cast.amina, entry, f"I know {SECRET} well.\n\nIt rains.")
    blogs.comment(cast.outsider, entry, f"> I know {SECRET} well.\n\nMe too.")
    blogs.comment(cast.outsider, entry, "> Who can help?\n\nMe.")
    blogs.save_entry(cast.ben, entry, title="In our street", text=NEW, short="")
    assert "revision" in tables_with(SECRET)
    blogs.save_entry(cast.ben, entry, title="In our street", text=NEW, short="", remove_old=True)
    assert browser(cast.amina).post(f"/blogs/comments/{said.id}/edit", data={
        "text": "It rains.", "remove_old": "y", "idempotency_key": "a"}).status_code == 303
    assert tables_with(SECRET) == tables_with(SECRET.lower()) == set()  # also in its address
    quoting = db.session.scalars(select(Comment.text).order_by(Comment.id)).all()
    assert quoting[1] == f"> {TAKEN_BACK}.\n\nMe too." and quoting[2].startswith("> Who can")


def test_a_moderator_takes_details_out_of_the_words_of_others(browser, cast, asked):
    mod, address = browser(cast.moderator), f"/revisions/post/{asked.id}"
    page = mod.get(address).text
    assert "What was reported stays" in page and f'value="Ill in {SECRET}"' in page
    refused = mod.post(address, data={"text": "", "reason": "", "idempotency_key": "a"})
    assert refused.status_code == 422
    done = mod.post(address, data={"text": NEW, "note_words": "", "reason": "An address.",
                                   "idempotency_key": "b"})
    assert (done.status_code, done.location) == (303, asked.address)
    assert tables_with(SECRET) <= {"topic", "post", "search_entry"}
    assert SECRET not in db.session.get(Post, asked.id).text
    notes = db.session.scalars(select(Post.note).order_by(Post.number)).all()
    assert notes == ["Hospitals and emergencies"] * 2 + [""] and asked.topic.note == notes[0]
    notices = browser(cast.amina).get("/notifications").text
    assert "A moderator took details out of what you wrote" in notices and "An address." in notices
    with pytest.raises(Forbidden):
        actions.remove_details(cast.ben, db.session.get(Post, asked.id), "Mine", "Why not")


@pytest.mark.parametrize("kind", ["post", "comment", "entry"])
def test_every_kind_that_is_quoted_says_where(kind):
    assert KINDS[kind].quoted_in.fget is not KINDS["sheet"].quoted_in.fget


@pytest.mark.parametrize("before, after", [
    ("A:\n> Tom is nine and likes …\n\nYes", "A:\n> {}.\n\nYes"),
    ("> tom is NINE and likes trains", "> {}."),
    ("  > > Tom is nine and likes trains\n> more", "> {}."),
    ("> He likes cakes", "> He likes cakes"),
    ("> Yes", "> Yes"),
    ("Tom is nine and likes trains", "Tom is nine and likes trains"),
    ("> somebody else said this", "> somebody else said this"),
    ("> at Hill School, it’s damp", "> {}."), ("> an’s tel: 0123", "> {}."),
    ("> 👍👍👍👍", "> 👍👍👍👍"),
])  # fmt: skip
def test_only_quotations_of_removed_words_are_replaced(before, after):
    removed = Removed(["Yes. Tom is nine and likes trains\nHe likes cakes",
                       "At **Hill [School](https://a.example/b)**, it's damp\n"
                       "_Nan's_ tel:  0123 👍👍👍👍"], "He likes cakes, it's 👍👍👍👍")
    assert removed.out_of_quotes(before) == after.format(TAKEN_BACK)
    assert forum.edit.is_act
