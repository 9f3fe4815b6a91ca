"""Sexual abuse of a child: frozen in two taps, gone from everywhere, kept apart and destroyed by
date."""
import re
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import String, inspect, select

from peoplehub.audit.models import Record, RecordReason
from peoplehub.blogs import actions as blogs
from peoplehub.core import clock, files, images
from peoplehub.core.acts import act
from peoplehub.core.errors import Invalid, NotFound
from peoplehub.core.extensions import db
from peoplehub.core.mail import Email
from peoplehub.core.publications import KINDS
from peoplehub.forum import actions as forum
from peoplehub.library import actions as library
from peoplehub.member_templates import actions as member_templates
from peoplehub.messages import actions as messages
from peoplehub.moderation import (
    actions as moderation,
    policy as moderation_policy,
    queries as moderation_queries,
)
from peoplehub.moderation.models import Case, Report
from peoplehub.online_safety import actions, deadlines, freezing
from peoplehub.online_safety.models import STEPS, BlockedFile, FrozenContent, FrozenContentStep
from peoplehub.questions import actions as answered
from peoplehub.rota.models import Alarm
from peoplehub.safeguarding import actions as safeguarding, policy as safeguarding_policy
from peoplehub.safeguarding.models import Evidence as Copy, SafeguardingCase
from peoplehub.search.erasure import erase_deleted_words
from tests.advisors.conftest import advises
from tests.moderation.conftest import open_board
from tests.online_safety.conftest import encoded, everything, photo

MARK = "qxzvk"  # and the name of a piece: in every word of that piece, and nowhere else
EVERY = "question post entry comment message sheet template advisor answer".split()
OURS = {  # columns of words that say nothing of what somebody published
    "audience", "held_reason", "hidden_reason", "cover_kind", "client_id", "patch", "topic",
    "original_type", "cover_key", "original_key", "locked_reason", "approval_reason",
    "slow_reason", "closed_reason", "reason",
    "gender",  # one of three choices
    "template_type", "licence", "shown_as", "consent_text", "file_type", "file_taken", "state",
    "checked_as", "language", "publication_type", "region", "reader_group",
    "kind",  # of the piece of which it is a version
    "file_key",  # what its file is called in the store; frozen evidence needs it
}


@act
def mark(piece, word: str) -> None:
    """Put the word into every column of a piece that its author fills, also of a new one."""
    for row in (piece, *(row for row, _columns in piece.content_elsewhere)):
        for column in inspect(type(row)).columns:
            if isinstance(column.type, String) and column.name not in OURS:
                setattr(row, column.name, f"{word}-{column.name}"[:column.type.length or 99])


def published_template(cast, words: str) -> member_templates.MemberTemplate:
    template = member_templates.write_template(
        cast.ben, title=words, summary=words, template_type="rota", topic="planning", text=words)
    member_templates.send_template(cast.ben, template)
    return member_templates.publish_template(cast.moderator, template)


def pieces(cast, show) -> dict:
    words = {name: f"{MARK}{name}" for name in EVERY}
    question = forum.start_topic(cast.ben, open_board(), words["question"], words["question"])
    entry = show(cast.ben, photo(1), words["entry"])
    sheet = library.write_sheet(cast.advisor, True, title=words["sheet"], summary="s",
                                topic="planning", text=words["sheet"], easy_text="Easy.")
    return {
        "question": question, "post": forum.reply(cast.ben, question.topic, words["post"]),
        "entry": entry, "comment": blogs.comment(cast.ben, entry, words["comment"]),
        "message": messages.start(cast.ben, cast.amina, words["message"], "b1"), "sheet": sheet,
        "template": published_template(cast, words["template"]),
        "advisor": advises(cast.admin, cast.advisor, text=words["advisor"]),
        "answer": answered.write_question(cast.advisor, True, title=words["answer"], summary="s",
                                          topic="planning", text=words["answer"]),
    }


def test_every_kind_is_covered_here(cast, show):
    assert {one.kind for one in pieces(cast, show).values()} == set(KINDS)


@pytest.mark.parametrize("which", EVERY)
def test_nothing_that_was_frozen_stands_in_any_table_whoever_asks(cast, show, which):
    piece, word = pieces(cast, show)[which], f"{MARK}{which}"
    moderation.hold(cast.moderator, piece, "Let us look")
    moderation.report(cast.amina, piece, "csea", f"{word} she said")
    mark(piece, word)
    assert everything().count(word) > 3
    evidence = actions.freeze(cast.moderator, db.session.get(type(piece), piece.id))
    erase_deleted_words()  # a job that freezing asks for
    assert word in str(freezing.opened(evidence)["columns"])
    assert [line for line in everything().splitlines()
            if word in line and not line.startswith("decision:")] == []
    for who in (cast.moderator, cast.safeguarding, cast.admin):
        log, _page = moderation_queries.decisions_for(who, 1)
        assert not [one for one in log if word in one.heading]


def test_copies_in_a_case_of_the_leads_are_taken_too_and_put_back(cast, show):
    piece = pieces(cast, show)["post"]
    report = moderation.report(cast.amina, piece, "child")
    safeguarding.hand_over(cast.moderator, db.session.get(Case, report.case_id))
    assert f"{MARK}post" in str([one.text for one in db.session.scalars(select(Copy))])
    evidence = actions.freeze(cast.moderator, piece)
    assert f"{MARK}post" not in str([one.text for one in db.session.scalars(select(Copy))])
    actions.put_back(cast.safeguarding, evidence, "A mistake")
    assert f"{MARK}post" in str([one.text for one in db.session.scalars(select(Copy))])


def test_two_taps_from_the_case_and_from_the_piece_and_the_pages_are_empty(cast, show, browser):
    entry = show(cast.ben, photo(1), "A title to be gone")
    report = moderation.report(cast.amina, entry, "child")
    address, cover = entry.address, entry.cover_address
    reader, moderator = browser(), browser(cast.moderator)
    assert reader.get(address).status_code == reader.get(cover).status_code == 200
    assert "A title to be gone" in reader.get("/blogs").text
    first = moderator.get(f"/moderation/cases/{report.case_id}").text
    second = re.search(r'href="(/moderation/freeze/[^"]+)"', first)[1]
    assert second in moderator.get(f"/moderation/entry/{entry.id}").text
    assert "A title to be gone" not in moderator.get(second).text
    assert moderator.post(second).status_code == 303
    for who in (None, cast.ben, cast.amina, cast.moderator, cast.safeguarding, cast.admin):
        someone = browser(who) if who else browser()
        for page in (address, cover, "/", "/blogs", "/blogs/feed", "/search?q=title",
                     f"/moderation/cases/{report.case_id}", f"/moderation/entry/{entry.id}",
                     f"/moderation/reports/{report.id}", "/moderation", "/moderation/log",
                     "/notifications", "/settings/reports", f"/blogs/entries/{entry.id}/edit"):
            got = someone.get(page)
            assert "A title to be gone" not in got.text and "by the sea" not in got.text, page
        assert someone.get(cover).status_code == 404
    letters = db.session.scalars(select(Email)).all()
    assert letters and not any("A title" in f"{one.subject}{one.body}" for one in letters)


def test_the_leads_are_woken_the_reporter_is_told_and_whoever_wrote_it_is_not(cast, show, browser):
    entry = show(cast.ben, photo(1))
    report = moderation.report(cast.amina, entry, "csea")
    evidence = actions.freeze(cast.moderator, entry)
    assert db.session.get(Report, report.id).outcome == "hidden"
    assert db.session.get(Case, report.case_id).settled_at is not None
    case = db.session.scalar(select(Case).where(Case.kind == "evidence"))
    assert (case.piece_id, case.severity, case.for_leads) == (evidence.id, 1, True)
    alarm = db.session.scalar(select(Alarm).where(Alarm.piece_kind == "evidence"))
    assert (alarm.kind, alarm.step) == ("csea", 2)
    assert "took down" not in browser(cast.ben).get("/notifications").text
    assert not db.session.scalars(select(Email).where(Email.to == cast.ben.email)).all()


def test_only_leads_read_it_and_each_time_is_logged_with_the_reason(cast, show, browser):
    entry = show(cast.ben, photo(1), "A title to be gone")
    evidence = actions.freeze(cast.moderator, entry)
    here = f"/moderation/evidence/{evidence.id}"
    for who in (cast.moderator, cast.admin, cast.ben, cast.advisor):
        assert browser(who).get(here).status_code == 404
        assert browser(who).post(f"{here}/open", data={"reason": "x"}).status_code == 404
    lead = browser(cast.safeguarding)
    page = lead.get(here)
    assert "A title to be gone" not in page.text and "Get legal advice first" in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert lead.post(f"{here}/open").status_code == 422
    opened = lead.post(f"{here}/open", data={"reason": "For the report to the NCA"})
    assert "A title to be gone" in opened.text and cast.ben.email in opened.text
    assert "<img" not in opened.text.split("What was frozen")[1].split("</section>")[0]
    logged = db.session.scalar(select(Record).where(Record.happened == "EvidenceOpened"))
    reason = db.session.scalar(select(RecordReason).where(RecordReason.record_id == logged.id))
    assert logged.about["moderator_id"] == cast.safeguarding.id and "NCA" in reason.words
    assert "For the report to the NCA" in lead.get(here).text


def test_where_there_is_no_lead_the_site_team_looks_after_it(cast, show, browser):
    @act
    def leave():
        db.session.get(type(cast.safeguarding), cast.safeguarding.id).role = "member"

    evidence = actions.freeze(cast.moderator, show(cast.ben, photo(1)))
    leave()
    assert browser(cast.admin).get(f"/moderation/evidence/{evidence.id}").status_code == 200
    assert browser(cast.moderator).get(f"/moderation/evidence/{evidence.id}").status_code == 404


def test_every_step_is_ticked_once_and_logged_and_the_report_sets_the_dates(cast, show, browser):
    evidence = actions.freeze(cast.moderator, show(cast.ben, photo(1)))
    here, lead = f"/moderation/evidence/{evidence.id}", browser(cast.safeguarding)
    refused = lead.post(f"{here}/steps", data={"step": "reported"})
    assert refused.status_code == 422 and "the number that the NCA gave you" in refused.text
    later = clock.now() + timedelta(days=2)
    with time_machine.travel(later, tick=False):
        for step in STEPS:
            lead = browser(cast.safeguarding)
            sent = lead.post(f"{here}/steps", data={"step": step, "reference": "NCA-77"})
            assert sent.status_code == 303
    db.session.expire_all()
    evidence = db.session.get(FrozenContent, evidence.id)
    assert evidence.reference == "NCA-77"
    assert evidence.kept_until == evidence.reported_at + timedelta(days=365)
    assert evidence.reference_until == evidence.reported_at + timedelta(days=365 * 5)
    assert {one.step for one in db.session.scalars(select(FrozenContentStep))} == set(STEPS)
    assert db.session.scalar(select(Case).where(Case.kind == "evidence")).settled_at is not None


def test_after_a_year_the_words_the_file_and_the_account_are_gone_and_after_five_the_number(
        cast, show):
    entry = show(cast.ben, photo(1), "A title to be gone")
    key = entry.cover_key
    evidence = actions.freeze(cast.moderator, entry)
    actions.do_step(cast.safeguarding, evidence, "reported", "NCA-77")
    number, begun = evidence.id, clock.now()
    with time_machine.travel(begun + timedelta(days=364), tick=False):
        deadlines.destroy_evidence()
        files.forget_unused()
        assert db.session.get(FrozenContent, number).content and files.has(key)
    with time_machine.travel(begun + timedelta(days=365, minutes=1), tick=False):
        deadlines.destroy_evidence()
        db.session.expire_all()
        evidence = db.session.get(FrozenContent, number)
        assert (evidence.content, evidence.file_keys, evidence.person_id) == ("", [], None)
        assert evidence.reference == "NCA-77" and not files.has(key)
        with pytest.raises(Invalid):
            actions.open_evidence(cast.safeguarding, evidence, "Too late")
    with time_machine.travel(begun + timedelta(days=365 * 5, minutes=1), tick=False):
        deadlines.destroy_evidence()
        db.session.expire_all()
        assert db.session.get(FrozenContent, number) is None and "NCA-77" not in everything()


def test_no_copy_and_no_derived_picture_of_a_frozen_file_is_made(app, cast, show):
    entry = show(cast.ben, photo(1))
    key, before = entry.cover_key, stored(app)
    actions.freeze(cast.moderator, entry)
    deadlines.hash_files()
    deadlines.look_for_copies()
    assert stored(app) == before
    block = db.session.scalar(select(BlockedFile).where(BlockedFile.key == key))
    assert block.sha256 and not block.picture, "it was never opened as a picture"


def test_another_copy_of_what_was_frozen_is_frozen_too(cast, show):
    first = show(cast.ben, photo(1))
    copy = show(cast.outsider, photo(1), "Again")
    deadlines.hash_files()
    actions.freeze(cast.moderator, first)
    deadlines.look_for_copies()
    db.session.expire_all()
    assert db.session.get(type(copy), copy.id).title == "Taken down"
    assert len(db.session.scalars(select(FrozenContent)).all()) == 2


def test_a_mistake_is_put_back_with_everything_as_it_was(cast, show, browser):
    entry = show(cast.ben, photo(1), "A sandcastle of ours")
    address = entry.address
    evidence = actions.freeze(cast.moderator, entry)
    lead = browser(cast.safeguarding)
    sent = lead.post(f"/moderation/evidence/{evidence.id}/put-back", data={"why": "A sandcastle"})
    assert sent.status_code == 303
    page = browser().get(address)
    assert page.status_code == 200 and "A day by the sea." in page.text
    found = browser().get("/search?q=sandcastle").text
    assert address in found
    assert browser().get(db.session.get(type(entry), entry.id).cover_address).status_code == 200


def test_frozen_twice_is_one_evidence_and_nobody_freezes_their_own(cast, show, browser):
    entry = show(cast.moderator, photo(1))
    assert browser(cast.moderator).post(f"/moderation/freeze/entry/{entry.id}").status_code == 404
    assert browser(cast.ben).post(f"/moderation/freeze/entry/{entry.id}").status_code == 404
    evidence = actions.freeze(cast.admin, entry)
    assert actions.freeze(cast.safeguarding, entry).id == evidence.id
    with pytest.raises(NotFound):
        freezing.queries.freezable(cast.admin, "person", 1)


def test_a_message_is_frozen_only_by_who_may_see_its_case(cast, browser):
    message = messages.start(cast.ben, cast.amina, "Something", "b1")
    here = f"/moderation/freeze/message/{message.id}"
    assert browser(cast.moderator).get(here).status_code == 404
    moderation.report(cast.amina, message, "csea")
    assert browser(cast.moderator).post(here).status_code == 303
    for who in (cast.ben, cast.amina):
        talk = browser(who).get(f"/messages/{message.conversation_id}").text
        assert "Something" not in talk.replace("Something new", "")


def stored(app) -> list[str]:
    return sorted(path.name for path in app.extensions["files"].root.rglob("*.webp"))


def test_whoever_uploads_it_again_is_refused(cast, show, browser):
    entry = show(cast.ben, photo(1))
    deadlines.hash_files()
    actions.freeze(cast.moderator, entry)
    with pytest.raises(Invalid):
        images.reencode(encoded(photo(1)))


def test_what_is_frozen_is_handed_over_by_its_number_and_no_word_is_copied(cast, show, browser):
    piece = pieces(cast, show)["post"]
    moderation.report(cast.amina, piece, "csea", f"{MARK}said")
    evidence = actions.freeze(cast.moderator, piece)
    frozen = db.session.scalar(select(Case).where(Case.kind == "evidence"))
    lead = browser(cast.safeguarding)
    assert f"/moderation/cases/{frozen.id}/hand-over" in lead.get(
        f"/moderation/cases/{frozen.id}").text
    opened = lead.post(f"/moderation/cases/{frozen.id}/hand-over").location
    lead.post(f"{opened}/accept")
    page = lead.get(opened).text
    assert f'href="/moderation/evidence/{evidence.id}"' in page and MARK not in page
    assert db.session.scalars(select(Copy)).all() == []
    assert f"{MARK}post" not in lead.get(f"/moderation/evidence/{evidence.id}").text
    handed = db.session.scalar(select(SafeguardingCase))
    assert (handed.reason, handed.about_id) == ("child", cast.ben.id)
    assert cast.ben.pen_name not in page


def test_a_lead_about_whom_it_is_learns_nothing_of_it(cast, show):
    piece = pieces(cast, show)["post"]
    cast.ben.role, cast.ben.second_step_at = "safeguarding", cast.ben.joined_at
    db.session.commit()
    actions.freeze(cast.moderator, piece)
    frozen = db.session.scalar(select(Case).where(Case.kind == "evidence"))
    opened = safeguarding.hand_over(cast.safeguarding, frozen)
    for may_see in (moderation_policy.may_see_case, safeguarding_policy.may_see_case):
        case = frozen if may_see is moderation_policy.may_see_case else opened
        assert not may_see(cast.ben, case) and may_see(cast.safeguarding, case)
