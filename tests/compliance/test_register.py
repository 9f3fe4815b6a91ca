"""The compliance register: who is accountable, documents, measures, decisions, reminders."""
import re
from datetime import UTC, date, datetime

import pytest
import time_machine

from peoplehub.compliance import actions, queries
from peoplehub.compliance.documents import DOCUMENTS, GAP, draft_of, joined, parts_of
from peoplehub.compliance.models import DocumentVersion, Measure, RegisteredDecision
from peoplehub.compliance.review_dates import months_after
from peoplehub.core.edit_conflicts import EditConflict, mark_of
from peoplehub.core.errors import Forbidden, Invalid, NotFound
from peoplehub.core.extensions import db
from peoplehub.core.mail import Email
from peoplehub.forum.models.board_members import KEPT_FOR
from peoplehub.membership.models import DECLINED_KEPT_FOR
from peoplehub.moderation.models import member_notes
from peoplehub.online_safety.models import evidence

pytestmark = pytest.mark.one_database

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
BOARD = "The board of trustees"
PRIORITY = [  # kinds of illegal harm in Ofcom's register of risks, and two that came since
    "Terrorism", "Sexual abuse and exploitation of children", "Hate",
    "Harassment, stalking, threats and abuse", "Controlling or coercive behaviour",
    "Abuse of intimate images", "Extreme pornography", "Sexual exploitation of adults",
    "Human trafficking", "Unlawful immigration", "Fraud and financial offences",
    "Proceeds of crime", "Drugs and psychoactive substances", "Guns, knives and other weapons",
    "Encouraging or helping suicide", "Foreign interference", "Cruelty to animals",
    "Encouraging serious self-harm", "Sending unwanted sexual pictures",
]


@pytest.fixture(autouse=True)
def that_day():
    with time_machine.travel(NOON, tick=False):
        yield


def fill_in(person, document):
    """Write something into every gap of a draft, and return it."""
    for number, part in enumerate(parts_of(draft_of(document))):
        actions.change_part(person, document, number, part.text.replace(GAP, "[written"))
    return queries.newest_version(document)


def test_the_draft_speaks_of_every_kind_of_harm_and_leaves_the_judgement_to_the_charity():
    parts = {part.heading.split(". ")[-1]: part for part in parts_of(draft_of("illegal-content"))}
    for kind in PRIORITY:
        assert parts[kind].text.count(GAP) == 3, kind
        assert "**What the software does.**" in parts[kind].text


NEWER = {  # what the site does today, and a word of it that the drafts have to say
    "dpia": ("push services", "cases stand apart", "private picture", "hand-over notes",
             "notes about members", "requests to join", "figures",
             "keyed hash", "only the two leads"),
    "policy": ("requests to join", "notes of the team", "safeguarding leads alone",
               "private picture", "alarms on devices"),
    "illegal-content": ("boards ask first", "banned groups", "freezes a piece", "48 hours",
                        "by push", "hand-over note", "apart from moderation", "figures"),
}


@pytest.mark.parametrize("document", NEWER)
def test_a_draft_names_what_the_site_does_today_and_how_long_it_keeps_it(document):
    words = draft_of(document).lower()
    assert [said for said in NEWER[document] if said not in words] == []
    if document != "illegal-content":
        assert (evidence.KEPT_FOR.days, evidence.REFERENCE_KEPT_FOR.days) == (365, 5 * 365)
        assert (DECLINED_KEPT_FOR.days, KEPT_FOR.days, member_notes.KEPT_FOR.days) == (30, 365, 365)
        assert "30 days" in words and "a year after" in words and "five years" in words


@pytest.mark.one_database
@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_document_is_shown_with_every_word_of_its_draft_and_printed_as_it_stands(
        cast, browser, document):
    page = browser(cast.safeguarding).get(f"/admin/register/documents/{document}").text
    assert joined(parts_of(draft_of(document))) == draft_of(document)
    for part in parts_of(draft_of(document)):
        assert part.heading in page
    assert "**" not in page and "[fill in" in page


@pytest.mark.both_databases
def test_a_part_is_changed_and_the_rest_stays_as_the_software_wrote_it(cast, browser):
    at = browser(cast.admin)
    answer = at.post("/admin/register/documents/policy/parts/0",
                     data={"text": "We are *Carers Here*."}, follow_redirects=True)
    assert "<em>Carers Here</em>" in answer.text and "Version 1" in answer.text
    version = db.session.query(DocumentVersion).one()
    assert version.parts[1:] == parts_of(draft_of("policy"))[1:]


def test_two_who_change_the_same_part_see_each_others_words(cast):
    seen = mark_of({"text": parts_of(draft_of("dpia"))[0].text})
    actions.change_part(cast.admin, "dpia", 0, "Mine", seen)
    with pytest.raises(EditConflict):
        actions.change_part(cast.safeguarding, "dpia", 0, "Hers", seen)
    actions.change_part(cast.safeguarding, "dpia", 1, "Hers")  # another part is no conflict
    assert queries.newest_version("dpia").parts[0].text == "Mine"


def test_nothing_is_adopted_while_a_gap_is_left_and_nothing_adopted_is_changed(cast, browser):
    at, adopting = browser(cast.admin), {"adopted_on": "2026-11-20", "adopted_by": BOARD}
    actions.change_part(cast.admin, "policy", 0, "Done.")
    refused = at.post("/admin/register/documents/policy/adopt", data=adopting)
    assert refused.status_code == 422 and "There are still gaps" in refused.text
    assert BOARD in refused.text  # what was typed is kept
    first = fill_in(cast.admin, "policy")
    assert at.post("/admin/register/documents/policy/adopt", data=adopting).status_code == 303
    words = first.text
    actions.change_part(cast.admin, "policy", 0, "Better.")
    second = queries.newest_version("policy")
    assert (second.number, second.parts[0].text, first.text) == (2, "Better.", words)
    pages = [at.get(f"/admin/register/documents/policy/{number}").text for number in (1, 2)]
    assert BOARD in pages[0] and "Better." not in pages[0] and "Better." in pages[1]
    assert "20 November 2027" in pages[0] or "20 November 2027" in at.get("/admin/register").text


def test_nobody_adopts_other_words_than_they_have_read(cast, browser):
    fill_in(cast.admin, "policy")
    at = browser(cast.admin)
    page = at.get("/admin/register/documents/policy/adopt").text
    seen = re.search('name="seen" value="([^"]+)"', page)[1]
    actions.change_part(cast.safeguarding, "policy", 0, "Something new.")
    said = {"adopted_on": "2026-11-20", "adopted_by": BOARD, "seen": seen}
    refused = at.post("/admin/register/documents/policy/adopt", data=said)
    assert refused.status_code == 422 and "changed while you were writing" in refused.text
    again = re.search('name="seen" value="([^"]+)"', refused.text)[1]
    assert at.post("/admin/register/documents/policy/adopt",
                   data={**said, "seen": again}).status_code == 303


def test_a_document_without_a_draft_is_not_adopted_twice(cast):
    with pytest.raises(Invalid):
        actions.adopt(cast.admin, "policy", date(2026, 11, 1), BOARD)
    fill_in(cast.admin, "policy")
    actions.adopt(cast.admin, "policy", date(2026, 11, 1), BOARD)
    with pytest.raises(Invalid):
        actions.adopt(cast.admin, "policy", date(2026, 11, 1), BOARD)
    with pytest.raises(NotFound):
        actions.change_part(cast.admin, "nothing", 0, "Words")
    with pytest.raises(NotFound):
        actions.change_part(cast.admin, "policy", 99, "Words")


def test_only_leads_and_the_site_team_write_in_the_register(cast, browser):
    for person in (cast.moderator, cast.advisor, cast.amina):
        with pytest.raises(Forbidden):
            actions.name_accountable(person, "A", "B", "a@b.example", NOON.date())
        assert browser(person).get("/admin/register").status_code == 404
    assert browser(cast.safeguarding).get("/admin/register").status_code == 200


def test_who_is_accountable_is_named_and_who_was_before_stays(cast, browser):
    at = browser(cast.admin)
    for name in ("Ann Evans", "Bo Jones"):
        at.post("/admin/register/person", data={
            "name": name, "position": "Chair", "email": "chair@example.org",
            "since": "2026-11-01"})
    assert queries.accountable_person().name == "Bo Jones"
    assert "Ann Evans" in at.get("/admin/register/person").text
    assert "Ann Evans" not in at.get("/admin/register").text


@pytest.mark.both_databases
def test_measures_have_a_first_day_and_a_last_one(cast, browser):
    at = browser(cast.safeguarding)
    chosen = {"codes": ["report", "appeals"], "since": "2026-11-01"}
    for _ in range(2):  # the second time they stand there already
        at.post("/admin/register/measures/suggested", data=chosen)
    at.post("/admin/register/measures", data={"title": "Walks", "effective_on": "2026-11-02"})
    assert {one.title for one in db.session.query(Measure)} == {
        "Report on every piece", "Appeals", "Walks"}
    walks = db.session.query(Measure).filter_by(title="Walks").one()
    early = at.post(f"/admin/register/measures/{walks.id}/end", data={"ended_on": "2026-11-01"})
    assert early.status_code == 422 and "cannot end before it began" in early.text
    at.post(f"/admin/register/measures/{walks.id}/end", data={"ended_on": "2026-11-25"})
    assert "Until" not in (page := at.get("/admin/register/measures").text)
    assert "until" in page and "25 November 2026" in page
    assert "2 measures in force" in at.get("/admin/register").text


@pytest.mark.both_databases
def test_the_decision_on_hash_matching_stands_with_its_reason_and_day(cast, browser):
    at, address = browser(cast.safeguarding), "/admin/register/decisions/hash-matching"
    said = {"choice": "not-used", "reason": "Nobody can send pictures.",
            "decided_on": "2026-11-24", "decided_by": BOARD}
    assert at.post(address, data={**said, "reason": " "}).status_code == 422
    assert at.post(address, data={**said, "choice": "later"}).status_code == 422
    assert at.post(address, data={**said, "decided_on": "2026-11-27"}).status_code == 422
    assert at.post(address, data=said).status_code == 303
    page = at.get("/admin/register").text
    assert "We do not compare pictures" in page and "24 November 2026" in page
    actions.record_decision(cast.admin, "hash-matching", "used", "More pictures.", NOON.date(),
                            BOARD)
    assert "Nobody can send pictures." in at.get(address).text
    assert queries.decisions_in_force()["hash-matching"].choice == "used"


@pytest.mark.parametrize("day, months, later", [
    (date(2026, 3, 31), 11, date(2027, 2, 28)), (date(2027, 3, 31), 11, date(2028, 2, 29)),
    (date(2026, 11, 26), 12, date(2027, 11, 26)), (date(2026, 1, 15), 11, date(2026, 12, 15)),
])
def test_months_are_counted_by_the_calendar(day, months, later):
    assert months_after(day, months) == later


def letters():
    return sorted(one.to for one in db.session.query(Email).filter_by(purpose="review-due"))


@pytest.mark.both_databases
def test_after_eleven_months_the_accountable_person_and_the_site_team_are_reminded(cast):
    actions.name_accountable(cast.admin, "Ann Evans", "Chair", "ann@example.org", NOON.date())
    fill_in(cast.admin, "policy")
    actions.adopt(cast.admin, "policy", date(2026, 11, 26), BOARD)
    actions.record_decision(cast.admin, "hash-matching", "not-used", "None.", NOON.date(), BOARD)
    days = {datetime(2027, 10, 25, 12, tzinfo=UTC): 0,  # a day before
            datetime(2027, 10, 25, 23, 30, tzinfo=UTC): 1,  # it is the 26th in London
            datetime(2027, 11, 20, 7, tzinfo=UTC): 1, datetime(2027, 11, 27, 7, tzinfo=UTC): 2}
    for moment, times in days.items():
        with time_machine.travel(moment, tick=False):
            actions.remind()
            actions.remind()
        assert letters() == sorted(["ann@example.org", cast.admin.email] * times), moment
    letter = db.session.query(Email).filter_by(purpose="review-due").first()
    assert "Appropriate policy document" in letter.body and "Hash matching" in letter.body
    assert "/admin/register/documents/policy" in letter.body


def test_a_review_that_was_done_is_not_reminded_of(cast):
    fill_in(cast.admin, "policy")
    actions.adopt(cast.admin, "policy", date(2025, 12, 20), BOARD)
    actions.change_part(cast.admin, "policy", 0, "New.")
    assert [one.title for one in queries.reviews_due()] == ["Appropriate policy document"]
    actions.adopt(cast.admin, "policy", NOON.date(), BOARD)
    assert queries.reviews_due() == []


@pytest.mark.both_databases
def test_the_record_says_who_wrote_in_the_register_and_not_what(cast, browser):
    actions.record_decision(cast.admin, "other", "do", "Very secret", NOON.date(), BOARD)
    assert db.session.query(RegisteredDecision).one().reason == "Very secret"
    page = browser(cast.admin).get("/admin/record").text
    assert "Decision recorded" in page and "Very secret" not in page
