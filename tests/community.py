"""The demonstration community for a served site: loaded once a run, copied for each server.

`python -m tests.community` loads it where the settings say, signs everybody in, begins what only a
letter or a receipt can finish, and prints what a test needs to know. A process of its own, because
an app made here would take the extensions from the tests' own.
"""
import fcntl
import json
import re
import shutil
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import or_, select

import config
from peoplehub import create_app, startup
from peoplehub.accounts import actions as accounts
from peoplehub.accounts.models import HELPER, User
from peoplehub.advisors import actions as advising
from peoplehub.advisors.models import AdvisorRequest, OutcomeRating, SupportMatch
from peoplehub.blogs import actions as blogs, signed_tokens
from peoplehub.blogs.models import Comment, Entry
from peoplehub.contact import actions as contact
from peoplehub.core import clock, mail
from peoplehub.core.acts import act, save
from peoplehub.core.disabled_listeners import without_after_listeners
from peoplehub.core.extensions import db
from peoplehub.cover.models import AdvisorAbsence, FamilyCover
from peoplehub.drafts import actions as drafts
from peoplehub.drafts.tokens import Tokens
from peoplehub.editorial.pending_models import PendingVersion
from peoplehub.email_replies import actions as replies
from peoplehub.email_replies.models import ReplyAddress
from peoplehub.forum.models import Board, Post, Topic
from peoplehub.handouts import actions as handouts
from peoplehub.library import folder_upload, pdf_files
from peoplehub.library.models import Sheet
from peoplehub.member_templates.models import MemberTemplate
from peoplehub.membership import actions as membership
from peoplehub.messages.models import Conversation
from peoplehub.moderation import actions as moderation
from peoplehub.moderation.models import Report
from peoplehub.questions.models import Question
from peoplehub.safeguarding import actions as safeguarding
from peoplehub.safeguarding.actions.records import Told
from peoplehub.safeguarding.models import ReturnSignal
from peoplehub.sheet_feedback import actions as feedback
from peoplehub.supervision import actions as supervision
from peoplehub.supervision.actions import Load
from tests import servers
from tests.populate import sign_in

SHEET = "understanding-personal-health-budgets"
TOPIC = "how-did-you-write-your-contingency-plan"


def loaded(folder: Path) -> dict:
    """The community in `folder`, loaded by whoever of several test workers comes first."""
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        told = folder / "told.json"
        if not told.exists():
            folder.mkdir(exist_ok=True)
            told.write_text(_load(folder))
        return json.loads(told.read_text())


def copied(template: Path, folder: Path) -> Path:
    """A copy of a loaded community; nobody may have its database open."""
    return shutil.copytree(template, folder)


def _load(folder: Path) -> str:
    made = subprocess.run(
        [sys.executable, "-m", "tests.community"], cwd=servers.HOUSE, capture_output=True,
        env=servers.settings_for(folder, PEOPLEHUB_PLACE="local"), text=True, check=False,
    )
    if made.returncode:
        raise RuntimeError(made.stderr[-3000:])
    return made.stdout.splitlines()[-1]


def main() -> None:
    app = create_app(config.chosen())
    with app.app_context():
        startup.bring_up_to_date()
        with app.test_request_context(), without_after_listeners():
            begun = _begun()
        pdf_files.make_files(_first(select(Sheet.id).where(Sheet.slug == SHEET)))
        everybody = db.session.scalars(select(User).where(
            or_(User.confirmed_at.is_not(None), User.waits_since.is_not(None))))
        people = {one.slug: sign_in(app, one) for one in everybody.all()}
        told = {"people": people, "samples": _samples() | begun, "doors": _doors(app)}
        with db.engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.exec_driver_sql("BEGIN")
    print(json.dumps(told))


def _doors(app) -> list[str]:
    """The address of everything that can be looked at."""
    return sorted({rule.rule for rule in app.url_map.iter_rules() if "GET" in rule.methods})


# --- what somebody has begun and not finished ---


def _begun() -> dict:
    accounts.join("wren@people.example", "Wren", "")
    accounts.block(_person("amina"), _person("glownaturally"))
    accounts.ask_for_new_password("gareth@demo.example")
    accounts.ask_for_new_email(_person("gareth"), "gareth.new@people.example")
    enquiry = contact.write(None, about="question", text="How can we print a whole topic?",
                            name="Dilys", contact="dilys@people.example")
    entry = _first(select(Entry).where(Entry.is_story, Entry.comments_open))
    comment = blogs.comment(None, entry, "This helped me today. Thank you.", "A neighbour")
    return {
        "join": _link("/join/confirm/"), "password": _link("/forgotten-password/"),
        "email": _link("/confirm-email/"), "enquiry": enquiry.id,
        "reference": enquiry.reference, "receipt": signed_tokens.receipt(comment.id),
        "letter": _first(select(mail.Email.id).where(mail.Email.verification_id.is_(None))),
    } | _safety() | _notes() | _waiting() | _returned() | _held_reply()


def _waiting() -> dict:
    """Robin waits to be let in, and Callum is a helper."""
    accounts.set_joining_rules(_person("sunil"), True, 30)
    made = accounts.join("robin@people.example", "Robin", "a hash", "family")
    accounts.confirm_by_link(made.id, "a token", "Chrome")
    asked = membership.ask(_person("robin"), "My sister has a budget. I would like to read along.")
    accounts.set_joining_rules(_person("sunil"), False, 30)
    accounts.give_grant(_person("helen"), _person("callum"), HELPER, timedelta(days=30), "Kind")
    return {"join_request": asked.id}


def _notes() -> dict:
    """What the team noted about Gareth, who does not read it; and about Amina, who answered."""
    ruth, helen, amina = _person("ruth"), _person("helen"), _person("amina")
    mine = moderation.write_member_note(ruth, amina, "On 3 May two posts had a phone number.")
    moderation.answer_member_note(amina, mine, "I did not know. I took them away.")
    held = moderation.write_member_note(ruth, _person("gareth"), "On 9 May he asked for a name.")
    moderation.withhold_member_note(helen, held, "It would tell who is afraid.",
                                    clock.now().date() + timedelta(days=30))
    return {"own_note": mine.id, "withheld_note": held.id}


def _returned() -> dict:
    """Helen and Iris hear that Fern, who is new, may be Moss, whose account was closed."""
    iris = accounts.add_person("iris@people.example", "Iris", "safeguarding", "a link of hers")
    accounts.switch_returns_on(_person("helen"), _person("helen"), iris, "He came back twice.")
    moss = accounts.add_person("moss@people.example", "Moss", "member", "a link of his")
    fern = accounts.add_person("fern@people.example", "Fern", "member", "another link")
    accounts.note_address_block(moss, "a hash")
    accounts.ban(_person("ruth"), moss, "He wrote cruel messages.")
    accounts.note_address_block(fern, "a hash")
    return {"return_signal": _first(select(ReturnSignal.id))}


def _held_reply() -> dict:
    """Amina answered a message by e-mail, and it waits until she has looked at it."""
    amina, talk = _person("amina"), db.session.get_one(Conversation, 1)
    address = act(save)(ReplyAddress(token_hash="a hash", user_id=amina.id, letter="Hello",
                                     conversation_id=talk.id))
    held = replies.hold_reply(amina, talk, address, "Yes, on Friday.", "h" * 64, "unsure")
    for place, writer, words in (("conversation/1", "phone", "Shall we ring on Friday, after"),
                                 ("reply/1", "laptop", "We did it in small steps. " * 12),
                                 ("reply/999", "phone", "What I wrote for a topic that is closed")):
        drafts.save_draft(amina, place, writer, {"text": words}, Tokens([], []))
    return {"held_reply": held.id}


def _safety() -> dict:
    """A case of the safeguarding lead, with something of everything in it."""
    helen = _person("helen")
    case = safeguarding.open_by_hand(
        helen, "adult", "Gareth rang the office. He has not slept for days.", _person("gareth"))
    safeguarding.add_evidence(helen, case, "A phone call", "I cannot do this any more.", "Gareth")
    safeguarding.do_steps(helen, case, ["now", "write"])
    safeguarding.tell(helen, case, Told("health", date(2026, 11, 2), "Helen", "His own doctor"))
    safeguarding.decide(helen, case, "support", "He has his sister with him tonight.")
    return {"safety": case.id, "safety_evidence": 1}


def _link(beginning: str) -> str:
    """What comes after `beginning` in the letter that has it."""
    letter = _first(select(mail.Email).where(mail.Email.body.contains(beginning)))
    return re.search(re.escape(beginning) + r"(\S+)", act(mail.shown)(letter))[1]


# --- one of each, to put into addresses ---


def _samples() -> dict:
    """Amina's topic with its "In short", and what she, its readers and moderators can do there."""
    amina = _person("amina").id
    topic = _first(select(Topic).where(Topic.slug == TOPIC))
    draft = _first(select(Entry).where(Entry.published_at.is_(None), Entry.author_id == amina))
    story = _first(select(Entry).where(Entry.is_story, Entry.published_at.is_not(None)))
    open_ones = select(Report).where(  # by people: what the rules report moves with their weights
        Report.settled_at.is_(None), Report.reporter_id.is_not(None),
    ).order_by(Report.severity, Report.id)
    translation = select(Sheet).where(Sheet.translation_of_id.is_not(None))
    return {
        "topic": topic.address, "acts": topic.acts, "draft": draft.id, "story": story.address,
        "story_id": story.id,
        "own_post": _first(select(Post.id).where(Post.author_id == amina).order_by(-Post.id)),
        "unnamed_post": _first(select(Post.id).where(Post.alias.is_not(None))),
        "other_post": _first(select(Post.id).where(Post.topic_id == topic.id, Post.number == 2)),
        "hidden_post": _first(select(Post.id).where(Post.hidden_at.is_not(None))),
        "comment": _first(select(Comment.id).where(Comment.entry_id == story.id)),
        "held_comment": _first(select(Comment.id).where(Comment.held_at.is_not(None))),
        "own_comment": _first(select(Comment.id).where(Comment.author_id == _person("maya").id)),
        "report": _first(open_ones).id, "reported": _first(open_ones).reported.slug,
        "settled": _first(select(Report.id).where(Report.settled_at.is_not(None))),
        **_match(),
        "support": _first(select(AdvisorRequest.id).where(AdvisorRequest.user_id == amina)),
        "board": _first(select(Board.id)), "sheet": SHEET,
        "remark": feedback.say_what_is_missing(_first(select(Sheet.id)), "What about Scotland?").id,
        "wish": feedback.ask_for_format(None, _first(select(Sheet)), "welsh").id,
        "folder": _folder(),
        "pack": handouts.ask_for_pack("pdf", [_first(select(Sheet.id))]).token,
        "sheet_id": _first(select(Sheet.id).where(Sheet.slug == SHEET)),
        "translation": _first(translation.with_only_columns(Sheet.slug)),
        "translation_id": _first(translation.with_only_columns(Sheet.id)),
        "translated_id": _first(translation.with_only_columns(Sheet.translation_of_id)),
        "waiting_sheet": _first(select(PendingVersion.piece_id)),
        "changed_sheet": _first(select(Sheet.slug).where(Sheet.edition == 3)),
        "question": _first(select(Question.slug).where(Question.published_at.is_not(None))),
        "question_id": _first(select(Question.id).where(Question.published_at.is_not(None))),
        "replaced_sheet": _first(select(Sheet.slug).where(Sheet.replaced_by_id.is_not(None))),
        "promised": _first(select(Sheet.slug).where(Sheet.easy_promised_for.is_not(None))),
        **_templates(amina),
        "families": _first(select(Topic.id).join(Topic.board).where(Board.audience == "families")),
    }


def _folder() -> int:
    """Documents that a moderator sent, with one that was not taken."""
    upload = folder_upload.send_folder(_person("ruth"), "planning", [("plan.doc", "none.bin")])
    folder_upload.finish(upload, [folder_upload.Result(
        "plan.doc", folder_upload.REFUSED, folder_upload.IS_GONE)])
    return upload.id


def _templates(amina: int) -> dict:
    """One that is out, one of Amina's that she is asked to change, and one that waits."""
    number = select(MemberTemplate.id).order_by(MemberTemplate.id)
    return {
        "template": _first(select(MemberTemplate.slug).where(MemberTemplate.state == "shown")),
        "own_template": _first(number.where(MemberTemplate.author_id == amina,
                                            MemberTemplate.state == "asked")),
        "sent_template": _first(number.where(MemberTemplate.state == "waiting"))}


def _match() -> dict:
    """Amina and Maya, a week before the end: both are asked how it ends, and Amina how things are.
    Maya will be away, and Joan stands in."""
    now = clock.now()
    match = act(save)(SupportMatch(
        person_id=_person("amina").id, advisor_id=_person("maya").id, conversation_id=1, contacts=3,
        purpose="The nights are hard, and I would like to ask how you did it.",
        began_at=now - timedelta(days=50), ends_at=now + timedelta(days=6)))
    act(save)(OutcomeRating(match_id=match.id, before=2, before_at=match.began_at))
    advising.look_after(match.id)
    absence = act(save)(AdvisorAbsence(
        advisor_id=match.advisor_id, cover_id=_person("joan").id,
        begins_on=now.date() + timedelta(days=10), until=now.date() + timedelta(days=20)))
    family = act(save)(FamilyCover(
        absence_id=absence.id, match_id=match.id, parent_id=match.person_id,
        offered_id=absence.cover_id, note="They practise for the meeting. A short list helps."))
    debrief = supervision.plan_debrief(_person("sunil"), match.advisor)
    supervision.note_load(match.advisor, Load(4, worried=True, line="Three meetings in a week."))
    return {"match": match.id, "family_cover": family.id, "advisor_talk": debrief.id}


def _first(wanted):
    return db.session.scalars(wanted.limit(1)).one()


def _person(slug: str) -> User:
    return _first(select(User).where(User.slug == slug))


if __name__ == "__main__":
    main()
