"""Every act of the site, found by looking, and for each of them how it is done in the small
community of `tests/world.py`: what is made ready before, and what each of three people does."""
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta
from importlib import import_module
from inspect import isfunction
from io import BytesIO

import pyotp
from pypdf import PdfWriter
from sqlalchemy import delete, select, true

import peoplehub
from peoplehub.accounts import access_needs, actions as accounts, following
from peoplehub.accounts.actions import cleanup, email_verification
from peoplehub.accounts.models import (
    EmailVerification,
    RecoveryCode,
    RoleGrant,
    SecondStep,
    User,
)
from peoplehub.admin import actions as admin
from peoplehub.advisors import actions as advising
from peoplehub.advisors.actions.profiles import Hours
from peoplehub.advisors.models import (
    AdvisorRequest,
    AdvisorTraining,
    PendingRequest,
    RequestOffer,
    SupportMatch,
)
from peoplehub.announcements import actions as announcements
from peoplehub.audit import hash_chain
from peoplehub.audit.models import Record
from peoplehub.backups import actions as backups
from peoplehub.blogs import actions as blogs, reading
from peoplehub.blogs.models import Comment, Entry
from peoplehub.bookmarks import actions as bookmarks
from peoplehub.bookmarks.models import Bookmark
from peoplehub.compliance import actions as register
from peoplehub.compliance.documents import GAP, draft_of, parts_of
from peoplehub.compliance.models import Measure
from peoplehub.contact import actions as contact
from peoplehub.contact.models import Enquiry
from peoplehub.core import clock, encryption, mail, reading_marks, rerender
from peoplehub.core.acts import act
from peoplehub.core.documents import Original
from peoplehub.core.documents.extraction.process import Extraction
from peoplehub.core.extensions import db
from peoplehub.core.mail import Email
from peoplehub.cover import actions as cover
from peoplehub.cover.actions.absences import Away
from peoplehub.cover.actions.choices import Gives
from peoplehub.cover.models import AdvisorAbsence, AnswerTask, FamilyCover
from peoplehub.demo import loading
from peoplehub.demo.content import Content
from peoplehub.drafts import actions as drafts, retention as old_drafts
from peoplehub.drafts.tokens import Tokens
from peoplehub.editorial import checks, review, scheduling
from peoplehub.email_replies import actions as replies, retention as old_replies, topic_replies
from peoplehub.email_replies.models import ANSWERS_TOPICS, ReplyAddress
from peoplehub.first_visit import actions as first_visit
from peoplehub.folding import actions as folding
from peoplehub.folding.forms import today
from peoplehub.folding.models import NotToday
from peoplehub.forum import actions as forum, counters
from peoplehub.forum.actions import board_members, pending_questions
from peoplehub.forum.models import Board, PendingQuestion, Post, Topic
from peoplehub.glossary import actions as glossary
from peoplehub.glossary.models import GlossaryTerm
from peoplehub.handouts import actions as handouts, pack_files
from peoplehub.handover import actions as handover
from peoplehub.handover.models import QueueVisit
from peoplehub.library import (
    actions as library,
    folder_upload,
    held_originals,
    media_actions,
    original_reading,
    pdf_files,
    reading_ages,
    translating,
)
from peoplehub.library.folder_models import FolderUpload
from peoplehub.library.media import MediaFile
from peoplehub.library.models import Sheet
from peoplehub.member_templates import actions as member_templates
from peoplehub.member_templates.models import MemberTemplate
from peoplehub.membership import actions as membership
from peoplehub.membership.models import JoinRequest
from peoplehub.messages import (
    actions as messages,
    closed_conversations,
    conversation_retention,
    retention,
)
from peoplehub.messages.models import Conversation, Message
from peoplehub.moderation import actions as moderation
from peoplehub.moderation.actions import Choice, looks, member_notes
from peoplehub.moderation.models import (
    Appeal,
    Case,
    DebriefNote,
    DecisionNotice,
    MemberNote,
    Report,
)
from peoplehub.notifications import actions as notifications, daily, news_pushes, weekly
from peoplehub.notifications.models import Notification
from peoplehub.online_safety import actions as online_safety, harmful_files
from peoplehub.online_safety.models import BlockedFile, FrozenContent, SafetyRequest
from peoplehub.push import actions as push, delivery
from peoplehub.questions import actions as questions
from peoplehub.questions.models import Question
from peoplehub.reactions import actions as reactions
from peoplehub.revisions import actions as revisions
from peoplehub.rota import actions as rota
from peoplehub.rota.models import Alarm, Holiday, Shift, Swap
from peoplehub.safeguarding import actions as safeguarding
from peoplehub.safeguarding.actions.records import Told
from peoplehub.safeguarding.models import (
    ConversationAccess,
    Evidence,
    ReturnSignal,
    SafeguardingCase,
)
from peoplehub.search import actions as synonyms, erasure, rebuild, spelling_words
from peoplehub.search.synonym_models import SynonymGroup
from peoplehub.sheet_feedback import actions as feedback
from peoplehub.sheet_feedback.models import FormatWish, SheetRemark
from peoplehub.supervision import actions as supervision
from peoplehub.supervision.actions import Load
from peoplehub.tags import actions as tags
from peoplehub.tags.models import SharedTag, Tagging
from peoplehub.training import actions as training
from peoplehub.training.chapters import ITEMS
from peoplehub.unanswered import actions as waiting
from tests.world import PHONE

ROWS = {  # what a recipe calls it → its class, and its name in the community
    "topic": (Topic, "topic"), "post": (Post, "post"), "ben_wrote": (Post, "reply"),
    "reported": (Post, "reported"), "unnamed_post": (Post, "unnamed_post"),
    "folder": (FolderUpload, "folder"), "remark": (SheetRemark, "remark"), "wish": (FormatWish, "wish"),
    "own_template": (MemberTemplate, "own_template"),
    "sent_template": (MemberTemplate, "sent_template"), "template": (MemberTemplate, "template"),
    "term": (GlossaryTerm, "term"), "synonyms": (SynonymGroup, "synonyms"),
    "tag": (SharedTag, "tag"), "other_tag": (SharedTag, "other_tag"),
    "board": (Board, "board_id"), "other_board": (Board, "other_board_id"),
    "closed_board": (Board, "closed_board_id"), "other_closed": (Board, "other_closed_id"),
    "entry": (Entry, "entry"), "draft": (Entry, "draft"), "comment": (Comment, "comment"),
    "held_comment": (Comment, "held_comment"), "talk": (Conversation, "talk"),
    "message": (Message, "message"), "knock": (Conversation, "knock"),
    "reply_address": (ReplyAddress, "reply_address"),
    "topic_address": (ReplyAddress, "topic_address"),
    "question": (Question, "question"), "draft_question": (Question, "draft_question_id"),
    "sheet": (Sheet, "sheet"), "unready": (Sheet, "unready"), "report": (Report, "report"),
    "support": (AdvisorRequest, "support"), "match": (SupportMatch, "match"), "absence": (AdvisorAbsence, "absence"),
    "family_cover": (FamilyCover, "family_cover"), "answer_task": (AnswerTask, "answer_task"), "picture_request": (SafetyRequest, "picture_request"), "block": (BlockedFile, "block"),
    "frozen": (FrozenContent, "frozen"),
    "case": (Case, "case"), "safety": (SafeguardingCase, "safety"),
    "safety_evidence": (Evidence, "safety_evidence"), "access": (ConversationAccess, "access"),
    "shift": (Shift, "shift"), "swap": (Swap, "swap"), "holiday": (Holiday, "holiday"),
    "alarm": (Alarm, "alarm"), "measure": (Measure, "measure"), "enquiry": (Enquiry, "enquiry"), "told": (Notification, "told"), "letter": (Email, "letter"),
}
DAY = date(2026, 1, 1)
COUNTED = [{"word": "budget", "pieces": 1, "counted_to": 1}]
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
TEAM = ("moderator", "safeguarding", "admin")
CHOICE = Choice("kind", "Horrid ones", "It is unkind.")
TEMPLATE = {"summary": "For a week.", "template_type": "rota", "topic": "planning",
            "text": "Words."}
QUESTION = {"summary": "You do.", "topic": "planning", "text": "Other words."}
SHEET = {"summary": "Start here.", "topic": "planning", "text": "Words.", "easy_text": "Easy."}
EMPTY = Content([], [], [], [], [], [], [], [])


class Scene:
    """The community as one session sees it: `scene.amina` and `scene.topic` are read when they are
    asked for."""

    def __init__(self, world):
        self.ids = {name: who.id for name, who in vars(world.cast).items() if who.id}
        self.names = world.names

    def __getattr__(self, name: str):
        if name in self.ids:
            return db.session.get(User, self.ids[name])
        model, key = ROWS[name]
        return db.session.get(model, self.names[key])

    def team(self, number: int) -> User:
        return getattr(self, TEAM[number])

    def three(self, number: int) -> User:
        return getattr(self, ("advisor", "kit", "outsider")[number])

    def newcomers(self) -> None:
        """Let Kit and Amina have joined just now, so that what they write is looked at first."""
        for person in (self.kit, self.amina, self.ben, self.advisor):
            person.joined_at = clock.now()
        db.session.commit()

    @property
    def two_topics(self) -> list[Topic]:
        """Of the same board."""
        return [self.topic, db.session.get(Topic, self.names["unnamed_topic"])]

    @staticmethod
    def newest(model):
        return db.session.scalar(select(model).order_by(model.id.desc()).limit(1))

    def link(self, purpose: str) -> EmailVerification:
        oldest = select(EmailVerification).where(EmailVerification.purpose == purpose).order_by(EmailVerification.id)
        return db.session.scalar(oldest.limit(1))


@dataclass(frozen=True)
class Recipe:
    """`do(scene, number)` is what each of three does; `before(scene)` makes ready what it needs."""

    do: Callable[[Scene, int], object]
    before: Callable[[Scene], object] = lambda scene: None


def every_act() -> dict[str, Callable]:
    """All that is marked `@act` in the application, by module and name."""
    found = {}
    for module in pkgutil.walk_packages(peoplehub.__path__, "peoplehub."):
        for one in vars(import_module(module.name)).values():
            if isfunction(one) and getattr(one, "is_act", False):
                found[name_of(one)] = one
    return found


def name_of(verb: Callable) -> str:
    return f"{verb.__module__.removeprefix('peoplehub.')}.{verb.__qualname__}"


def training_ends(scene: Scene) -> None:
    scene.moderator.training_until = clock.now() + timedelta(days=7)
    db.session.commit()


def declined_long_ago(scene: Scene) -> None:
    membership.decline(scene.moderator, scene.names["join_request"], "Not now.")
    db.session.get(JoinRequest, scene.names["join_request"]).again_at = clock.now()
    db.session.commit()


def answered_long_ago(scene: Scene) -> None:
    made = forum.decline_request(scene.moderator, scene.names["board_request"], "others", "No.")
    made.decided_at = clock.now().replace(year=2020)
    db.session.commit()


def unanswered(scene: Scene) -> None:
    """The letter to Amina."""
    scene.reply_address.used_at = None
    db.session.commit()


def long_still(scene: Scene) -> None:
    """Nobody has written in the conversation for years."""
    scene.talk.last_message_at = scene.talk.started_at = clock.now() - timedelta(days=800)
    db.session.commit()


def check_is_late(scene: Scene) -> None:
    scene.sheet.next_check_at = clock.now() - timedelta(days=1)
    db.session.commit()


def sent_for_review(scene: Scene) -> None:
    review.send_for_review(scene.advisor, scene.unready)


def change_waits(scene: Scene) -> None:
    library.change(scene.advisor, scene.sheet, for_later=True, title="Your plan",
                   **SHEET | {"text": "Later."})


def in_welsh(scene: Scene) -> None:
    translating.start_translation(scene.admin, scene.sheet, "cy")
    scene.newest(Sheet).translation_outdated_at = clock.now()
    db.session.commit()


def day_to_come(days: int) -> date:
    return clock.now().date() + timedelta(days=days + 1)


def its_day_came(scene: Scene) -> None:
    scheduling.schedule(scene.admin, scene.unready, day_to_come(1))
    scene.unready.pending.publish_on = clock.now().date() - timedelta(days=2)
    db.session.commit()


HELD_KEY = "0" * 40 + ".pdf"


def document_is_held(scene: Scene) -> None:
    scene.sheet.original_key, scene.sheet.original_type = HELD_KEY, "pdf"
    scene.sheet.original_held_at = clock.now()
    db.session.commit()


def no_easy_read(scene: Scene) -> None:
    scene.sheet.easy_text, scene.sheet.easy_rows = "", []
    db.session.commit()


def told_of_end(scene: Scene) -> None:
    long_still(scene)
    scene.talk.end_told_at = clock.now() - timedelta(days=31)
    db.session.commit()


def a_year_is_over(scene: Scene) -> None:
    scene.frozen.kept_until = clock.now()
    db.session.commit()


def a_helper(scene: Scene) -> None:
    """Olive is a helper, and nobody of the team has been there."""
    accounts.give_grant(scene.safeguarding, scene.outsider, "helper", timedelta(days=9), "Steady")
    _long_ago(scene)


def long_unattended(scene: Scene) -> None:
    """Somebody was there long ago, and what is held is a member's."""
    scene.held_comment.author_id = scene.advisor.id
    _long_ago(scene)


def a_shift_has_begun(scene: Scene) -> None:
    """Ruth is on duty since yesterday, and nobody has handed over."""
    yesterday = clock.now().date() - timedelta(days=1)
    rota.add_shift(scene.moderator, scene.moderator, yesterday, time(0), time(0))
    rota.add_shift(scene.moderator, scene.moderator, yesterday + timedelta(days=1), time(0),
                   time(0))


def tomorrow(verb: Callable, *about: object) -> object:
    """Done when nobody of the team has decided anything for a day."""
    with clock.at(clock.now() + timedelta(days=1)):
        return verb(*about)


def _long_ago(scene: Scene) -> None:
    long_ago = clock.now() - timedelta(days=3)
    db.session.add(QueueVisit(user_id=scene.moderator.id, at=long_ago))
    scene.held_comment.held_at = long_ago
    db.session.commit()


def new_line() -> None:
    """One line of the record that is not linked yet."""
    hash_chain.link_new_lines()
    db.session.add(Record(happened="New", about={"person_id": 1}))
    db.session.commit()


def old_line() -> None:
    """A line of the record that is old enough to be sealed."""
    db.session.add(Record(at=clock.now() - timedelta(days=7 * 366), happened="Old", about={}))
    db.session.commit()
    hash_chain.link_new_lines()


def a_pdf() -> bytes:
    kept, paper = BytesIO(), PdfWriter()
    paper.add_blank_page(200, 200)
    paper.write(kept)
    return kept.getvalue()


def confirmed_by_code(scene: Scene) -> None:
    """The code of the unconfirmed person's link is known: 123456."""
    verification = scene.link("join")
    verification.code_hash = email_verification.hash_of_code("123456", verification.link_hash)


def wished(scene: Scene) -> None:
    """Amina would rather not read of hospitals until the end of today."""
    folding.put_on_list(scene.amina, ["hospital"], "", today())
    scene.names["not_today"] = scene.newest(NotToday).id


def wish_ended(scene: Scene) -> None:
    wished(scene)
    scene.newest(NotToday).ended_at = clock.now()
    db.session.commit()


def without_tags(scene: Scene) -> None:
    db.session.execute(delete(Tagging))
    db.session.execute(delete(SharedTag))
    db.session.commit()


def without_synonyms(scene: Scene) -> None:
    db.session.execute(delete(SynonymGroup))
    db.session.commit()


def closed_until_now(scene: Scene) -> None:
    """The topic was closed until this moment."""
    scene.topic.locked_at = scene.topic.locked_until = clock.now()
    db.session.commit()


def code_now(later: int = 0) -> str:
    return pyotp.TOTP(SECRET).at(clock.now() + timedelta(seconds=30 * later))


def second_step(scene: Scene) -> None:
    """Amina has set it up, and no code of this minute is used."""
    kept = encryption.encrypt("second step", SECRET)
    db.session.add(SecondStep(user_id=scene.amina.id, secret=kept))
    db.session.add(RecoveryCode(user_id=scene.amina.id, code_hash="a hash"))
    scene.amina.second_step_at = clock.now()


def nobody_has_it(scene: Scene) -> None:
    """A safeguarding case that waits for a lead."""
    scene.safety.lead_id = None
    db.session.commit()


def another_lead(scene: Scene) -> None:
    """Maya leads safeguarding, too."""
    scene.advisor.role = "safeguarding"
    db.session.commit()


def untold(scene: Scene) -> None:
    """Maya leads safeguarding, too; another lead opened a conversation, and a day has gone by."""
    another_lead(scene)
    scene.access.conversation_id, scene.access.told_at = scene.talk.id, None
    scene.access.opened_at = clock.now() - timedelta(hours=25)
    db.session.commit()


def old_access(scene: Scene) -> None:
    scene.access.opened_at = clock.now() - timedelta(days=7 * 365)
    db.session.commit()


def two_leads(scene: Scene) -> None:
    """The check for returning accounts is on, for Helen and Maya."""
    another_lead(scene)
    accounts.switch_returns_on(scene.admin, scene.safeguarding, scene.advisor, "He comes back")


def a_return(scene: Scene) -> None:
    """Ben signed in and was shut out; Kit, who is new, signs in from there."""
    two_leads(scene)
    accounts.note_address_block(scene.ben, "a hash")
    accounts.ban(scene.moderator, scene.ben, "Unkind words")
    scene.newcomers()
    accounts.note_address_block(scene.kit, "a hash")


def its_day(scene: Scene) -> None:
    """The safeguarding case is closed, and its day of destruction has come."""
    scene.safety.closed_at, scene.safety.keep_until = clock.now(), date(2026, 1, 1)
    db.session.commit()


def a_decision(scene: Scene) -> None:
    """Ben's account is removed with all he wrote, for one reported reply."""
    moderation.decide(scene.moderator, scene.case, "remove", CHOICE)


def an_appeal(scene: Scene) -> None:
    a_decision(scene)
    moderation.appeal(scene.newest(DecisionNotice), "I meant no harm.")


def a_withheld_note(scene: Scene) -> None:
    """Its day of review has come."""
    moderation.withhold_member_note(scene.safeguarding, scene.newest(MemberNote), "Danger", DAY)


def a_faded_note(scene: Scene) -> None:
    scene.newest(MemberNote).fades_at = clock.now()
    db.session.commit()


def twelve_hours_later(scene: Scene) -> None:
    """Whom Amina asked has not answered in time."""
    request = scene.support
    request.next_at = request.offers[0].expires_at = request.asked_at
    db.session.commit()


def two_ran_out(scene: Scene) -> None:
    """Two families have waited their whole time for Maya."""
    now = clock.now()
    other = AdvisorRequest(user_id=scene.ben.id, text="", asked_at=now, wants={})
    db.session.add(other)
    db.session.flush()
    for request in (scene.support, other):
        db.session.execute(delete(RequestOffer).where(RequestOffer.request_id == request.id))
        db.session.add(RequestOffer(request_id=request.id, advisor_id=scene.advisor.id,
                                    offered_at=now, expires_at=now, answered_at=now,
                                    outcome="expired"))
    db.session.commit()


def long_taken_back(scene: Scene) -> None:
    advising.cancel(scene.amina, scene.names["support"])
    scene.support.closed_at = clock.now() - timedelta(days=40)
    db.session.commit()


def four_weeks_later(scene: Scene) -> None:
    """The match is half way."""
    scene.match.ends_at = clock.now() + timedelta(weeks=4)
    db.session.commit()


def nobody_said_how_it_ends(scene: Scene) -> None:
    scene.match.told_at = clock.now()
    db.session.commit()


def long_finished(scene: Scene) -> None:
    advising.finish(scene.amina, scene.names["match"])
    scene.match.ended_at = clock.now() - timedelta(days=800)
    db.session.commit()


def advisors_training_ends(scene: Scene) -> None:
    scene.newest(AdvisorTraining).expires_on = clock.now().date() + timedelta(days=3)
    db.session.commit()


def she_is_away(scene: Scene) -> None:
    """Maya, whose family is told."""
    cover.go_away(scene.advisor, Away(clock.now().date()))


def she_stands_in(scene: Scene) -> None:
    cover.answer_cover(scene.advisor, scene.names["cover_request"], yes=True)
    scene.family_cover.offered_id = scene.advisor.id
    db.session.commit()


def nobody_has_seen_to_it(scene: Scene) -> None:
    """Amina has waited for three days, and there is no task yet."""
    db.session.delete(scene.answer_task)
    waits = select(Message).where(Message.conversation_id == scene.names["match_talk"])
    for message in db.session.scalars(waits):
        message.published_at = clock.now() - timedelta(days=3)
    db.session.commit()


def the_cover_has_it(scene: Scene) -> None:
    scene.answer_task.told_at, scene.answer_task.cover_id = None, scene.outsider.id
    db.session.commit()


def she_has_answered(scene: Scene) -> None:
    talk = db.session.get_one(Conversation, scene.names["match_talk"])
    messages.send(scene.advisor, talk, "Here I am.", "here")


def seen_to_long_ago(scene: Scene) -> None:
    cover.settle_task(scene.admin, scene.names["answer_task"])
    scene.answer_task.closed_at = clock.now() - timedelta(days=400)
    db.session.commit()


def back_long_ago(scene: Scene) -> None:
    cover.come_back(scene.admin, scene.names["absence"])
    scene.absence.ended_at = clock.now() - timedelta(days=400)
    db.session.commit()


def kept_words(scene: Scene) -> None:
    advising.keep_words("I have not joined yet.")


def a_question(scene: Scene) -> None:
    pending_questions.save_question(scene.board, "May I ask?", "I have not joined yet.")


def a_due_reminder(scene: Scene) -> None:
    db.session.get_one(Bookmark, scene.names["bookmark"]).remind_on = clock.now().date()
    db.session.commit()


def a_filled_draft(scene: Scene) -> None:
    """Of a document of the register, with no gap left."""
    for number, part in enumerate(parts_of(draft_of("dpia"))):
        register.change_part(scene.admin, "dpia", number, part.text.replace(GAP, "[written"))


def a_due_review(scene: Scene) -> None:
    register.record_decision(scene.admin, "other", "do", "So.", date(2020, 1, 1), "The board")


def a_dead_letter(scene: Scene) -> None:
    scene.letter.next_try_at = scene.letter.written_at


def join(scene: Scene, number: int) -> EmailVerification:
    return accounts.join(f"nell{number}@people.example", "Nell", "a hash", "family")


RECIPES: dict[Callable, Recipe] = {
    # people
    accounts.declare: Recipe(lambda s, n: accounts.declare(s.amina, "family"),
                             lambda s: setattr(s.amina, "declared_at", None)),
    accounts.sign_in: Recipe(lambda s, n: accounts.sign_in(
        s.amina, f"token {n}", "Firefox", better_hash="hash", instead_of=s.names["session"])),
    accounts.note_use: Recipe(lambda s, n: accounts.note_use(s.names["session"])),
    accounts.sign_out: Recipe(lambda s, n: accounts.sign_out(s.amina, s.names["session"])),
    accounts.end_session: Recipe(lambda s, n: accounts.end_session(s.amina, s.names["session"])),
    accounts.end_other_sessions: Recipe(lambda s, n: accounts.end_other_sessions(s.amina, None)),
    accounts.end_all_sessions: Recipe(lambda s, n: accounts.end_all_sessions(s.admin, s.amina)),
    accounts.end_everybodys_sessions: Recipe(
        lambda s, n: accounts.end_everybodys_sessions(s.admin)),
    accounts.ask_for_new_password: Recipe(
        lambda s, n: accounts.ask_for_new_password("amina@people.example")),
    accounts.make_link: Recipe(lambda s, n: accounts.make_link(s.amina, f"a token {n}")),
    accounts.make_join_link: Recipe(lambda s, n: accounts.make_join_link(
        s.unconfirmed, "una@people.example", f"a token {n}")),
    accounts.set_new_password: Recipe(
        lambda s, n: accounts.set_new_password(s.link("password").id, f"hash {n}")),
    accounts.change_password: Recipe(lambda s, n: accounts.change_password(s.amina, f"hash {n}")),
    accounts.join: Recipe(join),
    accounts.send_code_again: Recipe(
        lambda s, n: accounts.send_code_again(s.link("join").id, "una@people.example")),
    accounts.ask_to_confirm: Recipe(
        lambda s, n: accounts.ask_to_confirm(s.unconfirmed, "una@people.example")),
    accounts.confirm_by_code: Recipe(lambda s, n: accounts.confirm_by_code(
        s.link("join").id, "123456", f"token {n}", "Firefox"), confirmed_by_code),
    accounts.confirm_by_link: Recipe(lambda s, n: accounts.confirm_by_link(
        s.link("join").id, f"token {n}", "Firefox", "hash")),
    accounts.change_role: Recipe(lambda s, n: accounts.change_role(s.admin, s.ben, "advisor")),
    accounts.note_codes_guessed: Recipe(lambda s, n: accounts.note_codes_guessed(s.moderator)),
    accounts.note_accounts_tried: Recipe(lambda s, n: accounts.note_accounts_tried()),
    accounts.begin_second_step: Recipe(lambda s, n: accounts.begin_second_step(s.amina, SECRET)),
    accounts.confirm_second_step: Recipe(
        lambda s, n: accounts.confirm_second_step(s.amina, code_now(), ["a hash"]),
        lambda s: accounts.begin_second_step(s.amina, SECRET)),
    accounts.sign_in_with_code: Recipe(lambda s, n: accounts.sign_in_with_code(
        s.amina, code_now(), f"token {n}", "Firefox"), second_step),
    accounts.renew_recovery_codes: Recipe(
        lambda s, n: accounts.renew_recovery_codes(s.amina, [f"hash {n}"]), second_step),
    accounts.switch_second_step_off: Recipe(
        lambda s, n: accounts.switch_second_step_off(s.amina), second_step),
    accounts.reset_second_step: Recipe(
        lambda s, n: accounts.reset_second_step(s.admin, s.amina), second_step),
    accounts.remind_of_second_step: Recipe(lambda s, n: accounts.remind_of_second_step()),
    accounts.improve_hash: Recipe(lambda s, n: accounts.improve_hash(s.amina, "a hash")),
    accounts.give_grant: Recipe(lambda s, n: accounts.give_grant(
        s.admin, s.kit, "helper", timedelta(days=30), "Kind")),
    accounts.end_grant: Recipe(lambda s, n: accounts.end_grant(
        s.admin, db.session.get(RoleGrant, s.names["grant"]))),
    accounts.tell_of_ending_grants: Recipe(lambda s, n: accounts.tell_of_ending_grants()),
    accounts.appoint: Recipe(lambda s, n: accounts.appoint(s.ben, "professional")),
    accounts.add_person: Recipe(lambda s, n: accounts.add_person(
        f"new{n}@people.example", "New One", "member", f"token {n}")),
    accounts.suspend: Recipe(lambda s, n: accounts.suspend(s.team(n), s.ben, None, "Unkind")),
    accounts.lift_suspension: Recipe(
        lambda s, n: accounts.lift_suspension(s.team(n), s.suspended)),
    hash_chain.link_batch: Recipe(lambda s, n: hash_chain.link_batch(), lambda s: new_line()),
    hash_chain.seal: Recipe(lambda s, n: hash_chain.seal(clock.now() - timedelta(days=6 * 366)),
                            lambda s: old_line()),
    cleanup.delete_expired: Recipe(lambda s, n: cleanup.delete_expired()),
    accounts.change_profile: Recipe(
        lambda s, n: accounts.change_profile(s.three(n), "Nell", "", f"About {n}")),
    accounts.change_picture: Recipe(
        lambda s, n: accounts.change_picture(s.amina, f"mint/s{n + 1}/plum/h1/afro")),
    accounts.ask_for_new_email: Recipe(
        lambda s, n: accounts.ask_for_new_email(s.amina, "amina@new.example")),
    accounts.confirm_new_email: Recipe(
        lambda s, n: accounts.confirm_new_email(s.link("email").id)),
    accounts.set_first_day: Recipe(lambda s, n: accounts.set_first_day(
        s.admin, topics=3, replies=10, links=2, mentions=2, files=False, messages=False)),
    accounts.switch_returns_on: Recipe(lambda s, n: accounts.switch_returns_on(
        s.admin, s.safeguarding, s.advisor, f"Reason {n}"), another_lead),
    accounts.switch_returns_off: Recipe(
        lambda s, n: accounts.switch_returns_off(s.admin), a_return),
    accounts.note_address_block: Recipe(
        lambda s, n: accounts.note_address_block(s.kit, "a hash"), a_return),
    accounts.delete_old_blocks: Recipe(lambda s, n: accounts.delete_old_blocks(), a_return),
    accounts.block: Recipe(lambda s, n: accounts.block(s.amina, s.ben)),
    accounts.unblock: Recipe(lambda s, n: accounts.unblock(s.amina, s.lee)),
    accounts.choose_display: Recipe(
        lambda s, n: accounts.choose_display(s.amina, {"theme": "dark"})),
    accounts.choose_letters: Recipe(lambda s, n: accounts.choose_letters(s.amina, "none")),
    accounts.stop_emails: Recipe(lambda s, n: accounts.stop_emails(s.amina, ["notices"])),
    accounts.choose_email_times: Recipe(
        lambda s, n: accounts.choose_email_times(s.amina, "22", "7")),
    access_needs.choose_access: Recipe(lambda s, n: access_needs.choose_access(
        s.amina, access_needs.AccessNeeds(emails_as="large"))),
    accounts.begin_quiet_time: Recipe(lambda s, n: accounts.begin_quiet_time(s.amina)),
    accounts.wake_address: Recipe(lambda s, n: accounts.wake_address(s.amina)),
    accounts.resume_emails: Recipe(
        lambda s, n: accounts.resume_emails(s.amina, ["messages"])),
    accounts.choose_answers: Recipe(
        lambda s, n: accounts.choose_answers(s.amina, "On Tuesdays", "22", "7")),
    accounts.choose_privacy: Recipe(
        lambda s, n: accounts.choose_privacy(s.amina, True, False)),
    accounts.choose_tags: Recipe(lambda s, n: accounts.choose_tags(
        s.amina, dict.fromkeys(accounts.preferences.TAGS[:3], "members"))),
    revisions.remove_details: Recipe(
        lambda s, n: revisions.remove_details(s.team(n), s.ben_wrote, "Fewer words", "A name")),
    revisions.delete_old_revisions: Recipe(lambda s, n: revisions.delete_old_revisions()),
    reactions.give: Recipe(lambda s, n: reactions.give(s.kit, s.post, "thank-you")),
    reactions.take_back: Recipe(
        lambda s, n: reactions.take_back(s.kit, s.post, "thank-you"),
        lambda s: reactions.give(s.kit, s.post, "thank-you")),
    folding.put_note_on_all: Recipe(
        lambda s, n: folding.put_note_on_all(s.amina, "Death and grief")),
    moderation.note_piece: Recipe(
        lambda s, n: moderation.note_piece(s.team(n), s.ben_wrote, "Seizures", "Hard to read")),
    moderation.note_person: Recipe(
        lambda s, n: moderation.note_person(s.team(n), s.kit, "Seizures", "Hard to read")),
    folding.put_on_list: Recipe(lambda s, n: folding.put_on_list(
        s.amina, ["hospital"], f"marrow {n}", None)),
    folding.take_off_list: Recipe(
        lambda s, n: folding.take_off_list(s.amina, s.names["not_today"]), wished),
    folding.fold_again: Recipe(
        lambda s, n: folding.fold_again(s.amina, s.names["not_today"]), wish_ended),
    folding.end_for: Recipe(lambda s, n: tomorrow(folding.end_for, s.amina), wished),
    reactions.delete_with_pieces: Recipe(lambda s, n: reactions.delete_with_pieces()),
    bookmarks.save_for_later: Recipe(
        lambda s, n: bookmarks.save_for_later(s.kit, "post", s.names["post"])),
    bookmarks.change_bookmark: Recipe(
        lambda s, n: bookmarks.change_bookmark(s.amina, s.names["bookmark"], f"Note {n}", None)),
    bookmarks.remove_bookmark: Recipe(
        lambda s, n: bookmarks.remove_bookmark(s.amina, s.names["bookmark"])),
    bookmarks.remind: Recipe(lambda s, n: bookmarks.remind(s.names["bookmark"]), a_due_reminder),
    following.follow: Recipe(
        lambda s, n: following.follow(s.kit, "entry", s.names["entry"])),
    following.choose_level: Recipe(
        lambda s, n: following.choose_level(s.kit, "board", s.names["board_id"], "daily")),
    daily.tell_of_day: Recipe(
        lambda s, n: daily.tell_of_day("topic", s.names["topic"], s.amina.id),
        lambda s: following.choose_level(s.amina, "topic", s.names["topic"], "daily")),
    following.unfollow: Recipe(
        lambda s, n: following.unfollow(s.amina, "topic", s.names["topic"])),
    # questions without an answer
    waiting.offer_question: Recipe(
        lambda s, n: waiting.offer_question(s.names["topic"], False)),
    waiting.end_offers: Recipe(
        lambda s, n: waiting.end_offers(s.names["topic"]),
        lambda s: waiting.take_question(s.kit, s.topic)),
    waiting.assign_next: Recipe(lambda s, n: waiting.assign_next(s.names["topic"])),
    waiting.assign_question: Recipe(
        lambda s, n: waiting.assign_question(s.moderator, s.admin, s.topic)),
    waiting.take_question: Recipe(lambda s, n: waiting.take_question(s.kit, s.topic)),
    waiting.let_question_go: Recipe(
        lambda s, n: waiting.let_question_go(s.kit, s.topic),
        lambda s: waiting.take_question(s.kit, s.topic)),
    waiting.choose_offers: Recipe(lambda s, n: waiting.choose_offers(s.outsider, True)),
    announcements.tell_everybody: Recipe(lambda s, n: announcements.tell_everybody(
        s.admin, "We meet on Friday.", "/library", date(2099, 1, 1))),
    announcements.end_announcement: Recipe(
        lambda s, n: announcements.end_announcement(s.admin, 1),
        lambda s: announcements.tell_everybody(s.admin, "We meet.", "", date(2099, 1, 1))),
    announcements.put_away: Recipe(
        lambda s, n: announcements.put_away(s.kit, 1),
        lambda s: announcements.tell_everybody(s.admin, "We meet.", "", date(2099, 1, 1))),
    first_visit.end_start: Recipe(lambda s, n: first_visit.end_start(s.kit)),
    first_visit.keep_situation: Recipe(
        lambda s, n: first_visit.keep_situation(s.kit, {"stage": "review", "age": "5-11"})),
    waiting.forget_old_offers: Recipe(lambda s, n: waiting.forget_old_offers()),
    # the forum
    forum.start_topic: Recipe(lambda s, n: forum.start_topic(s.three(n), s.board, "T", "@amina")),
    forum.reply: Recipe(lambda s, n: forum.reply(s.three(n), s.topic, "Me too, @amina.", True)),
    forum.edit: Recipe(lambda s, n: forum.edit(s.ben, s.ben_wrote, f"Other words {n}, @amina.")),
    forum.delete: Recipe(lambda s, n: forum.delete(s.ben, s.ben_wrote)),
    forum.save_board: Recipe(lambda s, n: forum.save_board(s.admin, name="The same name")),
    forum.follow: Recipe(lambda s, n: forum.follow(s.kit, s.topic)),
    forum.unfollow: Recipe(lambda s, n: forum.unfollow(s.amina, s.topic)),
    forum.mark_read: Recipe(lambda s, n: forum.mark_read(s.kit, s.topic.id, 1)),
    reading_marks.delete_old_marks: Recipe(lambda s, n: reading_marks.delete_old_marks()),
    forum.save_question: Recipe(lambda s, n: pending_questions.save_question(s.board, "May I?", "Ask.")),
    pending_questions.bind: Recipe(lambda s, n: pending_questions.bind(s.newest(PendingQuestion).id, s.three(n).id),
                                   a_question),
    pending_questions.post_question: Recipe(
        lambda s, n: pending_questions.post_question(s.amina, s.newest(PendingQuestion).id), a_question),
    forum.question_was_posted: Recipe(lambda s, n: forum.question_was_posted(
        s.amina, s.newest(PendingQuestion), s.post), a_question),
    pending_questions.forget_old_questions: Recipe(lambda s, n: pending_questions.forget_old_questions(), a_question),
    forum.summarize: Recipe(lambda s, n: forum.summarize(s.team(n), s.topic, f"In short {n}")),
    forum.pin: Recipe(lambda s, n: forum.pin(s.team(n), s.topic)),
    forum.unpin: Recipe(lambda s, n: forum.unpin(s.team(n), s.topic)),
    forum.lock: Recipe(lambda s, n: forum.lock(s.team(n), s.topic, "It is long")),
    forum.look_first: Recipe(lambda s, n: forum.look_first(s.team(n), s.topic, "Heated")),
    forum.show_at_once: Recipe(lambda s, n: forum.show_at_once(s.team(n), s.topic)),
    forum.slow_down: Recipe(lambda s, n: forum.slow_down(s.team(n), s.topic, 60, "Heated")),
    forum.end_slow: Recipe(lambda s, n: forum.end_slow(s.team(n), s.topic)),
    forum.set_board_rules: Recipe(
        lambda s, n: forum.set_board_rules(s.team(n), s.board, "first", 15, "It is lively")),
    forum.reopen: Recipe(lambda s, n: forum.reopen(s.topic.id), closed_until_now),
    forum.unlock: Recipe(lambda s, n: forum.unlock(s.team(n), s.topic)),
    forum.move: Recipe(lambda s, n: forum.move(s.team(n), s.topic, s.other_board)),
    forum.tag_topic: Recipe(
        lambda s, n: forum.tag_topic(s.team(n), s.topic, [("wales", "5-11", "refused")[n]])),
    forum.choose_sheet: Recipe(lambda s, n: forum.choose_sheet(
        s.team(n), s.topic, ("sheet", "none", "tags")[n], (s.sheet.id, None, None)[n])),
    # tags
    tags.add_first_tags: Recipe(lambda s, n: tags.add_first_tags(), without_tags),
    tags.add_tag: Recipe(lambda s, n: tags.add_tag(s.admin, "region", "Cornwall")),
    tags.change_tag: Recipe(lambda s, n: tags.change_tag(s.admin, s.tag, f"Name {n}", 3)),
    tags.merge_tag: Recipe(lambda s, n: tags.merge_tag(s.admin, s.tag, s.other_tag)),
    tags.retire_tag: Recipe(lambda s, n: tags.retire_tag(s.admin, s.tag)),
    tags.restore_tag: Recipe(lambda s, n: tags.restore_tag(s.admin, s.tag),
                             lambda s: tags.retire_tag(s.admin, s.tag)),
    # search
    synonyms.add_first_synonyms: Recipe(lambda s, n: synonyms.add_first_synonyms(),
                                        without_synonyms),
    synonyms.add_synonyms: Recipe(
        lambda s, n: synonyms.add_synonyms(s.admin, ["bus pass", "travel card"])),
    synonyms.change_synonyms: Recipe(
        lambda s, n: synonyms.change_synonyms(s.admin, s.synonyms, ["bus pass", f"card {n}"])),
    synonyms.remove_synonyms: Recipe(
        lambda s, n: synonyms.remove_synonyms(s.admin, s.names["synonyms"])),
    # what readers say of sheets
    feedback.count_help: Recipe(lambda s, n: feedback.count_help(
        s.sheet.id, n == 0, date(2026, 11, 1))),
    feedback.say_what_is_missing: Recipe(lambda s, n: feedback.say_what_is_missing(
        s.sheet.id, f"More of {n}")),
    feedback.answer_remark: Recipe(lambda s, n: feedback.answer_remark(
        s.admin, s.remark, "What about Wales?", f"Answer {n}")),
    feedback._forget_closed: Recipe(lambda s, n: feedback._forget_closed()),
    feedback.close_remark: Recipe(lambda s, n: feedback.close_remark(s.admin, s.remark)),
    feedback.ask_for_format: Recipe(lambda s, n: feedback.ask_for_format(
        s.three(n).id, s.sheet, "polish")),
    feedback.promise_format: Recipe(lambda s, n: feedback.promise_format(
        s.admin, s.wish, s.advisor, date(2099, 1, n + 1))),
    feedback.format_is_there: Recipe(lambda s, n: feedback.format_is_there(s.admin, s.wish)),
    # handouts
    handouts.write_glance: Recipe(lambda s, n: handouts.write_glance(
        s.admin, s.sheet, [f"Point {n}"], "Ask.")),
    handouts.ask_for_pack: Recipe(lambda s, n: handouts.ask_for_pack("pdf", [s.sheet.id])),
    handouts.forget_old_packs: Recipe(lambda s, n: handouts.forget_old_packs()),
    pack_files.keep_file: Recipe(lambda s, n: pack_files.keep_file(1, f"{n}.pdf", 1, 9)),
    pack_files.fail: Recipe(lambda s, n: pack_files.fail(1)),
    # templates of members
    member_templates.write_template: Recipe(lambda s, n: member_templates.write_template(
        s.three(n), title="The same title", **TEMPLATE)),
    member_templates.change_template: Recipe(lambda s, n: member_templates.change_template(
        s.amina, s.own_template, title=f"Title {n}", **TEMPLATE)),
    member_templates.send_template: Recipe(
        lambda s, n: member_templates.send_template(s.amina, s.own_template)),
    member_templates.take_back: Recipe(
        lambda s, n: member_templates.take_back(s.amina, s.template)),
    member_templates.mend_template: Recipe(lambda s, n: member_templates.mend_template(
        s.team(n), s.sent_template, title=f"Title {n}", **TEMPLATE)),
    member_templates.publish_template: Recipe(
        lambda s, n: member_templates.publish_template(s.team(n), s.sent_template)),
    member_templates.ask_for_change: Recipe(lambda s, n: member_templates.ask_for_change(
        s.team(n), s.sent_template, "", "Please take the name out.")),
    member_templates.decline_template: Recipe(lambda s, n: member_templates.decline_template(
        s.team(n), s.sent_template, "", "It is not yours.")),
    member_templates.count_download: Recipe(
        lambda s, n: member_templates.count_download(s.names["template"], date(2026, 1, 1))),
    # glossary
    glossary.add_first_terms: Recipe(lambda s, n: glossary.add_first_terms(s.admin)),
    glossary.add_term: Recipe(lambda s, n: glossary.add_term(
        s.admin, name="Nominee", meaning="Who looks after it.", source="The rules")),
    glossary.change_term: Recipe(lambda s, n: glossary.change_term(
        s.admin, s.term, name=f"Name {n}", meaning="Money.", source="The law",
        source_address="")),
    glossary.retire_term: Recipe(lambda s, n: glossary.retire_term(s.admin, s.term)),
    glossary.restore_term: Recipe(lambda s, n: glossary.restore_term(s.admin, s.term),
                                  lambda s: glossary.retire_term(s.admin, s.term)),
    forum.split: Recipe(lambda s, n: forum.split(s.team(n), s.topic, [2], "Apart", s.board, "Two subjects")),
    forum.move_posts: Recipe(lambda s, n: forum.move_posts(s.team(n), *s.two_topics, [2], "Two subjects")),
    forum.merge: Recipe(lambda s, n: forum.merge(s.team(n), *s.two_topics, "The same")),
    forum.reveal: Recipe(lambda s, n: forum.reveal(s.team(n), s.unnamed_post, "A worry")),
    counters.mend: Recipe(lambda s, n: counters.mend(s.names["topic"])),
    counters.mend_board: Recipe(lambda s, n: counters.mend_board(s.names["board_id"])),
    # blogs
    blogs.save_entry: Recipe(lambda s, n: blogs.save_entry(
        s.amina, s.draft, title="The same title", text=f"Words {n}")),
    blogs.save_and_publish: Recipe(lambda s, n: blogs.save_and_publish(
        s.amina, title="The same title", text=f"Words {n}")),
    blogs.publish: Recipe(lambda s, n: blogs.publish(s.amina, s.draft)),
    blogs.unpublish: Recipe(lambda s, n: blogs.unpublish(s.amina, s.entry)),
    blogs.delete: Recipe(lambda s, n: blogs.delete(s.amina, s.entry)),
    blogs.comment: Recipe(lambda s, n: blogs.comment(s.three(n), s.entry, "So glad, @kit.")),
    reading.mark_read: Recipe(lambda s, n: reading.mark_read(s.kit, s.entry.id, 1)),
    blogs.edit_comment: Recipe(lambda s, n: blogs.edit_comment(s.amina, s.comment, f"Words {n}")),
    blogs.delete_comment: Recipe(lambda s, n: blogs.delete_comment(s.amina, s.comment)),
    # messages
    messages.start: Recipe(lambda s, n: messages.start(s.ben, s.advisor, "Hello", "the same")),
    messages.send: Recipe(lambda s, n: messages.send(s.amina, s.talk, "Hello", f"client {n}")),
    messages.edit: Recipe(lambda s, n: messages.edit(s.amina, s.message, f"Hello {n}").id),
    drafts.save_draft: Recipe(lambda s, n: drafts.save_draft(
        s.amina, "ask/", f"window{n}", {"text": f"Words {n}"}, Tokens([], [("ask/", "window")])).id),
    drafts.discard: Recipe(lambda s, n: drafts.discard(s.amina, Tokens([(s.names["saved"], 1)], []))),
    drafts.discard_all: Recipe(lambda s, n: drafts.discard_all(s.amina)),
    old_drafts.delete_old_drafts: Recipe(lambda s, n: old_drafts.delete_old_drafts()),
    replies.send_reply: Recipe(lambda s, n: replies.send_reply(
        s.amina, s.talk, s.reply_address, "Yes, please", "a" * 64), unanswered),
    replies.hold_reply: Recipe(lambda s, n: replies.hold_reply(
        s.amina, s.talk, s.reply_address, "Yes, please", "b" * 64, "unsure")),
    topic_replies.post_reply: Recipe(lambda s, n: topic_replies.post_reply(
        s.amina, s.topic_address, f"Yes {n}", "t" * 64),
        lambda s: setattr(s.amina, "preferences", {ANSWERS_TOPICS: True})),
    topic_replies.keep_as_draft: Recipe(lambda s, n: topic_replies.keep_as_draft(
        s.amina, s.topic_address, f"Yes {n}", "t" * 64, "unsure")),
    topic_replies.choose_answers: Recipe(
        lambda s, n: topic_replies.choose_answers(s.amina, True)),
    replies.tell_of_other_sender: Recipe(
        lambda s, n: replies.tell_of_other_sender(s.amina, s.reply_address)),
    replies.send_held: Recipe(lambda s, n: replies.send_held(s.amina, s.names["held_reply"], "Yes")),
    replies.delete_held: Recipe(lambda s, n: replies.delete_held(s.amina, s.names["held_reply"])),
    old_replies.delete_old_replies: Recipe(lambda s, n: old_replies.delete_old_replies()),
    retention.erase_words: Recipe(lambda s, n: retention.erase_words()),
    messages.take_away: Recipe(lambda s, n: messages.take_away(s.amina, s.message)),
    messages.mark_read: Recipe(lambda s, n: messages.mark_read(s.amina, s.talk, 2)),
    messages.mark_delivered: Recipe(lambda s, n: messages.mark_delivered(s.ben, s.talk, 2)),
    messages.accept: Recipe(lambda s, n: messages.accept(s.amina, s.knock)),
    messages.decline: Recipe(lambda s, n: messages.decline(s.amina, s.knock)),
    conversation_retention.keep: Recipe(lambda s, n: conversation_retention.keep(s.amina, s.talk)),
    conversation_retention.tell_of_end: Recipe(
        lambda s, n: conversation_retention.tell_of_end(s.names["talk"]), long_still),
    conversation_retention.erase_conversation: Recipe(
        lambda s, n: conversation_retention.erase_conversation(s.names["talk"]),
        told_of_end),
    closed_conversations.close: Recipe(lambda s, n: closed_conversations.close(s.amina, s.talk, True)),
    messages.mute: Recipe(lambda s, n: messages.mute(s.amina, s.talk, True)),
    # backups
    backups.note_run: Recipe(
        lambda s, n: backups.note_run("made", "", 0, 1.0, "No space left on device")),

    # the library
    folder_upload.take: Recipe(lambda s, n: folder_upload.take(
        s.advisor, None, "a.md", "a place", "digest", title="The same title", **SHEET)),
    folder_upload.send_folder: Recipe(lambda s, n: folder_upload.send_folder(
        s.advisor, "planning", [("a.md", "none.bin")])),
    folder_upload.begin: Recipe(lambda s, n: folder_upload.begin(s.folder, 9)),
    folder_upload.note: Recipe(lambda s, n: folder_upload.note(
        s.folder, folder_upload.Result("a.md", "new", "A new draft."))),
    folder_upload.finish: Recipe(lambda s, n: folder_upload.finish(s.folder, [])),
    folder_upload.forget_old_folders: Recipe(lambda s, n: folder_upload.forget_old_folders()),
    library.write_sheet: Recipe(
        lambda s, n: library.write_sheet(s.advisor, True, title="The same title", **SHEET)),
    library.change: Recipe(lambda s, n: library.change(
        s.admin, s.sheet, title="Your plan", original=Original("pdf", "a.pdf", b"%PDF-1.4", 1),
        **SHEET)),
    questions.write_question: Recipe(
        lambda s, n: questions.write_question(s.advisor, True, title="The same?", **QUESTION)),
    questions.change: Recipe(lambda s, n: questions.change(
        s.advisor, s.question, title=f"Who pays {n}?", change_note="Why", **QUESTION)),
    questions.publish: Recipe(lambda s, n: questions.publish(s.advisor, s.draft_question)),
    questions.unpublish: Recipe(lambda s, n: questions.unpublish(s.advisor, s.question)),
    questions.mark_checked: Recipe(lambda s, n: questions.mark_checked(s.advisor, s.question)),
    reading_ages.measure_all: Recipe(lambda s, n: reading_ages.measure_all()),
    library.publish: Recipe(lambda s, n: library.publish(s.admin, s.unready)),
    library.unpublish: Recipe(lambda s, n: library.unpublish(s.admin, s.sheet)),
    library.mark_checked: Recipe(lambda s, n: library.mark_checked(s.admin, s.sheet)),
    review.send_for_review: Recipe(lambda s, n: review.send_for_review(s.admin, s.unready)),
    review.approve: Recipe(lambda s, n: review.approve(s.admin, s.unready), sent_for_review),
    review.ask_for_change: Recipe(
        lambda s, n: review.ask_for_change(s.admin, s.unready, f"Shorter {n}"), sent_for_review),
    review.publish_now: Recipe(lambda s, n: review.publish_now(s.admin, s.unready)),
    review.publish_without_review: Recipe(
        lambda s, n: review.publish_without_review(s.admin, s.unready, "I am alone.")),
    review.discard_change: Recipe(
        lambda s, n: review.discard_change(s.admin, s.sheet), change_waits),
    scheduling.schedule: Recipe(
        lambda s, n: scheduling.schedule(s.admin, s.unready, day_to_come(n + 1))),
    scheduling.unschedule: Recipe(
        lambda s, n: scheduling.unschedule(s.admin, s.unready), its_day_came),
    scheduling.publish_on_its_day: Recipe(
        lambda s, n: scheduling.publish_on_its_day(s.admin, s.unready), its_day_came),
    original_reading.keep_reading: Recipe(lambda s, n: original_reading.keep_reading(
        s.names["sheet"], HELD_KEY, Extraction(f"Words {n}", {"no-tags": 1}), ""),
        document_is_held),
    held_originals.release: Recipe(lambda s, n: held_originals.release(
        s.names["sheet"], HELD_KEY), document_is_held),
    held_originals.remove_harmful: Recipe(lambda s, n: held_originals.remove_harmful(
        s.names["sheet"], HELD_KEY), document_is_held),
    harmful_files.note_harmful_file: Recipe(
        lambda s, n: harmful_files.note_harmful_file("Eicar-Signature")),
    checks.remind_of_check: Recipe(
        lambda s, n: checks.remind_of_check("sheet", s.names["sheet"]), check_is_late),
    library.ask_for_easy: Recipe(lambda s, n: library.ask_for_easy(s.sheet), no_easy_read),
    library.replace: Recipe(lambda s, n: library.replace(s.admin, s.unready, s.sheet)),
    media_actions.add_media: Recipe(lambda s, n: media_actions.add_media(
        s.admin, s.unready, MediaFile("main", "film.mp4", f"{n:040d}.mp4", "video/mp4", 9, 9, "",
                                      clock.now().isoformat(), "a.mp4"))),
    media_actions.remove_media: Recipe(
        lambda s, n: media_actions.remove_media(s.admin, s.unready, "film.mp4")),
    media_actions.say_of_media: Recipe(
        lambda s, n: media_actions.say_of_media(s.admin, s.unready, True, None)),
    library.add_easy_picture: Recipe(lambda s, n: library.add_easy_picture(
        s.admin, s.sheet, "0" * 32 + ".webp", "A blue folder", (300, 200))),
    library.remove_easy_picture: Recipe(
        lambda s, n: library.remove_easy_picture(s.admin, s.sheet, 1)),
    translating.start_translation: Recipe(
        lambda s, n: translating.start_translation(s.admin, s.sheet, "cy")),
    translating.name_translator: Recipe(
        lambda s, n: translating.name_translator(s.admin, s.newest(Sheet), f"Siân {n}"),
        in_welsh),
    translating.translation_is_right: Recipe(
        lambda s, n: translating.translation_is_right(s.admin, s.newest(Sheet)), in_welsh),
    translating.set_language: Recipe(
        lambda s, n: translating.set_language(s.admin, s.sheet, ("cy", "pl", "ur")[n])),
    library.count_download: Recipe(
        lambda s, n: library.count_download(s.names["sheet"], "pdf", date(2026, 1, 1))),
    pdf_files._keep: Recipe(
        lambda s, n: pdf_files._keep(s.names["sheet"], "pdf", "key.pdf", (9_000, 1), "mark")),
    accounts.ban: Recipe(lambda s, n: accounts.ban(s.moderator, s.ben, "Unkind words").id),
    # moderation
    moderation.report: Recipe(lambda s, n: moderation.report(s.kit, s.post, "unkind", f"{n}")),
    moderation.report_by_rule: Recipe(
        lambda s, n: moderation.report_by_rule(s.post, "danger-possible")),
    safeguarding.tell_team: Recipe(lambda s, n: safeguarding.tell_team(s.three(n), f"Help {n}")),
    safeguarding.save_rules: Recipe(lambda s, n: safeguarding.save_rules(
        s.safeguarding, f"possible: a new phrase {n}", "A new word")),
    safeguarding.hand_over: Recipe(lambda s, n: safeguarding.hand_over(s.team(n), s.case)),
    safeguarding.open_by_hand: Recipe(
        lambda s, n: safeguarding.open_by_hand(s.safeguarding, "other", f"She rang {n}").id > 0),
    safeguarding.accept: Recipe(
        lambda s, n: safeguarding.accept(s.safeguarding, s.safety), nobody_has_it),
    safeguarding.offer: Recipe(
        lambda s, n: safeguarding.offer(s.safeguarding, s.safety, s.advisor, "My holiday"),
        another_lead),
    safeguarding.look: Recipe(lambda s, n: safeguarding.look(
        s.safeguarding, s.safety, f"Reason {n}", s.safety_evidence).id > 0),
    safeguarding.note: Recipe(
        lambda s, n: safeguarding.note(s.safeguarding, s.safety, f"Note {n}").id > 0),
    safeguarding.add_evidence: Recipe(lambda s, n: safeguarding.add_evidence(
        s.safeguarding, s.safety, "A call", f"He said {n}").id > 0),
    safeguarding.tell: Recipe(lambda s, n: safeguarding.tell(
        s.safeguarding, s.safety, Told("police", date(2026, 1, 1), f"Helen {n}")).id > 0),
    safeguarding.decide: Recipe(lambda s, n: safeguarding.decide(
        s.safeguarding, s.safety, "none", "All is well", close=True)),
    safeguarding.do_steps: Recipe(
        lambda s, n: safeguarding.do_steps(s.safeguarding, s.safety, ["now", "999"])),
    safeguarding.prepare_pdf: Recipe(lambda s, n: safeguarding.prepare_pdf(
        s.safeguarding, s.safety, f"Agency {n}", "They asked").id > 0),
    safeguarding.keep: Recipe(lambda s, n: safeguarding.keep(
        s.safeguarding, s.safety, date(2040, 1, 1), f"Reason {n}")),
    safeguarding.destroy: Recipe(lambda s, n: safeguarding.destroy(s.names["safety"]), its_day),
    safeguarding.open_conversation: Recipe(lambda s, n: safeguarding.open_conversation(
        s.safeguarding, s.amina, s.ben, "danger", f"Reason {n}", n == 1).id > 0),
    safeguarding.withhold: Recipe(lambda s, n: safeguarding.withhold(
        s.advisor, s.access, "They may be hurt", date(2026, 12, 1)), untold),
    safeguarding.tell_now: Recipe(
        lambda s, n: safeguarding.tell_now(s.safeguarding, s.access), untold),
    safeguarding.tell_when_due: Recipe(
        lambda s, n: safeguarding.tell_when_due(s.names["access"]), untold),
    safeguarding.ask_for_review: Recipe(lambda s, n: safeguarding.ask_for_review(s.access), untold),
    safeguarding.destroy_access: Recipe(
        lambda s, n: safeguarding.destroy_access(s.names["access"]), old_access),
    safeguarding.dismiss_signal: Recipe(lambda s, n: safeguarding.dismiss_signal(
        s.safeguarding, s.newest(ReturnSignal), "His sister"), a_return),
    safeguarding.show_messages: Recipe(lambda s, n: safeguarding.show_messages(
        (s.amina, s.ben)[n % 2], s.talk, [1], "danger", f"Help {n}").id > 0),
    moderation.settle: Recipe(
        lambda s, n: moderation.settle(s.team(n), s.report, "hidden", "It is unkind")),
    moderation.hide: Recipe(lambda s, n: moderation.hide(s.moderator, s.post, "It is unkind")),
    moderation.restore: Recipe(lambda s, n: moderation.restore(s.team(n), s.post),
                               lambda s: moderation.hide(s.moderator, s.post, "Unkind")),
    moderation.hold: Recipe(lambda s, n: moderation.hold(s.moderator, s.post, "Let us look")),
    moderation.release: Recipe(lambda s, n: moderation.release(s.team(n), s.held_comment)),
    moderation.look_at_person: Recipe(lambda s, n: moderation.look_at_person(
        s.moderator, s.ben, clock.now() + timedelta(days=7), "Unkind words")),
    moderation.end_approval: Recipe(lambda s, n: moderation.end_approval(s.team(n), s.ben)),
    moderation.set_kind_rule: Recipe(
        lambda s, n: moderation.set_kind_rule(s.team(n), "comment", "first", "Adverts")),
    moderation.suspend: Recipe(
        lambda s, n: moderation.suspend(s.moderator, s.ben, None, "Unkind words")),
    moderation.lift_suspension: Recipe(
        lambda s, n: moderation.lift_suspension(s.team(n), s.suspended)),
    moderation.claim: Recipe(lambda s, n: moderation.claim(s.moderator, s.case)),
    moderation.let_go: Recipe(lambda s, n: moderation.let_go(s.moderator, s.case),
                              lambda s: moderation.claim(s.moderator, s.case)),
    moderation.decide: Recipe(lambda s, n: moderation.decide(
        s.team(n), s.case, "hide", CHOICE) is not None),
    moderation.decide_all: Recipe(lambda s, n: moderation.decide_all(
        s.team(n), [s.names["case"]], "hide", CHOICE)),
    moderation.note: Recipe(lambda s, n: moderation.note(s.team(n), s.case, f"Note {n}").id > 0),
    moderation.undo: Recipe(lambda s, n: moderation.undo(s.team(n), s.newest(DecisionNotice)),
                            a_decision),
    moderation.appeal: Recipe(lambda s, n: moderation.appeal(
        s.newest(DecisionNotice), f"Why {n}?").id > 0, a_decision),
    moderation.answer: Recipe(
        lambda s, n: moderation.answer(s.newest(Appeal), f"Because {n}").id > 0, an_appeal),
    moderation.decide_appeal: Recipe(lambda s, n: moderation.decide_appeal(
        s.team(max(n, 1)), s.newest(Case), "overturned", "You are right"), an_appeal),
    moderation.choose_news: Recipe(lambda s, n: moderation.choose_news(s.kit, s.report, False)),
    moderation.choose_veil: Recipe(lambda s, n: moderation.choose_veil(
        s.moderator, "blur", "grey")),
    moderation.next_case: Recipe(lambda s, n: bool(moderation.next_case(s.team(n)))),
    # who looks after which cases
    moderation.add_route: Recipe(lambda s, n: moderation.add_route(
        s.moderator, s.moderator, opened_by="report", reason="unkind")),
    moderation.remove_route: Recipe(lambda s, n: moderation.remove_route(
        s.moderator, s.names["route"])),
    # looking at cases
    moderation.look_at_case: Recipe(
        lambda s, n: moderation.look_at_case(s.moderator, s.case, "Asked to")),
    looks.delete_old_looks: Recipe(lambda s, n: looks.delete_old_looks()),
    # notes about members
    moderation.write_member_note: Recipe(lambda s, n: moderation.write_member_note(
        s.team(n), s.ben, f"Fact {n}").id > 0),
    moderation.renew_member_note: Recipe(lambda s, n: moderation.renew_member_note(
        s.team(n), s.newest(MemberNote), "Again")),
    moderation.withhold_member_note: Recipe(lambda s, n: moderation.withhold_member_note(
        s.safeguarding, s.newest(MemberNote), "Danger", DAY)),
    moderation.show_member_note: Recipe(lambda s, n: moderation.show_member_note(
        s.safeguarding, s.newest(MemberNote)), a_withheld_note),
    moderation.delete_member_note: Recipe(lambda s, n: moderation.delete_member_note(
        s.team(n), s.names["member_note"])),
    moderation.answer_member_note: Recipe(lambda s, n: moderation.answer_member_note(
        s.amina, s.newest(MemberNote), f"Because {n}")),
    member_notes.delete_faded_notes: Recipe(
        lambda s, n: member_notes.delete_faded_notes(), a_faded_note),
    member_notes.remind_of_withheld: Recipe(
        lambda s, n: member_notes.remind_of_withheld(), a_withheld_note),
    # supporting each other
    moderation.ask_opinion: Recipe(lambda s, n: moderation.ask_opinion(
        s.moderator, s.case, s.safeguarding, "What do you think?").id > 0),
    moderation.give_opinion: Recipe(lambda s, n: moderation.give_opinion(
        s.safeguarding, s.case, True, "Yes").id > 0,
        lambda s: moderation.ask_opinion(s.moderator, s.case, s.safeguarding, "")),
    moderation.write_debrief: Recipe(lambda s, n: moderation.write_debrief(
        s.moderator, f"Hard {n}").id > 0),
    moderation.answer_debrief: Recipe(lambda s, n: moderation.answer_debrief(
        s.safeguarding, s.newest(DebriefNote), "Let us talk.").id),
    moderation.delete_debrief: Recipe(lambda s, n: moderation.delete_debrief(
        s.moderator, s.names["debrief"])),
    moderation.thank: Recipe(lambda s, n: moderation.thank(
        s.safeguarding, s.moderator, "kind", f"{n}").id > 0),
    moderation.thank_for_report: Recipe(lambda s, n: moderation.thank_for_report(
        s.kit, s.report, "kind", "").id, lambda s: moderation.settle(
            s.moderator, s.report, "left", "", "We looked.")),
    moderation.delete_thanks: Recipe(lambda s, n: moderation.delete_thanks(
        s.moderator, s.names["thanks"])),
    moderation.delete_old_support: Recipe(lambda s, n: moderation.delete_old_support()),
    # looking after oneself while one moderates
    moderation.take_break: Recipe(lambda s, n: moderation.take_break(
        s.moderator, clock.now() + timedelta(days=1)).id > 0),
    moderation.end_break: Recipe(lambda s, n: moderation.end_break(s.moderator),
                                 lambda s: moderation.take_break(
                                     s.moderator, clock.now() + timedelta(days=1))),
    moderation.put_break_off: Recipe(lambda s, n: moderation.put_break_off(s.moderator),
                                     lambda s: moderation.claim(s.moderator, s.case)),
    moderation.choose_subjects: Recipe(
        lambda s, n: moderation.choose_subjects(s.moderator, ["death"])),
    moderation.set_break_rules: Recipe(
        lambda s, n: moderation.set_break_rules(s.safeguarding, 4, 2).id),
    moderation.delete_old_breaks: Recipe(lambda s, n: moderation.delete_old_breaks()),
    # joining by request
    membership.delete_declined_words: Recipe(
        lambda s, n: membership.delete_declined_words(), declined_long_ago),
    accounts.let_in: Recipe(lambda s, n: accounts.let_in(s.waiting)),
    accounts.set_joining_rules: Recipe(lambda s, n: accounts.set_joining_rules(s.admin, True, 30)),
    membership.ask: Recipe(lambda s, n: membership.ask(s.waiting, "I would like to talk."),
                           declined_long_ago),
    membership.question: Recipe(lambda s, n: membership.question(
        s.team(n), s.names["join_request"], "How did you find us?")),
    membership.answer: Recipe(
        lambda s, n: membership.answer(s.waiting, s.names["join_request"], "Through a friend."),
        lambda s: membership.question(s.moderator, s.names["join_request"], "How?")),
    membership.accept: Recipe(lambda s, n: membership.accept(s.team(n), s.names["join_request"])),
    membership.decline: Recipe(lambda s, n: membership.decline(
        s.team(n), s.names["join_request"], "This is for families.")),
    # boards that ask first
    forum.ask_to_join: Recipe(lambda s, n: forum.ask_to_join(
        s.three(n), s.other_closed, "I am up at night.")),
    forum.withdraw_request: Recipe(lambda s, n: forum.withdraw_request(
        s.amina, s.names["board_request"])),
    forum.ask_back: Recipe(lambda s, n: forum.ask_back(
        s.team(n), s.names["board_request"], "Who do you care for?")),
    forum.answer_team: Recipe(
        lambda s, n: forum.answer_team(s.amina, s.names["board_request"], "For my mother."),
        lambda s: forum.ask_back(s.moderator, s.names["board_request"], "Who is it?")),
    forum.accept_request: Recipe(lambda s, n: forum.accept_request(
        s.team(n), s.names["board_request"])),
    forum.decline_request: Recipe(lambda s, n: forum.decline_request(
        s.team(n), s.names["board_request"], "others", "Not now.")),
    forum.add_member: Recipe(lambda s, n: forum.add_member(s.team(n), s.closed_board, s.outsider)),
    forum.remove_member: Recipe(lambda s, n: forum.remove_member(
        s.team(n), s.closed_board, s.ben, "You asked for names.")),
    forum.leave_board: Recipe(lambda s, n: forum.leave_board(s.ben, s.closed_board)),
    forum.show_membership: Recipe(lambda s, n: forum.show_membership(
        s.ben, s.closed_board, True)),
    board_members.forget_old_requests: Recipe(
        lambda s, n: board_members.forget_old_requests(), answered_long_ago),
    # peer advisors, and requests for one
    advising.save_profile: Recipe(lambda s, n: advising.save_profile(
        s.advisor, "I know plans.", {"stage": ["first-plan"], "situation": ["nights"]})),
    advising.set_hours: Recipe(lambda s, n: advising.set_hours(s.advisor, Hours(3, (1, 2)))),
    advising.say_free: Recipe(lambda s, n: advising.say_free(s.advisor)),
    advising.end_free: Recipe(lambda s, n: advising.end_free(s.advisor)),
    advising.record_training: Recipe(lambda s, n: advising.record_training(
        s.admin, s.advisor, f"Training {n}", DAY, date(2098, 1, 1))),
    advising.set_offer_hours: Recipe(lambda s, n: advising.set_offer_hours(s.admin, 24)),
    advising.ask: Recipe(lambda s, n: advising.ask(s.kit, "May we talk?", s.advisor)),
    advising.cancel: Recipe(lambda s, n: advising.cancel(s.amina, s.names["support"])),
    advising.open_to_all: Recipe(lambda s, n: advising.open_to_all(s.amina, s.names["support"])),
    advising.accept: Recipe(lambda s, n: advising.accept(s.advisor, s.amina, s.names["support"])),
    advising.decline: Recipe(lambda s, n: advising.decline(s.advisor, s.names["support"])),
    advising.finish: Recipe(lambda s, n: advising.finish(s.amina, s.names["match"])),
    advising.answer: Recipe(
        lambda s, n: advising.answer(s.advisor, s.amina, s.names["match"], "another")),
    advising.end_for_them: Recipe(
        lambda s, n: advising.end_for_them(s.admin, s.names["match"]), nobody_said_how_it_ends),
    advising.agree: Recipe(lambda s, n: advising.agree(s.amina)),
    advising.rate: Recipe(lambda s, n: advising.rate(s.amina, s.names["match"], 3)),
    advising.withdraw_rating: Recipe(
        lambda s, n: advising.withdraw_rating(s.amina, s.names["match"]),
        lambda s: advising.rate(s.amina, s.names["match"], 3)),
    advising.look_after: Recipe(
        lambda s, n: advising.look_after(s.names["match"]), four_weeks_later),
    advising.count_contacts_of: Recipe(
        lambda s, n: advising.count_contacts_of(s.names["match"])),
    advising.forget_old_matches: Recipe(
        lambda s, n: advising.forget_old_matches(), long_finished),
    advising.remind_advisor: Recipe(lambda s, n: advising.remind_advisor(1), advisors_training_ends),
    advising.pause_unheard: Recipe(lambda s, n: advising.pause_unheard(
        1, s.support.asked_at), two_ran_out),
    advising.pass_on: Recipe(lambda s, n: advising.pass_on(s.names["support"]), twelve_hours_later),
    advising.assign: Recipe(
        lambda s, n: advising.assign(s.admin, s.advisor, s.names["support"])),
    advising.forget_old_requests: Recipe(
        lambda s, n: advising.forget_old_requests(), long_taken_back),
    advising.keep_words: Recipe(lambda s, n: advising.keep_words("May we talk?", s.advisor.id)),
    advising.bind: Recipe(lambda s, n: advising.bind(
        s.newest(PendingRequest).id, s.three(n).id), kept_words),
    advising.forget_words: Recipe(lambda s, n: advising.forget_words(s.kit, 1), kept_words),
    advising.forget_old_words: Recipe(lambda s, n: advising.forget_old_words(), kept_words),
    # standing in for an advisor, and looking after advisors
    cover.go_away: Recipe(lambda s, n: cover.go_away(s.advisor, Away(clock.now().date()))),
    cover.come_back: Recipe(lambda s, n: cover.come_back(s.admin, s.names["absence"])),
    cover.write_note: Recipe(
        lambda s, n: cover.write_note(s.advisor, s.newest(FamilyCover).id, "They practise."),
        she_is_away),
    cover.answer_cover: Recipe(
        lambda s, n: cover.answer_cover(s.advisor, s.names["cover_request"], yes=True)),
    cover.assign_cover: Recipe(
        lambda s, n: cover.assign_cover(s.admin, s.advisor, s.names["absence"])),
    cover.look_at_absence: Recipe(lambda s, n: cover.look_at_absence(s.names["absence"])),
    cover.forget_old_absences: Recipe(lambda s, n: cover.forget_old_absences(), back_long_ago),
    cover.make_task: Recipe(
        lambda s, n: cover.make_task(s.names["match_talk"]), nobody_has_seen_to_it),
    cover.pass_task_on: Recipe(
        lambda s, n: cover.pass_task_on(s.names["answer_task"]), the_cover_has_it),
    cover.close_answered: Recipe(
        lambda s, n: cover.close_answered(s.names["answer_task"]), she_has_answered),
    cover.settle_task: Recipe(lambda s, n: cover.settle_task(s.admin, s.names["answer_task"])),
    cover.need_no_answer: Recipe(lambda s, n: cover.need_no_answer(s.advisor, s.names["match_talk"])),
    cover.set_answer_hours: Recipe(lambda s, n: cover.set_answer_hours(s.admin, 24)),
    cover.forget_old_tasks: Recipe(lambda s, n: cover.forget_old_tasks(), seen_to_long_ago),
    cover.take_cover: Recipe(
        lambda s, n: cover.take_cover(
            s.amina, s.advisor, s.names["family_cover"], "Hello Maya.", Gives()), she_stands_in),
    cover.wait_for_return: Recipe(
        lambda s, n: cover.wait_for_return(s.amina, s.names["family_cover"])),
    cover.look_elsewhere: Recipe(
        lambda s, n: cover.look_elsewhere(s.amina, s.names["family_cover"])),
    supervision.note_load: Recipe(lambda s, n: supervision.note_load(s.advisor, Load(4))),
    supervision.delete_note: Recipe(
        lambda s, n: supervision.delete_note(s.advisor, s.names["load_note"])),
    supervision.limit_capacity: Recipe(
        lambda s, n: supervision.limit_capacity(s.admin, s.advisor, 3)),
    supervision.plan_debrief: Recipe(lambda s, n: supervision.plan_debrief(s.admin, s.advisor)),
    supervision.book_debrief: Recipe(lambda s, n: supervision.book_debrief(
        s.admin, s.names["advisor_talk"], clock.now() + timedelta(days=1), "By phone")),
    supervision.finish_debrief: Recipe(
        lambda s, n: supervision.finish_debrief(s.admin, s.names["advisor_talk"])),
    supervision.set_rules: Recipe(lambda s, n: supervision.set_rules(s.admin, 3, 14)),
    supervision.forget_old_notes: Recipe(lambda s, n: supervision.forget_old_notes()),
    # the queue while nobody of the team is there
    handover.note_visit: Recipe(lambda s, n: handover.note_visit(s.moderator)),
    handover.set_hours: Recipe(lambda s, n: handover.set_hours(s.safeguarding, 3, 24)),
    handover.release: Recipe(lambda s, n: tomorrow(
        handover.release, s.outsider, s.held_comment, s.held_comment.all_words), a_helper),
    handover.release_by_rule: Recipe(lambda s, n: tomorrow(
        handover.release_by_rule, s.held_comment, s.held_comment.all_words), long_unattended),
    handover.note_reading: Recipe(lambda s, n: handover.note_reading(s.moderator)),
    handover.leave_remark: Recipe(lambda s, n: handover.leave_remark(s.team(n), "All is well.")),
    handover.write_note_of_shift: Recipe(lambda s, n: handover.write_note_of_shift(),
                                         a_shift_has_begun),
    # the training of moderators
    training.tick: Recipe(lambda s, n: training.tick(s.moderator, ITEMS)),
    training.extend: Recipe(lambda s, n: training.extend(
        s.safeguarding, s.moderator, 30, "She was ill.") is not None, training_ends),
    training.remind_of_training: Recipe(lambda s, n: training.remind_of_training(), training_ends),
    training.delete_old_training: Recipe(lambda s, n: training.delete_old_training()),
    # the rota and alarms
    rota.add_shift: Recipe(lambda s, n: rota.add_shift(
        s.moderator, s.moderator, date(2026, 1, 1), time(18), time(21))),
    rota.end_shift: Recipe(lambda s, n: rota.end_shift(s.moderator, s.shift)),
    rota.ask_swap: Recipe(lambda s, n: rota.ask_swap(
        s.moderator, s.shift, s.shift.day + timedelta(days=7))),
    rota.take_swap: Recipe(lambda s, n: rota.take_swap(s.safeguarding, s.swap)),
    rota.agree_swap: Recipe(lambda s, n: rota.agree_swap(s.moderator, s.swap),
                            lambda s: rota.take_swap(s.admin, s.swap)),
    rota.add_holiday: Recipe(lambda s, n: rota.add_holiday(
        s.moderator, date(2030, 1, 1), date(2030, 1, 2))),
    rota.remove_holiday: Recipe(lambda s, n: rota.remove_holiday(
        s.moderator, s.names["holiday"])),
    rota.set_clock: Recipe(lambda s, n: rota.set_clock(s.safeguarding, 20, 60)),
    rota.raise_by_hand: Recipe(lambda s, n: rota.raise_by_hand(s.moderator, "test")),
    rota.take_alarm: Recipe(lambda s, n: rota.take_alarm(s.team(n), s.alarm)),
    rota.escalate_alarm: Recipe(lambda s, n: rota.escalate_alarm(s.names["alarm"]),
                                lambda s: setattr(s.alarm, "next_at", s.alarm.raised_at)),
    # online safety
    online_safety.ask_removal: Recipe(lambda s, n: online_safety.ask_removal(
        s.three(n), s.post, where="Here", text="", subject="me", name="", contact="a@b.example",
        is_child=False).id > 0),
    online_safety.complain: Recipe(lambda s, n: online_safety.complain(
        s.three(n), subject="duty", text="Slow", name="", contact="a@b.example").id > 0),
    online_safety.place: Recipe(lambda s, n: online_safety.place(
        s.moderator, s.picture_request, s.post).id),
    online_safety.answer: Recipe(lambda s, n: online_safety.answer(
        s.moderator, s.picture_request, "not-found", "We looked.").id),
    online_safety.warn_of_deadline: Recipe(lambda s, n: online_safety.warn_of_deadline(
        "request", s.names["picture_request"])),
    online_safety.keep_hashes: Recipe(
        lambda s, n: online_safety.keep_hashes("a.webp", "1", "2", "3").key),
    online_safety.keep_cuts: Recipe(lambda s, n: online_safety.keep_cuts(s.block, ["1", "2"])),
    online_safety.take_down_copies: Recipe(
        lambda s, n: online_safety.take_down_copies(s.block, [s.entry])),
    online_safety.unblock: Recipe(
        lambda s, n: online_safety.unblock(s.moderator, s.block, "A tree")),
    online_safety.freeze: Recipe(lambda s, n: online_safety.freeze(s.team(n), s.post).id),
    online_safety.do_step: Recipe(
        lambda s, n: online_safety.do_step(s.safeguarding, s.frozen, "advice").id),
    online_safety.open_evidence: Recipe(lambda s, n: bool(online_safety.open_evidence(
        s.safeguarding, s.frozen, "For the report"))),
    online_safety.put_back: Recipe(lambda s, n: online_safety.put_back(
        s.safeguarding, s.frozen, "A mistake")),
    online_safety.destroy: Recipe(lambda s, n: online_safety.destroy(s.frozen), a_year_is_over),
    online_safety.forget_reference: Recipe(
        lambda s, n: online_safety.forget_reference(s.names["frozen"])),
    online_safety.remove_account: Recipe(lambda s, n: online_safety.remove_account(
        s.safeguarding, s.ben, "A banned group", "Their own words").id > 0),
    erasure.merge: Recipe(lambda s, n: erasure.merge()),
    # the compliance register
    register.name_accountable: Recipe(lambda s, n: register.name_accountable(
        s.admin, f"Ann {n}", "Chair", "ann@example.org", DAY).id > 0),
    register.change_part: Recipe(lambda s, n: register.change_part(s.admin, "dpia", 0, "Ours").id > 0),
    register.add_part: Recipe(lambda s, n: register.add_part(
        s.admin, "dpia", f"More {n}", "Words").id > 0),
    register.adopt: Recipe(lambda s, n: register.adopt(s.admin, "dpia", DAY, "The board").id > 0,
                           a_filled_draft),
    register.record_measure: Recipe(lambda s, n: register.record_measure(
        s.admin, f"Walks {n}", "", DAY).id > 0),
    register.record_suggested: Recipe(lambda s, n: register.record_suggested(
        s.admin, ["report"], DAY)),
    register.end_measure: Recipe(lambda s, n: register.end_measure(s.admin, s.measure, clock.now().date())),
    register.record_decision: Recipe(lambda s, n: register.record_decision(
        s.admin, "other", "do", f"Because {n}", DAY, "The board").id > 0),
    register.send_reminders: Recipe(lambda s, n: register.send_reminders(), a_due_review),
    # alarms on phones
    push.switch_on: Recipe(lambda s, n: push.switch_on(
        s.moderator, None, "Firefox", "https://fcm.googleapis.com/new", "key", "secret").id > 0),
    push.renew: Recipe(lambda s, n: push.renew(s.moderator, s.names["session"], PHONE)),
    push.switch_off: Recipe(lambda s, n: push.switch_off(s.moderator, s.names["device"])),
    push.choose_kinds: Recipe(lambda s, n: push.choose_kinds(s.amina, ["messages"])),
    news_pushes.tell: Recipe(lambda s, n: news_pushes.tell({s.moderator.id: news_pushes.News(
        clock.now() + timedelta(seconds=1), "/notifications")})),
    push.send_test: Recipe(lambda s, n: push.send_test(s.moderator)),
    delivery.forget_old_pushes: Recipe(lambda s, n: delivery.forget_old_pushes()),
    delivery._expire_overdue: Recipe(lambda s, n: delivery._expire_overdue()),
    delivery._claim: Recipe(lambda s, n: delivery._claim(s.names["push"]) is not None),
    delivery._mark_sent: Recipe(lambda s, n: delivery._mark_sent(s.names["push"])),
    delivery._put_back: Recipe(lambda s, n: delivery._put_back(s.names["push"], "TimeoutError")),
    delivery._forget: Recipe(lambda s, n: delivery._forget(s.names["device"])),
    # letters to the team
    contact.write: Recipe(lambda s, n: contact.write(s.amina, about="question", text="Who?")),
    contact.claim: Recipe(lambda s, n: contact.claim(s.team(n), s.enquiry)),
    contact.let_go: Recipe(lambda s, n: contact.let_go(s.team(n), s.enquiry)),
    contact.answer: Recipe(lambda s, n: contact.answer(s.team(n), s.enquiry, f"Words {n}")),
    contact.close: Recipe(lambda s, n: contact.close(s.team(n), s.enquiry)),
    contact.reopen: Recipe(lambda s, n: contact.reopen(s.team(n), s.enquiry)),
    # what one was told
    notifications.read: Recipe(lambda s, n: notifications.read(s.amina, s.told)),
    notifications.see: Recipe(
        lambda s, n: notifications.see(s.amina, [("post", s.names["reply"])])),
    notifications.read_all: Recipe(lambda s, n: notifications.read_all(s.amina)),
    # letters that leave, the index, what is made anew
    admin.open_email: Recipe(lambda s, n: admin.open_email(s.admin, s.letter)),
    weekly._write: Recipe(lambda s, n: weekly._write([
        (s.amina.email, f"{s.amina.id} week 2026-48", "Hello")])),
    mail.forget_old: Recipe(lambda s, n: mail.forget_old()),
    mail._join: Recipe(lambda s, n: mail._join(s.amina.email)),
    mail._expire_overdue: Recipe(lambda s, n: mail._expire_overdue()),
    mail._claim: Recipe(lambda s, n: mail._claim(s.names["letter"]) is not None, a_dead_letter),
    mail._mark_sent: Recipe(lambda s, n: mail._mark_sent(s.names["letter"])),
    mail.mark_returned: Recipe(
        lambda s, n: mail.mark_returned(s.names["letter"], mail.ADDRESS), a_dead_letter),
    mail._put_back: Recipe(lambda s, n: mail._put_back(s.names["letter"], "TimeoutError")),
    rebuild._index_some: Recipe(lambda s, n: rebuild._index_some(Post, 1)),
    rebuild._forget_strange: Recipe(lambda s, n: rebuild._forget_strange()),
    rebuild._tidy: Recipe(lambda s, n: rebuild._tidy()),
    spelling_words._write: Recipe(lambda s, n: spelling_words._write(COUNTED)),
    spelling_words._write_more: Recipe(lambda s, n: spelling_words._write_more(COUNTED)),
    spelling_words._forget: Recipe(lambda s, n: spelling_words._forget(["budget"])),
    rerender._write_again: Recipe(lambda s, n: rerender._write_again(Post, true(), true())),
    rerender._render_again: Recipe(lambda s, n: rerender._render_again(
        User, "about_text", "about_html", true())),
    loading._tell: Recipe(lambda s, n: loading._tell(
        EMPTY, s.amina.joined_at, "hash")),
}


@act
def make_ready(recipe: Recipe, scene: Scene) -> None:
    recipe.before(scene)
