"""Actions of moderation."""
from peoplehub.moderation.actions.appeals import answer, appeal, decide_appeal, note, undo
from peoplehub.moderation.actions.approvals import end_approval, look_at_person, set_kind_rule
from peoplehub.moderation.actions.cases import claim, let_go, next_case
from peoplehub.moderation.actions.comfort import choose_news, choose_veil
from peoplehub.moderation.actions.content_notes import note_person, note_piece
from peoplehub.moderation.actions.decisions import (
    close_reports,
    hide,
    hold,
    hold_piece,
    lift_suspension,
    release,
    release_piece,
    report,
    report_by_rule,
    require_free,
    restore,
    settle,
    suspend,
)
from peoplehub.moderation.actions.looks import look_at_case
from peoplehub.moderation.actions.member_notes import (
    answer_member_note,
    delete_member_note,
    renew_member_note,
    show_member_note,
    withhold_member_note,
    write_member_note,
)
from peoplehub.moderation.actions.routes import add_route, remove_route
from peoplehub.moderation.actions.steps import Choice, decide, decide_all
from peoplehub.moderation.actions.support import (
    answer_debrief,
    ask_opinion,
    delete_debrief,
    delete_old_support,
    delete_thanks,
    give_opinion,
    thank,
    thank_for_report,
    write_debrief,
)
from peoplehub.moderation.actions.wellbeing import (
    choose_subjects,
    delete_old_breaks,
    end_break,
    put_break_off,
    set_break_rules,
    take_break,
)

__all__ = [
    "note_person", "note_piece",
    "answer_debrief", "ask_opinion", "delete_debrief", "delete_old_support", "delete_thanks",
    "give_opinion", "thank", "thank_for_report", "write_debrief",
    "choose_subjects", "delete_old_breaks", "end_break", "put_break_off", "set_break_rules",
    "take_break",
    "add_route", "remove_route",
    "look_at_case",
    "answer_member_note", "delete_member_note", "renew_member_note", "show_member_note",
    "withhold_member_note", "write_member_note",
    "Choice", "end_approval", "look_at_person", "set_kind_rule",
    "answer", "appeal", "decide", "decide_all", "decide_appeal", "note", "undo",
    "choose_news", "choose_veil", "close_reports",
    "claim", "hide", "hold", "hold_piece", "let_go", "lift_suspension",
    "next_case", "release", "release_piece", "report", "report_by_rule", "require_free", "restore",
    "settle", "suspend",
]  # fmt: skip
