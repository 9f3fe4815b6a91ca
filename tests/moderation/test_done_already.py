"""What was done already, or is gone, changes nothing a second time; and what is done to one thing
leaves the others beside it as they are."""
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from peoplehub.accounts.models import User
from peoplehub.core import clock, jobs
from peoplehub.core.errors import Forbidden, Invalid, NotFound
from peoplehub.core.extensions import db
from peoplehub.forum import actions as forum
from peoplehub.forum.models import Post
from peoplehub.moderation import actions, cases, queries
from peoplehub.moderation.actions import removals
from peoplehub.moderation.models import (
    CaseRoute,
    DebriefNote,
    Decision,
    DecisionNotice,
    MemberNote,
    ModeratorBreak,
    RemovedPiece,
    Report,
)
from peoplehub.moderation.queries.my_posts import pieces_by
from tests.moderation.conftest import open_board


def how_many(model) -> int:
    return db.session.scalar(select(func.count()).select_from(model))


def test_a_piece_is_shown_and_let_out_only_once(cast, answer):
    assert actions.restore(cast.moderator, answer) is False
    assert actions.release(cast.moderator, answer) is False
    assert how_many(Decision) == 0
    actions.hide(cast.moderator, answer, "Unkind")
    assert actions.restore(cast.moderator, answer) is True
    actions.hold(cast.moderator, answer, "To look at")
    assert actions.release(cast.moderator, answer) is True
    assert [one.verb for one in db.session.query(Decision).order_by(Decision.id)] == [
        "hid", "restored", "held", "released"]


def test_a_rule_reports_a_piece_once_for_each_reason(cast, answer, question):
    made = actions.report_by_rule(answer, "danger")
    assert made.reporter_id is None and made.reason == "danger"
    assert actions.report_by_rule(answer, "danger") is made
    assert actions.report_by_rule(answer, "advert") is not made
    assert actions.report_by_rule(question, "danger") is not made
    assert how_many(Report) == 3


def test_a_note_that_is_shown_or_gone_stays_so(cast):
    note = actions.write_member_note(cast.moderator, cast.ben, "One fact.")
    kept = actions.write_member_note(cast.moderator, cast.ben, "Another.")
    actions.show_member_note(cast.safeguarding, note)
    assert note.withheld_at is None
    gone = note.id
    for _ in range(2):
        actions.delete_member_note(cast.moderator, gone)
    assert list(db.session.scalars(select(MemberNote))) == [kept]
    with pytest.raises(NotFound):
        queries.member_note_for(cast.moderator, gone)


@pytest.mark.one_database
def test_a_lead_withholds_from_its_member_while_they_are_typing_an_answer(cast):
    note = actions.write_member_note(cast.moderator, cast.ben, "One fact.")
    day = (clock.now() + timedelta(days=9)).date()
    actions.withhold_member_note(cast.safeguarding, note, "It tells who is in danger.", day)
    with pytest.raises(NotFound):
        actions.answer_member_note(cast.ben, note, "It was not me.")
    assert note.answer == "" and note.answered_at is None
    with pytest.raises(Forbidden):
        actions.show_member_note(cast.moderator, note)


def test_a_route_is_one_however_often_it_is_asked_for_and_is_removed_once(cast):
    first = actions.add_route(cast.moderator, cast.moderator, reason="unkind")
    assert actions.add_route(cast.moderator, cast.moderator, reason="unkind") is first
    other = actions.add_route(cast.admin, cast.admin, reason="unkind")
    third = actions.add_route(cast.moderator, cast.moderator, reason="advert")
    assert len({first.id, other.id, third.id}) == how_many(CaseRoute) == 3
    with pytest.raises(Forbidden):
        actions.remove_route(cast.moderator, other.id)
    gone = first.id
    for _ in range(2):
        actions.remove_route(cast.moderator, gone)
    assert how_many(CaseRoute) == 2


@pytest.mark.one_database
def test_nobody_is_given_cases_about_themselves_or_who_does_not_moderate(cast):
    for person, about in ((cast.ben, None), (cast.moderator, cast.moderator.id)):
        with pytest.raises(Forbidden):
            actions.add_route(cast.admin, person, about_id=about)
    with pytest.raises(NotFound):
        queries.routes_for(cast.amina)


def test_a_talk_is_deleted_by_its_author_alone_and_once(cast):
    note = actions.write_debrief(cast.moderator, "It was hard.").id
    with pytest.raises(Forbidden):
        actions.delete_debrief(cast.safeguarding, note)
    for _ in range(2):
        actions.delete_debrief(cast.moderator, note)
    assert how_many(DebriefNote) == 0


def test_a_second_break_changes_the_end_of_the_first(cast):
    actions.end_break(cast.moderator)  # there is none
    ends = clock.now() + timedelta(hours=3)
    first = actions.take_break(cast.moderator, clock.now() + timedelta(hours=1))
    assert actions.take_break(cast.moderator, ends) is first and first.until == ends
    assert how_many(ModeratorBreak) == 1
    actions.end_break(cast.moderator)
    assert first.until <= clock.now() and queries.current_break(cast.moderator) is None


@pytest.mark.one_database
@pytest.mark.parametrize("days, taken", [(-0.01, False), (0.01, True), (27, True), (32, False)])
def test_a_break_ends_in_the_future_and_within_a_month(cast, days, taken):
    until = clock.now() + timedelta(days=days)
    if taken:
        assert actions.take_break(cast.moderator, until).until == until
    else:
        with pytest.raises(Invalid, match="within a month") as refusal:
            actions.take_break(cast.moderator, until)
        assert refusal.value.field == "until"


@pytest.mark.one_database
def test_a_step_about_several_leaves_out_what_is_settled_meanwhile(cast, answer, question):
    chosen = [actions.report(cast.outsider, piece, "advert").case_id
              for piece in (answer, question)]
    choice = actions.Choice("kind", "", "Adverts")
    actions.decide(cast.moderator, queries.case_for(cast.moderator, chosen[0]), "left", choice)
    assert actions.decide_all(cast.moderator, chosen, "left", choice) == 1
    assert actions.decide_all(cast.moderator, chosen, "left", choice) == 0


def test_what_one_decision_took_down_is_not_what_another_did(cast, answer, question):
    def notice(piece) -> DecisionNotice:
        case = queries.case_for(cast.admin, actions.report(
            cast.outsider, piece, "advert").case_id)
        return actions.decide(cast.admin, case, "remove", actions.Choice("kind", "", "Adverts"))

    of_ben, of_amina = notice(answer), notice(question)
    assert set(removals.removed_by(of_ben)) == {answer, cast.ben}
    assert set(removals.removed_by(of_amina)) == {question, cast.amina}
    assert how_many(RemovedPiece) == 4
    actions.undo(cast.admin, of_ben)
    assert answer.is_shown and not question.is_shown
    assert cast.ben.hidden_at is None and cast.amina.hidden_at


def test_cases_go_with_a_topic_to_another_board_and_others_stay(cast, answer, question, board):
    elsewhere = forum.start_topic(cast.ben, board, "Another", "Words")
    reports = [actions.report(cast.amina, about, "unkind") for about in (
        answer, elsewhere, cast.ben)]
    moved = [queries.case_for(cast.moderator, one.case_id) for one in reports]
    other = open_board(slug="evenings", name="Evenings")
    forum.move(cast.moderator, question.topic, other)
    assert [case.board_id for case in moved] == [other.id, board.id, None]


def test_a_case_is_needed_for_reports_of_its_own_piece_alone(cast, answer):
    """Also where a person has the number that the post has."""
    report = actions.report(cast.outsider, answer, "unkind")
    case = queries.case_for(cast.moderator, report.case_id)
    actions.report(cast.outsider, db.session.get(User, answer.id), "unkind")
    assert cases.is_needed(case, answer) is True
    report.settled_at = clock.now()
    db.session.commit()
    assert cases.is_needed(case, answer) is False


def test_what_i_wrote_stands_in_the_order_of_what_waits_and_then_the_newest(cast, board):
    first, second, third = (forum.start_topic(cast.ben, board, f"Words {number}", "More")
                            for number in range(3))
    forum.start_topic(cast.amina, board, "Not his", "More")
    first.held_at = clock.now()
    third.deleted_at = clock.now()
    db.session.commit()
    assert pieces_by(cast.ben) == [first, second]
    assert all(isinstance(piece, Post) for piece in pieces_by(cast.ben))


@pytest.mark.one_database
def test_what_is_cleared_each_night_is_asked_for_each_night(app):
    known = {(function.__name__, *sorted(times)) for function, times in jobs._rounds}
    for name in ("care_for_member_notes", "forget_looks", "delete_old_breaks",
                 "delete_old_support"):
        assert (name, "hour", "minute") in known
