"""A small whole community: one of everything that an address can name, told by name.

`names` are what addresses are made of: address("/forum/topics/{topic}", world). `shelf` keeps the
rows, so that a test puts the community back as it was in a few milliseconds.
"""
import io
from datetime import date, time, timedelta
from functools import cache
from types import SimpleNamespace

from PIL import Image
from sqlalchemy import func, select

from config import Testing
from peoplehub.accounts.actions import email_verification
from peoplehub.accounts.actions.blocks import block
from peoplehub.accounts.models import Anonymous, RoleGrant, SignIn, User
from peoplehub.accounts.queries import hash_of
from peoplehub.advisors import actions as advising, queries as advisor_queries
from peoplehub.advisors.actions.profiles import Hours
from peoplehub.blogs import actions as blogs, signed_tokens
from peoplehub.bookmarks import actions as bookmarks
from peoplehub.compliance import actions as register
from peoplehub.contact import actions as contact
from peoplehub.core import clock, files, images
from peoplehub.core.acts import act, save
from peoplehub.core.documents import Original
from peoplehub.core.extensions import db
from peoplehub.core.mail import Email
from peoplehub.cover import queries as cover_queries
from peoplehub.cover.models import AdvisorAbsence, AnswerTask, CoverRequest, FamilyCover
from peoplehub.drafts import actions as drafts
from peoplehub.drafts.tokens import Tokens
from peoplehub.email_replies import actions as replies
from peoplehub.email_replies.models import ReplyAddress
from peoplehub.forum import actions as forum
from peoplehub.forum.models import Board, Topic
from peoplehub.glossary import actions as glossary
from peoplehub.handouts import actions as handouts
from peoplehub.library import actions as library, folder_upload
from peoplehub.member_templates import actions as member_templates
from peoplehub.member_templates.template_files import TemplateFile
from peoplehub.membership import actions as membership
from peoplehub.messages import actions as messages
from peoplehub.moderation import actions as moderation
from peoplehub.moderation.actions import Choice
from peoplehub.moderation.models import Case
from peoplehub.moderation.signed_tokens import appeal_token
from peoplehub.notifications import unsubscribing
from peoplehub.notifications.models import Notification
from peoplehub.online_safety import actions as online_safety
from peoplehub.online_safety.models import BlockedFile
from peoplehub.push import actions as push
from peoplehub.push.encryption import public_key
from peoplehub.push.models import PushMessage
from peoplehub.questions import actions as questions
from peoplehub.rota import actions as rota
from peoplehub.safeguarding import actions as safeguarding, queries as safety
from peoplehub.search.actions import add_first_synonyms
from peoplehub.search.synonym_models import SynonymGroup
from peoplehub.sheet_feedback import actions as feedback
from peoplehub.supervision import actions as supervision, queries as supervision_queries
from peoplehub.supervision.actions import Load
from peoplehub.tags.actions import add_first_tags
from peoplehub.tags.queries import tag_of_slug
from tests.conftest import TOKEN, forget_counts, person
from tests.snapshot import Snapshot, fill, rows

ROLES = ("stranger", "owner", "outsider", "newcomer", "professional", "advisor", "moderator",
         "safeguarding", "admin", "suspended", "unconfirmed")
SECRET_WORDS = "only amina and ben may read these words"
REPORTER = "kit@people.example"
_kept: dict[str, SimpleNamespace] = {}
PHONE = "https://fcm.googleapis.com/fcm/send/world"
VISITORS_EMAIL = "visitor@elsewhere.example"


def role(cast, name: str):
    """Somebody of the cast, as the tables call them: Amina owns what there is to own."""
    return cast.amina if name == "owner" else getattr(cast, name)


@act
def _save_all(*rows) -> None:
    for row in rows:
        save(row)


@act
def _proof(who, purpose: str) -> str:
    token = f"a link of the kind {purpose}, long enough to be one".replace(" ", "-")
    verification = email_verification.new_verification(
        who, purpose, f"new-{purpose}@people.example"
    )
    email_verification.open_by(verification, token, email_verification.LASTS[purpose])
    return token


def a_picture(kind: str = "PNG", size: tuple[int, int] = (8, 8)) -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", size, "teal").save(kept, kind)
    return kept.getvalue()


def stand(app, make_cast) -> SimpleNamespace:
    """The community, made once for each database by the acts that people use, and after that put
    there row by row. `make_cast` gives the cast, the first time."""
    if (url := str(db.engine.url)) not in _kept:
        _kept[url] = _build(make_cast())
    else:
        with db.engine.begin() as connection:
            fill(connection, _kept[url].rows)
    _let_numbers_go_on(_kept[url].rows)
    ids, names = _kept[url].ids, _kept[url].names
    cast = SimpleNamespace(**{name: db.session.get(User, id) for name, id in ids.items()})
    cast.stranger = Anonymous()
    return SimpleNamespace(app=app, cast=cast, names=names, **names)


def _build(cast) -> SimpleNamespace:
    names = _people(cast) | _forum(cast) | _blogs(cast) | _messages(cast) | _rest(cast)
    names |= _closed(cast)
    ids = {name: who.id for name, who in vars(cast).items() if who.id}
    return SimpleNamespace(names=names, ids=ids, rows=rows())


def _people(cast) -> dict:
    cast.kit, cast.lee = person("Kit"), person("Lee")
    _save_all(cast.kit, cast.lee)
    block(cast.amina, cast.lee)
    used = SignIn(user_id=cast.amina.id, token_hash=hash_of("another browser of hers"),
                  expires_at=cast.amina.joined_at.replace(year=2099))
    _save_all(used)
    granted = RoleGrant(user_id=cast.ben.id, kind="helper", reason="Kind",
                        granted_by_id=cast.admin.id, until=cast.amina.joined_at.replace(year=2099))
    _save_all(granted)
    cast.waiting = person("Wren", waits_since=cast.amina.joined_at)
    cast.waiting.confirmed_at = None
    _save_all(cast.waiting)
    return {
        "grant": granted.id, "amina": "amina", "ben": "ben", "kit": "kit", "blocked": "lee",
        "session": used.id,
        "join_link": _proof(cast.unconfirmed, "join"),
        "password_link": _proof(cast.amina, "password"),
        "email_link": _proof(cast.amina, "email"),
    }


def _forum(cast) -> dict:
    boards = [Board(slug="planning", name="Planning", position=1),
              Board(slug="evenings", name="Evenings", position=2, audience="members"),
              Board(slug="family-room", name="Family room", position=3, audience="families"),
              Board(slug="news", name="News", position=4, writers="moderators")]
    _save_all(*boards)
    add_first_tags()
    add_first_synonyms()
    term = glossary.add_term(cast.admin, name="Health budget", abbreviation="HB",
                             meaning="Money for care.", source="The law")
    asked = forum.start_topic(cast.amina, boards[0], "How long should a plan be?", "Ours is long.",
                              tags=["first-plan"])
    reply = forum.reply(cast.ben, asked.topic, "Keep it to one page, @amina.")
    unnamed = forum.start_topic(cast.amina, boards[0], "May I ask?", "Unnamed.", anonymous=True)
    inner = forum.start_topic(cast.amina, boards[1], "Quiet", "Only members read this.")
    family = forum.start_topic(cast.amina, boards[2], "Our money", "Only families read this.")
    return {
        "synonyms": db.session.scalar(select(func.min(SynonymGroup.id))),
        "term": term.id, "term_slug": term.slug, "tag": tag_of_slug("first-plan").id,
        "other_tag": tag_of_slug("running").id,
        "board": "planning", "members_board": "evenings", "family_board": "family-room",
        "news_board": "news", "board_id": boards[0].id, "other_board_id": boards[1].id,
        "topic": asked.topic.id, "topic_slug": asked.topic.slug, "post": asked.id,
        "reply": reply.id, "unnamed_topic": unnamed.topic.id, "unnamed_post": unnamed.id,
        "members_topic": inner.topic.id, "members_topic_slug": inner.topic.slug,
        "members_post": inner.id, "family_topic": family.topic.id,
        "family_topic_slug": family.topic.slug, "family_post": family.id,
    }


def _blogs(cast) -> dict:
    key = files.store(images.reencode(a_picture()), ".webp")
    waiting = files.store(images.reencode(a_picture()), ".webp")
    entry = blogs.save_and_publish(cast.amina, title="A good week", text="We went to the sea.",
                                   cover_key=key, cover_alt="The sea", audience="anyone")
    inner = blogs.save_and_publish(cast.amina, title="For us", text="Inside.", audience="members")
    draft = blogs.save_entry(cast.amina, title="Not yet", text=SECRET_WORDS)
    said = blogs.comment(cast.amina, entry, "Thank you all.")
    held = blogs.comment(None, entry, "I am a visitor.", "Vera")
    kept = bookmarks.save_for_later(cast.amina, "entry", entry.id)
    return {
        "bookmark": kept.id, "entry": entry.id, "entry_slug": entry.slug, "members_entry": inner.id,
        "members_entry_slug": inner.slug, "draft": draft.id, "draft_slug": draft.slug,
        "comment": said.id, "held_comment": held.id, "receipt": signed_tokens.receipt(held.id),
        "cover": key, "waiting_cover": signed_tokens.picture_token(waiting, cast.amina.id),
    }


def _messages(cast) -> dict:
    knock = messages.start(cast.amina, cast.ben, SECRET_WORDS, "a1")
    _with_picture(knock)
    answer = messages.send(cast.ben, knock.conversation, "Hello Amina", "b1")
    asked = messages.start(cast.kit, cast.amina, "May I write to you?", "k1")
    address = _answered_by_email(cast.amina, knock.conversation)
    held = replies.hold_reply(cast.amina, knock.conversation, address, "Yes", "h" * 64, "unsure")
    topic = db.session.scalars(select(Topic).where(Topic.title == "Quiet")).one()
    of_topic = _answered_by_email(cast.amina, topic=topic)
    saved = drafts.save_draft(cast.amina, f"conversation/{knock.conversation_id}", "hers",
                              {"text": SECRET_WORDS}, Tokens([], []))
    return {"talk": knock.conversation_id, "message": knock.id, "answer": answer.id,
            "knock": asked.conversation_id, "knock_message": asked.id, "saved": saved.id,
            "held_reply": held.id, "reply_address": address.id, "topic_address": of_topic.id}


@act
def _with_picture(message) -> None:
    key = files.store(images.reencode(a_picture()), ".webp")
    message.file_key, message.file_name, message.file_alt = key, "sea.webp", "The sea"


@act
def _answered_by_email(person, conversation=None, topic=None) -> ReplyAddress:
    """The address of a letter to them, which nobody has answered yet."""
    return save(ReplyAddress(
        token_hash=hash_of(("t" if topic else "r") * 32), user_id=person.id, letter="Hello",
        conversation_id=conversation and conversation.id, topic_id=topic and topic.id))


def _rest(cast) -> dict:
    paper = Original("pdf", "plan.pdf", b"%PDF-1.4 not opened by these tests", 1)
    fields = {"summary": "Start here.", "topic": "planning", "text": "Words.", "easy_text": "Easy."}
    sheet = library.write_sheet(cast.advisor, True, title="Your plan", original=paper, **fields)
    handouts.write_glance(cast.advisor, sheet, ["Keep it short."], "")
    pack = handouts.ask_for_pack("pdf", [sheet.id])
    remark = feedback.say_what_is_missing(sheet.id, "What about Wales?")
    wish = feedback.ask_for_format(cast.amina.id, sheet, "welsh")
    folder = folder_upload.send_folder(cast.advisor, "planning", [("plan.pdf", "none.bin")])
    unready = library.write_sheet(cast.advisor, False, title="Not ready", **fields)
    reply = forum.reply(cast.ben, _topic(1), "Horrid words")
    report = moderation.report(cast.kit, reply, "unkind", "It hurts", REPORTER)
    enquiry = contact.write(None, about="question", text="Who are you?", contact=VISITORS_EMAIL)
    complaint = contact.write(None, about="complaint", text="Ruth was rude.",
                              contact=VISITORS_EMAIL)
    once_more = forum.reply(cast.amina, _topic(1), "Once more?")
    case = moderation.report(cast.kit, once_more, "unkind").case_id
    decision = moderation.decide(cast.moderator, db.session.get(Case, case), "nudge", Choice(
        "kind", "Ours is long", "It sounds cross."))
    support = _support(cast)
    asked = membership.ask(cast.waiting, "My son has a budget, and I would like to talk.")
    route = moderation.add_route(cast.moderator, cast.moderator, opened_by="letter")
    note = moderation.write_member_note(cast.moderator, cast.amina, "Two adverts in May.")
    debrief = moderation.write_debrief(cast.moderator, SECRET_WORDS, cast.safeguarding)
    thanks = moderation.thank(cast.safeguarding, cast.moderator, "kind", "")
    told = db.session.scalars(select(Notification).where(Notification.user_id == cast.amina.id))
    return _rota(cast) | _push(cast) | _register(cast) | _online_safety(cast) | _safety(cast) | {
        **support, "sheet": sheet.id, "sheet_slug": sheet.slug,
        **_templates(cast),
        "folder": folder.id,
        **_questions(cast),
        "pack": pack.token, "remark": remark.id, "wish": wish.id, "unready": unready.id,
        "unready_slug": unready.slug, "report": report.id, "reported": reply.id,
        "join_request": asked.id, "route": route.id, "member_note": note.id,
        "debrief": debrief.id, "thanks": thanks.id,
        "case": report.case_id, "enquiry": enquiry.id,
        "reference": enquiry.reference, "told": told.first().id,
        "complaint": complaint.id, "decision": decision.id,
        "appeal_token": appeal_token(decision.id),
        "unsubscribe_token": unsubscribing.token_for(cast.amina.id, ("notices",)),
        "letter": db.session.scalars(select(Email.id)).first(),
    }


def _questions(cast) -> dict:
    """One that everybody reads, and a draft."""
    fields = {"summary": "You do.", "topic": "planning", "text": "Words."}
    shown = questions.write_question(cast.advisor, True, title="Who pays?", **fields)
    draft = questions.write_question(cast.advisor, title="Who else pays?", **fields)
    return {"question": shown.id, "question_slug": shown.slug, "draft_question": draft.slug,
            "draft_question_id": draft.id}


def _templates(cast) -> dict:
    """Amina's: one that she has not sent, one that waits, and one that is out."""
    fields = {"summary": "Who comes when.", "template_type": "rota", "topic": "planning",
              "text": "Words."}
    paper = TemplateFile(Original("docx", "Rota.docx", b"PK not opened by these tests"), "", "",
                         "Monday")
    own, sent, shown = (
        member_templates.write_template(cast.amina, title=title, file=paper, **fields)
        for title in ("A letter", "A plan", "A rota"))
    for template in (sent, shown):
        member_templates.send_template(cast.amina, template)
    member_templates.publish_template(cast.moderator, shown)
    return {"own_template": own.id, "sent_template": sent.id, "template": shown.id,
            "template_slug": shown.slug}


def _support(cast) -> dict:
    """Maya advises, and Amina asks for her."""
    day = date(2026, 1, 1)
    advising.save_profile(cast.advisor, "I know nights.", {"situation": ["nights"]})
    advising.set_hours(cast.advisor, Hours(9, tuple(range(7)), time(0), time(23, 59)))
    advising.record_training(cast.admin, cast.advisor, "Listening", day, day.replace(year=2099))
    advising.agree(cast.advisor)
    earlier = advising.ask(cast.amina, SECRET_WORDS, cast.advisor)
    advising.accept(cast.advisor, cast.amina, earlier.id)
    match = advisor_queries.match_of(earlier.id)
    request = advising.ask(cast.amina, SECRET_WORDS, cast.advisor)
    return _cover(cast, match) | {"match": match.id, "support": request.id,
                                  "offer": request.offers[0].id, "advisor": "maya"}


def _cover(cast, match) -> dict:
    """Somebody else is away, and Maya is asked to stand in; she has said how heavy it is and would
    like to talk; and Amina waits for her answer."""
    day, now = clock.now().date(), clock.now()
    absence = AdvisorAbsence(advisor_id=cast.moderator.id, begins_on=day)
    _save_all(absence)
    asked = CoverRequest(absence_id=absence.id, advisor_id=cast.advisor.id,
                         expires_at=now.replace(year=2098))
    family = FamilyCover(absence_id=absence.id, match_id=match.id, parent_id=cast.amina.id)
    waits = cover_queries.waiting_in([match.conversation_id])[match.conversation_id]
    task = AnswerTask(conversation_id=match.conversation_id, advisor_id=cast.advisor.id,
                      parent_id=cast.amina.id, number=waits.number, since=waits.since,
                      escalate_at=now, told_at=now)
    _save_all(asked, family, task)
    note = supervision.note_load(cast.advisor, Load(3, wants_talk=True))
    return {"absence": absence.id, "cover_request": asked.id, "family_cover": family.id,
            "answer_task": task.id, "match_talk": match.conversation_id, "load_note": note.id,
            "advisor_talk": supervision_queries.open_debrief_of(cast.advisor.id).id}


def _rota(cast) -> dict:
    day, six, nine = clock.now().date() + timedelta(days=3), time(18), time(21)
    shift = rota.add_shift(cast.moderator, cast.moderator, day, six, nine, weekly=True)
    swap = rota.ask_swap(cast.moderator, shift, day)
    holiday = rota.add_holiday(cast.moderator, day + timedelta(days=30), day + timedelta(days=37))
    alarm = rota.raise_by_hand(cast.moderator, "test")
    return {"shift": shift.id, "swap": swap.id, "holiday": holiday.id, "alarm": alarm.id}


def _register(cast) -> dict:
    day = date(2026, 1, 1)
    register.change_part(cast.admin, "policy", 0, "About this")
    return {"measure": register.record_measure(cast.admin, "Walks", "Each week.", day).id}


def _push(cast) -> dict:
    """A phone of the moderator's, who is signed in on it, at an address that nobody asks: a worker
    is not running."""
    on_it = SignIn(user_id=cast.moderator.id, token_hash=hash_of("the moderator's phone"),
                   expires_at=cast.moderator.joined_at.replace(year=2099))
    _save_all(on_it)
    device = push.switch_on(cast.moderator, on_it.id, "Chrome on Android", PHONE,
                            public_key(Testing.PUSH_KEY), "c2VjcmV0IHNpeHRlZW4h")
    push.send_test(cast.moderator)
    return {"device": device.id, "push": db.session.scalars(select(PushMessage.id)).one()}


def _safety(cast) -> dict:
    """A case of the safeguarding lead."""
    case = safeguarding.open_by_hand(cast.safeguarding, "adult", "She rang.", cast.outsider)
    line = safeguarding.add_evidence(cast.safeguarding, case, "A call", "I am afraid of him.")
    access = safeguarding.open_conversation(cast.safeguarding, cast.ben, cast.kit, "adult",
                                            "He asked for it")
    return {"access": access.id, "safety": case.id, "safety_line": line.id,
            "safety_evidence": safety.evidence_of(case)[0].id}


def _online_safety(cast) -> dict:
    asked = online_safety.ask_removal(
        Anonymous(), None, where="In a blog", text="", subject="me", name="",
        contact=VISITORS_EMAIL, is_child=False)
    unhappy = online_safety.complain(Anonymous(), subject="duty", text="It is hard to report.",
                                     name="", contact=VISITORS_EMAIL)
    frozen = online_safety.freeze(cast.admin, forum.reply(cast.ben, _topic(1), "To be frozen"))
    block = BlockedFile(key="0.webp", why="intimate", kind="entry", piece_id=1, sha256="0")
    _save_all(block)
    return {"picture_request": asked.id, "picture_reference": asked.reference,
            "safety_complaint": unhappy.id, "frozen": frozen.id, "block": block.id}


def _closed(cast) -> dict:
    """Two boards that ask first: Amina and Ben are in one, and she has asked to join the other."""
    room, other, hidden = (forum.save_board(
        cast.admin, name=name, description="We ask first.", audience="asks-first", position=place,
        listing="unlisted" if name == "Hidden room" else "listed")
        for place, name in enumerate(["Quiet room", "Other room", "Hidden room"], 5))
    for one in (cast.amina, cast.ben):
        forum.add_member(cast.moderator, room, one)
    behind = forum.start_topic(cast.amina, room, "Behind the door", "Who is in reads it.")
    asked = forum.ask_to_join(cast.amina, other, "I am up at night.")
    return {"closed_board": "quiet-room", "closed_board_id": room.id, "other_closed": "other-room",
            "other_closed_id": other.id, "hidden_board": hidden.slug,
            "closed_topic": behind.topic.id, "closed_topic_slug": behind.topic.slug,
            "closed_post": behind.id, "board_request": asked.id}


def _topic(number: int) -> Topic:
    return db.session.get(Topic, number)


class Shelf:
    """The rows of a community, and its browsers: one for each role, signed in once."""

    def __init__(self, world, browser):
        self.world = world
        self.browsers = {name: browser(role(world.cast, name)) for name in ROLES}
        self.snapshot = Snapshot()

    def put_back(self) -> None:
        """As it was, and nobody has done anything too often."""
        db.session.rollback()
        self.snapshot.put_back()
        db.session.expire_all()
        forget_counts(self.world.app)

    def ask(self, who: str, method: str, address: str, **sent):
        """That role asks; browsers do not follow, and keep the session they came with."""
        client = self.browsers[who]
        if method != "GET" and sent.pop("token", True):
            sent["headers"] = {"X-CSRFToken": TOKEN, **sent.get("headers", {})}
        kept = client._cookies.copy()
        try:
            return client.open(address, method=method, **sent)
        finally:
            client._cookies = kept


def _let_numbers_go_on(rows: dict) -> None:
    """PostgreSQL's own counters must stay ahead of the numbers that rows have."""
    if db.engine.dialect.name == "postgresql":
        asked = [func.setval(func.pg_get_serial_sequence(f'"{table.name}"', "id"), 10_000)
                 for table in rows if "id" in table.c]
        with db.engine.begin() as connection:
            connection.execute(select(*asked))


def state() -> dict[str, list]:
    """Every row of every table as the database keeps it, to be compared."""
    db.session.rollback()
    with db.engine.connect() as connection:
        return {name: sorted(str(tuple(row)) for row in connection.exec_driver_sql(asked))
                for name, asked in _every_table()}


@cache
def _every_table() -> list[tuple[str, str]]:
    return [(table.name, f'SELECT * FROM "{table.name}"')  # noqa: S608
            for table in db.metadata.sorted_tables]
