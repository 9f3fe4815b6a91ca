"""The permission table: every address and socket event × every role. permissions.toml says it,
docs/permissions.md shows it.

    python -m tests.house.permissions      writes docs/permissions.md anew
"""
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from peoplehub.advisors.boundaries import LINES
from peoplehub.member_templates.choices import LOOKED_FOR
from tests.world import ROLES

TABLE = Path(__file__).with_name("permissions.toml")
PAGE = Path("docs/permissions.md")
HEAD = """# Who may do what

Every address and every socket event, and what each kind of person gets there. The owner is the
member whose words, letters and settings these are; the outsider is a member who has nothing to do
with them. Made from `tests/house/permissions.toml` by `python -m tests.house.permissions`, and
tried by `tests/house/test_permissions.py`: every role on SQLite, and one role of each outcome on
PostgreSQL.

`in`: is asked to sign in first. `200` and `3..`: the page, or done. `400`, `422`: may, but this
was not right. `403`: is told why not. `404`: nothing to see here, whether it exists or not.
"""
# What is sent with each POST: harmless, and right where being right needs few words.
SAID: dict[str, dict] = {
    "advisors.ask": {"to": "", "text": "May we talk?", "when": "soon"},
    "advisors.answer": {"answer": "no"},
    "advisors.rate": {"score": "3"},
    "advisors.boundary_lines": {"lines": list(LINES)},
    "advisors.edit_profile": {"text": "I know nights.", "language": "en"},
    "advisors.hours": {"capacity": "4", "days": "2", "begins": "18:00", "ends": "21:00"},
    "advisors.assign": {"advisor": "999999"},
    "cover.family_cover": {"choice": "waits"},
    "cover.away": {"kind": "ill", "cover": "0"},
    "cover.note": {"note": "They practise for the meeting."},
    "supervision.load": {"heaviness": "3"},
    "supervision.advisor": {"most": "3"},
    "supervision.talk": {"day": str(date.today() + timedelta(days=9)), "at": "18:00",
                         "how": "By phone"},
    "supervision.set_rules": {"heavy_notes": "3", "within_days": "14"},
    "supervision.set_answer_hours": {"hours": "12"},
    "supervision.assign_cover": {"advisor": "999999"},
    "advisors.set_offer_hours": {"offer_hours": "12"},
    "advisors.training": {"name": "Listening", "completed_on": "2026-01-01",
                          "expires_on": "2028-01-01"},
    "accounts.display": {"theme": "dark", "size": "1", "spacing": "normal", "motion": "full",
                         "easy": "later"},
    "accounts.letters": {"letters": "important"},
    "accounts.access": {"emails_as": "large"},
    "notifications.follow_place": {"level": "daily"},
    "notifications.stop_emails": {"which": "this"},
    "accounts.edit_profile": {"pen_name": "Tester", "describes": "", "about": "A few words"},
    "admin.change_role": {"role": "advisor"},
    "admin.new_board": {"name": "New", "description": "New things", "audience": "anyone",
                        "writers": "members", "position": "9", "patch": "sun"},
    "admin.board": {"name": "Planning", "description": "Plans", "audience": "anyone",
                    "writers": "members", "position": "1", "patch": "sun"},
    "admin.first_day": {"topics": "3", "replies": "10", "links": "2", "mentions": "2"},
    "revisions.revisions": {"text": "Fewer words", "reason": "A name"},
    "folding.not_today": {"words": "marrow"},
    "folding.note_on_all": {"note_words": "About grief"},
    "moderation.content_note": {"note_words": "About grief", "reason": "It is hard to read."},
    "reactions.react": {"give": "thank-you"},
    "bookmarks.save_for_later": {"piece": "post 1"},
    "bookmarks.bookmark": {"note": "For Friday"},
    "announcements.announcements": {"words": "We meet.",
                                    "last_day": str(date.today() + timedelta(days=9))},
    "first_visit.end": {"stage": "first-plan", "keep": "y"},
    "unanswered.choose": {"glad": "yes"},
    "blogs.comment": {"text": "Well said."},
    "blogs.edit_comment": {"text": "Better said."},
    "blogs.save_new_entry": {"title": "Mine", "text": "Words", "action": "save"},
    "blogs.save_entry": {"title": "Mine", "text": "Words", "action": "save"},
    "compliance.person": {"name": "Ann", "position": "Chair", "email": "ann@example.org",
                          "since": "2026-01-01"},
    "compliance.change_part": {"text": "Words"},
    "compliance.add_part": {"heading": "More", "text": "Words"},
    "compliance.adopt": {"adopted_on": "2026-01-01", "adopted_by": "The board"},
    "compliance.measures": {"title": "Walks", "effective_on": "2026-01-01"},
    "compliance.record_suggested": {"codes": "report", "since": "2026-01-01"},
    "compliance.end_measure": {"ended_on": "2026-02-01"},
    "compliance.decisions": {"choice": "not-used", "reason": "None.", "decided_on": "2026-01-01",
                             "decided_by": "The board"},
    "contact.write": {"about": "question", "text": "Where are you?"},
    "contact.answer": {"answer": "Here."},
    "forum.start_topic": {"title": "A question", "text": "Words"},
    "forum.reply": {"text": "Words"},
    "forum.edit": {"title": "A title", "text": "Better words"},
    "forum.lock": {"reason": "It is finished."},
    "forum.look_first": {"reason": "Feelings run high."},
    "forum.slow_down": {"reason": "Feelings run high.", "minutes": "60"},
    "forum.set_board_rules": {"approval": "first", "slow": "0", "reason": "It is lively."},
    "forum.move": {"board": "2"},
    "forum.choose_sheet": {"sheet": "none"},
    "forum.tag_topic": {"tags": "wales"},
    "tags.tags": {"family": "region", "name": "Cornwall", "position": "9"},
    "tags.change_tag": {"name": "Another name", "position": "1"},
    "tags.merge_tag": {"into": "6"},
    "synonyms.lists": {"phrases": "bus pass\ntravel card", "action": "save"},
    "synonyms.change": {"phrases": "bus pass\ntravel card", "action": "save"},
    "member_templates.share": {"title": "Mine", "summary": "What it is for", "text": "Words",
                               "template_type": "rota", "topic": "planning", "licence": "free",
                               "shown_as": "member", "consent": "y"},
    "member_templates.change": {"title": "Mine", "summary": "What it is for", "text": "Words",
                                "template_type": "rota", "topic": "planning", "licence": "free",
                                "shown_as": "member", "consent": "y"},
    "member_templates.look": {"action": "send", **dict.fromkeys(LOOKED_FOR, "y")},
    "member_templates.review": {"decision": "asked", "note": "Please take the name out."},
    "member_templates.mend": {"title": "Mine", "summary": "What it is for", "text": "Words",
                              "template_type": "rota", "topic": "planning"},
    "handouts.write_glance": {"point_1": "Money for care."},
    "sheet_feedback.helped": {"helped": "yes", "text": "What about Wales?"},
    "sheet_feedback.other_formats": {"what": "welsh"},
    "sheet_feedback.answer_remark": {"shown_text": "What about Wales?", "answer": "Soon."},
    "sheet_feedback.promise_format": {"owner_id": "5"},
    "handouts.packs": {"sheets": "your-plan", "edition": "pdf"},
    "glossary.kept": {"name": "Direct payment", "meaning": "Money for care.", "source": "The law"},
    "glossary.change_term": {"name": "Health budget", "meaning": "Money for care.",
                             "source": "The law"},
    "forum.split": {"posts": "2", "where": "new", "title": "Apart", "board": "1", "reason": "So"},
    "forum.merge": {"topic": "2", "reason": "The same"},
    "forum.ask_to_join": {"why": "I am up at night."},
    "board_requests.decide_request": {"step": "accept"},
    "forum.answer_team": {"text": "For my mother."},
    "forum.board_members": {"person": "Olive"},
    "forum.remove_member": {"reason": "You asked for names."},
    "forum.reveal": {"reason": "Someone may be in danger."},
    "forum.summarize": {"text": "- Short"},
    "editorial.publishing": {"action": "day",
                             "publish_on": str(date.today() + timedelta(days=9))},
    "library.write_sheet": {"title": "New", "summary": "In short", "topic": "planning",
                            "text": "Words", "patch": "sheet", "check_every_days": "365"},
    "questions.write_question": {"title": "New?", "summary": "In short", "topic": "planning",
                                 "text": "Words", "check_every_days": "365"},
    "questions.change": {"title": "New?", "summary": "In short", "topic": "planning",
                         "text": "Words", "check_every_days": "365", "change_note": "Why"},
    "library.replace": {"newer": ""},
    "library.bulk": {"topic": "planning"},
    "library.media": {"action": "words"},
    "library.languages": {"action": "start", "language": "cy"},
    "library.write_easy": {"picture": "bed", "words": "You sleep well.", "action": "save"},
    "library.change": {"title": "New", "summary": "In short", "topic": "planning",
                       "text": "Words", "patch": "sheet", "check_every_days": "365",
                       "easy_promised_for": "2099-01-01"},
    "messages.conversation": {"text": "Hello", "client_id": "permission"},
    "messages.edit": {"text": "Hello again"},
    "drafts.save_draft": {"place": "ask/", "text": "Words"},
    "email_replies.held_reply": {"text": "My answer"},
    "messages.requests": {"conversation": "2"},
    "messages.start": {"to": "ben", "text": "Hello", "client_id": "permission"},
    "messages.mark_read": {"number": "1"},
    "messages.mark_delivered": {"number": "1"},
    "messages.close": {"closed": "0"},
    "messages.mute": {"muted": "1"},
    "rota.set_clock": {"on_duty_minutes": "15", "out_of_hours_minutes": "60"},
    "membership.ask": {"why": "I care for my brother."},
    "membership.answer": {"text": "Yes."},
    "membership.request": {"step": "accept"},
    "membership.joining": {"again_after_days": "30"},
    "handover.leave_remark": {"text": "All is well."},
    "handover.set_hours": {"helpers_after_hours": "2", "by_rule_after_hours": "12"},
    "rota.alarms": {"kind": "test"},
    "moderation.rest": {"lasts": "day"},
    "moderation.choose_subjects": {"not_subjects": "death"},
    "moderation.set_break_rules": {"cases": "6", "within_days": "1"},
    "moderation.give_opinion": {"view": "agree"},
    "moderation.debriefs": {"lead": "0", "text": "It was hard."},
    "moderation.debrief": {"text": "Come and talk."},
    "training.training": {"done": "queue"},
    "training.extend": {"days": "14", "reason": "She was ill."},
    "moderation.look_at_person": {"days": "7", "reason": "Unkind words"},
    "moderation.looked_at_first": {"kind": "comment", "approval": "first", "reason": "Adverts"},
    "moderation.report": {"reason": "unkind"},
    "moderation.settle": {"outcome": "left"},
    "moderation.hide": {"reason": "It names somebody."},
    "moderation.hold": {"reason": "I am not sure."},
    "moderation.case": {"step": "hide", "rule": "kind", "reason": "It is unkind."},
    "moderation.bulk": {"case": "1", "step": "hide", "rule": "kind", "reason": "Unkind."},
    "moderation.member_notes": {"text": "Two adverts in May."},
    "moderation.renew_note": {"reason": "It happened again."},
    "moderation.answer_note": {"text": "It was my brother."},
    "moderation.note": {"text": "I rang the lead."},
    "moderation.question": {"text": "Whom did you mean?"},
    "moderation.decide_appeal": {"outcome": "upheld", "words": "It stands."},
    "moderation.appeal": {"text": "I meant no harm."},
    "moderation.comfort": {"veil": "blur", "pictures": "grey"},
    "moderation.person": {"days": "1", "reason": "Unkind words"},
}


@dataclass(frozen=True)
class Line:
    """One address (or event), what each role gets there, and why."""

    room: str
    method: str
    pattern: str
    expected: tuple[str, ...]
    why: str


@lru_cache
def lines() -> list[Line]:
    table = tomllib.loads(TABLE.read_text())
    return [
        Line(room, *asked.split(maxsplit=1), tuple(said[0].split()), said[1])
        for room, those in table.items() for asked, said in those.items()
    ]


def rooms() -> list[str]:
    return sorted({line.room for line in lines()} - {"sockets"})


def outcome(answer) -> str:
    """What somebody got, as the table says it. Words that somebody typed come back above the
    sign-in form."""
    to_sign_in = answer.headers.get("Location", "").startswith("/sign-in")
    is_sent_in = to_sign_in and answer.status_code == 302
    is_kept = answer.status_code == 401 and 'action="/sign-in"' in answer.text
    return "in" if is_sent_in or is_kept else str(answer.status_code)


def has_happened(answer) -> bool:
    return answer.status_code < 400 and outcome(answer) != "in"


def as_page() -> str:
    parts = [HEAD]
    for room in [*rooms(), "sockets"]:
        parts.append(f"\n## {room}\n\n| | {' | '.join(ROLES)} | why |")
        parts.append("|---" * (len(ROLES) + 2) + "|")
        parts += [_row(line) for line in lines() if line.room == room]
    return "\n".join(parts) + "\n"


def _row(line: Line) -> str:
    return f"| `{line.method} {line.pattern}` | {' | '.join(line.expected)} | {line.why} |"


if __name__ == "__main__":
    PAGE.write_text(as_page())
    print(f"Written: {PAGE}")
