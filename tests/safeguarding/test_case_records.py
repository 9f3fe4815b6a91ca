"""What a lead writes down in a case, and the evidence that opens for a typed reason."""
from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from peoplehub.audit.models import Record, RecordReason
from peoplehub.core import clock
from peoplehub.core.errors import Forbidden, Invalid
from peoplehub.core.extensions import db
from peoplehub.moderation.models import Case, Report
from peoplehub.safeguarding import actions, queries
from peoplehub.safeguarding.actions.records import Told
from peoplehub.safeguarding.models import SafeguardingLook, kept_until
from tests.safeguarding.conftest import HARD, SAID


@pytest.fixture
def mine(cast, safety):
    actions.accept(cast.safeguarding, safety)
    return safety


@pytest.fixture
def helen(browser, cast):
    return browser(cast.safeguarding)


def test_evidence_opens_for_a_typed_reason_and_each_opening_is_in_the_record(
    helen, cast, mine, post
):
    post.text = "Changed since."
    db.session.commit()
    one = queries.evidence_of(mine)[0]
    address = f"{mine.address}/evidence/{one.id}"
    assert HARD not in helen.get(mine.address).text and HARD not in helen.get(address).text
    assert helen.post(address).status_code == 422
    for times in (1, 2):
        helen.post(address, data={"reason": "To decide"})
        assert HARD in helen.get(address).text
        lines = db.session.scalars(select(Record).where(
            Record.happened == "SafeguardingLookedAt")).all()
        assert [line.about["evidence_id"] for line in lines] == [one.id] * times
    assert "To decide" in helen.get(mine.address).text
    with time_machine.travel(clock.now() + timedelta(minutes=21)):
        cast_again = helen.get(address).text
    assert HARD not in cast_again
    other = actions.open_by_hand(cast.safeguarding, "other", "Another one")
    assert helen.get(f"{other.address}/evidence/{one.id}").status_code == 404


def test_a_lead_writes_down_notes_who_was_told_decisions_and_steps(helen, mine):
    helen.post(f"{mine.address}/notes", data={"words": "She is safe at her aunt's."})
    helen.post(f"{mine.address}/told", data={
        "body": "police", "on": "2026-11-01", "by": "Helen", "words": "Number 41 of today"})
    helen.post(f"{mine.address}/evidence", data={
        "source": "A call", "by": "The school", "words": "Not at school today."})
    helen.post(f"{mine.address}/steps", data={"steps": ["now", "999"]})
    helen.post(f"{mine.address}/decisions", data={"decision": "refer", "reason": "A child"})
    page = helen.get(mine.address).text
    for words in ("She is safe at her aunt&#39;s.", "Told somebody: Police",
                  "On 1 November 2026, by", "Number 41 of today", "Decided: We tell an agency",
                  "Did a step: If so, call 999"):
        assert words in page, words
    assert "Not at school today." not in page, "evidence opens for a reason"
    done = {line.code: line for line in queries.timeline_of(mine) if line.what == "step"}
    assert set(done) == {"now", "999"} and done["999"].author.pen_name == "Helen"
    with pytest.raises(Invalid, match="ticked already"):
        actions.do_steps(done["now"].author, mine, ["now"])


@pytest.mark.one_database
@pytest.mark.parametrize(("path", "said", "words"), [
    ("notes", {}, "Write your note first."),
    ("told", {"body": "police", "on": "2100-01-01", "by": "Helen"}, "not in the future"),
    ("told", {"body": "police", "on": "soon", "by": "Helen"},
     "Please give a day, such as 2027-01-31."),
    ("decisions", {"decision": "none"}, "Say why."),
    ("decisions", {"decision": "reopen", "reason": "Why not"}, "Please choose one of these."),
    ("steps", {}, "ticked already"),
    ("offer", {"lead": "1", "why": "No"}, "Choose another safeguarding lead."),
    ("keep", {"until": "2026-01-01", "reason": "No"}, "Give a day after today"),
    ("pdf", {"to": "", "reason": "No"}, "Say for whom it is."),
])
def test_what_cannot_be_written_down_is_refused_in_a_sentence(helen, mine, path, said, words):
    answer = helen.post(f"{mine.address}/{path}", data=said)
    assert answer.status_code == 422 and words in answer.text


def test_a_closed_case_takes_nothing_more_until_it_is_opened_again(helen, cast, mine):
    lead = cast.safeguarding
    actions.decide(lead, mine, "none", "All is well", close=True)
    for act in (lambda: actions.note(lead, mine, "One more"),
                lambda: actions.tell(lead, mine, Told("police", date(2026, 11, 1), "Helen")),
                lambda: actions.do_steps(lead, mine, ["now"])):
        with pytest.raises(Forbidden, match="closed"):
            act()
    page = helen.get(f"{mine.address}/decisions").text
    assert 'value="reopen"' in page and 'value="none"' not in page and 'name="close"' not in page
    helen.post(f"{mine.address}/decisions", data={"decision": "reopen",
                                                  "reason": "She wrote again"})
    with pytest.raises(Invalid, match="This case is open"):
        actions.decide(lead, mine, "reopen", "Once more")
    actions.note(lead, mine, "One more")
    assert mine.is_open


def test_a_case_is_kept_for_years_that_a_lead_can_change_with_a_reason(helen, cast, mine):
    assert mine.keep_until == kept_until("child", mine.opened_at)
    assert mine.keep_until.year == mine.opened_at.year + 10
    with time_machine.travel(clock.now() + timedelta(days=400), tick=False):
        actions.decide(cast.safeguarding, mine, "none", "All is well", close=True)
        assert mine.keep_until == kept_until("child", clock.now())
        actions.keep(cast.safeguarding, mine, date(2028, 5, 1), "The family asks for it")
    assert mine.keep_until == date(2028, 5, 1)
    assert "The family asks for it" in helen.get(mine.address).text


def words_in_database() -> str:
    db.session.rollback()
    with db.engine.connect() as connection:
        return " ".join(str(tuple(row)) for table in db.metadata.sorted_tables
                        for row in connection.execute(table.select()))


def test_on_its_day_a_closed_case_is_destroyed_and_only_a_line_without_words_stays(
    helen, cast, mine, case
):
    lead = cast.safeguarding
    actions.look(lead, mine, "To decide whom to tell", queries.evidence_of(mine)[0])
    actions.note(lead, mine, "She is safe now")
    actions.keep(lead, mine, date(2027, 6, 1), "No longer needed")
    with time_machine.travel("2027-06-02T03:00:00Z"):
        actions.destroy_due()
    assert mine.destroyed_at is None, "an open case waits for a lead"
    actions.decide(lead, mine, "none", "All is well", close=True)
    mine.keep_until = date(2027, 6, 1)
    db.session.commit()
    with time_machine.travel("2027-05-31T03:00:00Z"):
        actions.destroy_due()
    assert mine.destroyed_at is None
    with time_machine.travel("2027-06-01T03:00:00Z"):
        actions.destroy_due()
        assert actions.destroy(mine.id) is False
    assert mine.destroyed_at and (mine.about_id, mine.lead_id, mine.kind) == (None, None, "")
    assert helen.get(mine.address).status_code == 404
    left = words_in_database()
    for word in (SAID, "To decide whom to tell", "She is safe now", "All is well",
                 "No longer needed"):
        assert word not in left, word
    assert left.count(HARD) == post_and_search_copies(), "what Ben published is his own"
    assert db.session.scalar(select(func.count()).select_from(SafeguardingLook)) == 0
    assert db.session.scalars(select(RecordReason.digest)).first(), "the chain still verifies"
    assert (db.session.get(Case, case.id).snapshot, db.session.query(Report).one().details) == (
        "", "")


def post_and_search_copies() -> int:
    """Source and HTML of the post, and its row in the index."""
    db.session.rollback()
    with db.engine.connect() as connection:
        rows = [str(tuple(row)) for table in db.metadata.sorted_tables
                if table.name in ("post", "search_entry")
                for row in connection.execute(table.select())]
    return sum(row.count(HARD) for row in rows)
