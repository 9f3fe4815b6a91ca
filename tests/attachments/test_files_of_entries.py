"""Pictures and papers beside entries, stories and comments, by the same rules as beside posts."""
import re

import pytest
from flask import current_app

from peoplehub.attachments import queries
from peoplehub.blogs.models import Comment, Entry
from peoplehub.core import files
from peoplehub.core.extensions import db
from peoplehub.moderation import actions as moderation, queries as reports
from peoplehub.online_safety import actions as online_safety
from tests.attachments.test_files_of_posts import fields_of, send
from tests.blogs import published
from tests.library.test_originals import pdf_file
from tests.messages.test_files import photo

pytestmark = pytest.mark.one_database
STORY = {"title": "Our ramp", "text": "It is in.", "audience": "anyone", "comments": "open",
         "cover_kind": "sun", "is_story": "y", "action": "publish"}
FILES = (("ramp.jpg", photo()), ("Care plan.pdf", pdf_file()))


def newest(kind):
    return db.session.scalars(db.select(kind).order_by(kind.id.desc())).first()


@pytest.fixture(params=["entry", "comment"])
def sent(request, cast, browser):
    """Ben sends two files with an entry, or with a comment on an entry; it, and its page."""
    ben, more = browser(cast.ben), {"file_alts": "A wooden ramp"}
    if request.param == "entry":
        assert send(ben, "/blogs/new", *FILES, **STORY, **more).status_code == 303
        return newest(Entry), newest(Entry).address
    entry = published(cast.amina)
    assert send(ben, f"/blogs/entries/{entry.id}/comments", *FILES, **more).status_code == 303
    return newest(Comment), entry.address


def test_they_are_shown_read_and_downloaded_by_whoever_reads_the_piece(cast, browser, sent):
    piece, page = sent
    address = f"/attachments/{piece.kind}/{piece.id}"
    for who in (browser(), browser(cast.outsider)):
        shown = who.get(page).text
        assert 'alt="A wooden ramp"' in shown and "Care plan.pdf" in shown
        assert who.get(f"{address}/1").mimetype == "image/webp"
        assert "attachment" in who.get(f"{address}/2").headers["Content-Disposition"]
    entry = piece if piece.kind == "entry" else piece.entry
    entry.audience = "members"
    db.session.commit()
    assert [browser(one).get(f"{address}/1").status_code for one in (None, cast.outsider)] == [
        404, 200]
    moderation.hide(cast.moderator, piece, "A face.")
    assert [browser(one).get(f"{address}/1").status_code for one in (cast.ben, cast.outsider)] == [
        200, 404]


def test_its_writer_keeps_and_drops_them_and_a_form_that_comes_back_has_them(cast, browser, sent):
    piece, _ = sent
    ben, edit = browser(cast.ben), f"/blogs/{'entries' if piece.kind == 'entry' else 'comments'}" \
        f"/{piece.id}/edit"
    page = ben.get(edit).text
    kept = fields_of(page)["file_token"]
    assert len(kept) == 2 and 'enctype="multipart/form-data"' in page
    version = re.findall(r'name="version" value="(\d+)"', page)
    words = STORY | {"version": version[0]} if version else {"text": "Other words."}
    back = send(ben, edit, ("new.exe", b"MZ"), file_token=kept, kept_alt=["A ramp", ""], **words)
    assert back.status_code == 422 and fields_of(back.text)["file_token"] and (
        'value="A ramp"' in back.text)
    answer = send(ben, edit, ("b.jpg", photo("blue")), file_token=kept, drop_token=kept[:1],
                  kept_alt=["", ""], **words)
    assert answer.status_code == 303
    db.session.refresh(piece)
    assert [file["number"] for file in piece.files] == [2, 3]
    assert ben.get(f"/attachments/{piece.kind}/{piece.id}/1").status_code == 404
    assert set(piece.file_keys) <= queries.files_in_use()


def test_what_was_chosen_stays_while_the_store_is_away(cast, browser, sent, monkeypatch):
    piece, page = sent
    ben, back = browser(cast.ben), f"{piece.kind.replace('entry', 'entrie')}s/{piece.id}/edit"
    kept = fields_of(ben.get(f"/blogs/{back}").text)["file_token"]

    class Away:
        asking = files.Folder("/nowhere").asking

        def read(self, key):
            raise OSError(5, "Input/output error")

    monkeypatch.setitem(current_app.extensions, "files", Away())
    answer = send(ben, f"/blogs/{back}", file_token=kept, kept_alt=["A ramp", ""],
                  **(STORY | {"text": "My long words"}))
    assert answer.status_code == 422 and "My long words" in answer.text
    assert "cannot reach its store" in answer.text
    assert len(fields_of(answer.text)["file_token"]) == 2


def test_a_draft_and_an_entry_that_is_one_again_are_read_by_nobody_else(cast, browser):
    ben = browser(cast.ben)
    send(ben, "/blogs/new", *FILES, **(STORY | {"action": "save"}))
    address = f"/attachments/entry/{newest(Entry).id}/1"
    seen = [browser(one).get(address).status_code
            for one in (None, cast.amina, cast.moderator, cast.ben)]
    assert seen == [404, 404, 404, 200]


def test_a_visitor_sends_none(cast, browser):
    entry = published(cast.amina)
    visitor = browser()
    assert "Pictures and papers" not in visitor.get(f"/blogs/entries/{entry.id}/comments/new").text
    send(visitor, f"/blogs/entries/{entry.id}/comments", *FILES, name="Sam")
    assert all(comment.files is None for comment in db.session.scalars(db.select(Comment)))


def test_feeds_name_them_with_a_link(cast, browser):
    send(browser(cast.ben), "/blogs/new", *FILES, file_alts="A <wooden> & a door", **STORY)
    feed = browser().get("/feeds/entry.atom").text
    entry = newest(Entry)
    assert "A picture: A &amp;lt;wooden&amp;gt; &amp;amp; a door" in feed
    assert f"/attachments/entry/{entry.id}/2" in feed and "A file: Care plan.pdf" in feed
    entry.note = "Illness"
    db.session.commit()
    assert "wooden" not in browser().get("/feeds/entry.atom").text


def test_a_report_keeps_all_of_them_though_the_piece_loses_them(cast, browser, sent):
    piece, _ = sent
    keys, mod = piece.file_keys, browser(cast.moderator)
    report = moderation.report(cast.amina, piece, "intimate")
    piece.keep_files([])
    db.session.commit()
    assert set(keys) <= reports.files_in_use()
    address = f"/moderation/reports/{report.id}/files/2"
    assert mod.get(address).status_code == 404  # the case is not opened
    mod.post(f"/moderation/cases/{report.case_id}/look", data={"reason": "It was reported."})
    assert address in mod.get(f"/moderation/cases/{report.case_id}").text
    assert "attachment" in mod.get(address).headers["Content-Disposition"]
    assert mod.get(f"/moderation/reports/{report.id}/files/9").status_code == 404
    assert browser(cast.ben).get(address).status_code == 404
    evidence = online_safety.freeze(cast.moderator, piece)
    assert set(keys) <= set(evidence.file_keys) and report.files is None
