"""A year's life, told line by line: each through the verb that a real person would have used, with
the clock set to the moment when it happened.
"""
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import count

from sqlalchemy import select, update

from peoplehub.accounts import following, names
from peoplehub.accounts.actions.declaration import take_declaration
from peoplehub.accounts.choices import BUDGET_HOLDER, FAMILY, WORKS_IN_CARE
from peoplehub.accounts.models import PROFESSIONAL, STAFF_ROLES, Anonymous, Tag, User
from peoplehub.blogs import actions as blogs, reading
from peoplehub.blogs.models import Entry
from peoplehub.bookmarks import actions as bookmarks
from peoplehub.core import clock
from peoplehub.core.acts import save
from peoplehub.core.disabled_listeners import without_listeners
from peoplehub.core.extensions import db
from peoplehub.core.formatting import local
from peoplehub.core.piece_files import PieceFile
from peoplehub.core.text import render
from peoplehub.demo import films
from peoplehub.demo.documents import document_of
from peoplehub.demo.pictures import file_of
from peoplehub.drafts import actions as drafts
from peoplehub.drafts.tokens import Tokens
from peoplehub.editorial import scheduling
from peoplehub.first_visit import actions as first_visit
from peoplehub.folding import actions as folding
from peoplehub.folding.content_notes import written_note
from peoplehub.forum import actions as forum
from peoplehub.forum.models import ASKS_FIRST, SHEET, Board, Post, Topic
from peoplehub.glossary import actions as glossary
from peoplehub.handouts import actions as handouts
from peoplehub.library import actions as library, translating
from peoplehub.library.models import Sheet
from peoplehub.library.publication_facts import PublicationFacts
from peoplehub.library.topics import TOPICS
from peoplehub.messages import actions as messages
from peoplehub.messages.models import Conversation, Participant
from peoplehub.moderation import actions as moderation
from peoplehub.notifications import listeners
from peoplehub.notifications.listeners.reactions import tell_of_reaction
from peoplehub.questions import actions as questions
from peoplehub.reactions import actions as reactions
from peoplehub.search.actions import add_first_synonyms
from peoplehub.sheet_feedback import actions as feedback
from peoplehub.tags.actions import add_first_tags
from peoplehub.tags.models import SharedTag
from peoplehub.tags.queries import tag_of_slug
from peoplehub.training import actions as training
from peoplehub.training.chapters import ITEMS
from peoplehub.unanswered.queries import GLAD

STILL_NEW = timedelta(days=2)
TRAINED_AGO = timedelta(days=20)
LET_IN_DAYS_AGO = 30
TELLING = (listeners.tell_of_new, listeners.follow_move, listeners.tell_of_change,
           listeners.tell_of_decision, listeners.tell_of_message, listeners.tell_of_standing,
           listeners.tell_reporter, listeners.tell_of_board, listeners.tell_of_advising,
           tell_of_reaction)


DAY_BEGINS = 7  # nobody of the demonstration writes earlier


def by_day(moment: datetime, now: datetime) -> datetime:
    """That moment, or soon after seven in the morning where it is in the night. What comes later
    stays later: the hours from midnight to eight become those from seven to eight."""
    there = local(moment)
    hours = there.hour + there.minute / 60 + there.second / 3600
    if hours >= DAY_BEGINS + 1:
        return moment
    later = DAY_BEGINS + hours / (DAY_BEGINS + 1)
    return min(moment + timedelta(hours=later - hours), max(moment, now))


class Story:
    """What has been told so far: people by pen name, boards, topics and entries by their names."""

    def __init__(self, base: datetime, password_hash: str):
        self.base, self.password_hash = base, password_hash
        add_first_tags()
        add_first_synonyms()
        self.people: dict[str, User] = {}
        self.boards: dict[str, Board] = {}
        self.topics: dict[tuple[str, str], Topic] = {}
        self.sheets: dict[str, Sheet] = {}
        self.entries: dict[str, Entry] = {}
        self.keys = count(1)

    @contextmanager
    def at(self, days_ago: float, hours_later: float = 0) -> Iterator[None]:
        """Inside it is then. What is old by now has been read, so nobody need be told."""
        ago = timedelta(days=days_ago) - timedelta(hours=hours_later)
        with (
            clock.at(by_day(self.base - ago, self.base)),
            without_listeners(*(TELLING if ago > STILL_NEW else ())),
        ):
            yield

    @property
    def moderator(self) -> User:
        return self.people["Ruth"]

    def person(self, said: dict) -> None:
        joined = self.base - timedelta(days=said["joined_days_ago"])
        name = said["pen_name"]
        someone = User(
            email=said["email"], pen_name=name, slug=names.slug_of(name),
            skeleton=names.skeleton(name), password_hash=self.password_hash, role=said["role"],
            describes=said["describes"], avatar=said["avatar"], about_text=said["about"],
            about_html=str(render(said["about"])), experience=said.get("experience", ""),
            joined_at=joined, confirmed_at=joined, agreed_at=joined, agreed_version="1",
            preferences={"letters": "none"},
            tags=[Tag(words=words, audience=audience) for words, audience in said["tags"]],
        )
        with clock.at(joined):
            take_declaration(someone, _who(said))
        self.people[name] = save(someone)
        if said.get("not_today"):
            folding.put_on_list(someone, said["not_today"], "", None)
        if said.get("note_on_all"):
            folding.put_note_on_all(someone, written_note(*said["note_on_all"]))
        if said.get("situation"):
            first_visit.keep_situation(someone, said["situation"])
        for place, words in said.get("drafts", {}).items():
            drafts.save_draft(someone, place, "phone", {"text": words}, Tokens([], []))
        someone.preferences = {**someone.preferences, **said.get("preferences", {})}
        if said.get("glad_to_answer"):
            someone.preferences = {**someone.preferences, GLAD: True}
        if said["role"] in STAFF_ROLES:
            with clock.at(max(joined, self.base - TRAINED_AGO)):
                training.tick(someone, ITEMS)

    def board(self, said: dict) -> None:
        fields = {name: value for name, value in said.items() if name not in ("members", "asked")}
        board = self.boards[said["slug"]] = save(Board(**fields))
        if board.audience == ASKS_FIRST:
            board.audience = board.own_audience
        with self.at(LET_IN_DAYS_AGO):
            for name in said.get("members", []):
                forum.add_member(self.moderator, board, self.people[name])
        for name, why in said.get("asked", []):
            forum.ask_to_join(self.people[name], board, why)

    def explain_words(self) -> None:
        """The glossary begins with the first terms, which nobody has checked yet."""
        with self.at(LET_IN_DAYS_AGO):
            glossary.add_first_terms(self.people["Sunil"])

    def readers_of_sheets(self) -> None:
        """What two sheets were told, and what people asked for."""
        told = db.session.scalars(select(Sheet).where(Sheet.slug.in_(
            ("nhs-continuing-healthcare-the-steps", "understanding-personal-health-budgets"))
        ).order_by(Sheet.slug)).all()
        if not told:
            return
        first, second = told
        with self.at(9):
            for helped in (True, True, True, False):
                feedback.count_help(first.id, helped, clock.now().date())
            asked = feedback.say_what_is_missing(first.id, "What if we move to another area?")
            feedback.say_what_is_missing(second.id, "How do I ask for it in writing?")
            for name in ("Amina", "Gareth"):
                wish = feedback.ask_for_format(self.people[name].id, second, "welsh")
            feedback.ask_for_format(None, first, "bsl")
        with self.at(4):
            feedback.answer_remark(self.people["Sunil"], asked, "What if we move?",
                                   "Tell both boards early. We will add a part about it.")
            feedback.promise_format(self.people["Sunil"], wish, self.people["Sunil"],
                                    (self.base + timedelta(days=60)).date())

    def sheet(self, said: dict) -> None:
        promised = said.get("easy_read_promised_days")
        day = self.base + timedelta(days=promised) if promised else None
        topic = next(code for code, words in TOPICS.items() if words == said["topic"])
        owner = self.people[said["owner"]]
        words = dict(
            title=said["title"], summary=said["summary"], topic=topic, text=said["text"],
            for_whom=said["for_whom"], patch=said["patch"],
            check_every_days=said["check_every_days"], easy_text=said.get("easy_read", ""),
            easy_promised_for=day and day.date(), tags=said.get("tags", ()), owner=owner,
            facts=PublicationFacts(**said.get("facts", {})),
        )
        editor, before = self.people["Sunil"], said.get("before", [])
        with self.at(before[0]["days_ago"] if before else said["checked_days_ago"]):
            sheet = library.write_sheet(editor, and_publish=True, slug=said["slug"],
                                        original=document_of(said),
                                        **words | _as_before(words, before))
        for number, one in enumerate(before, 1):
            at = before[number]["days_ago"] if number < len(before) else said["checked_days_ago"]
            with self.at(at):
                library.change(editor, sheet, change_note=one["changed"],
                               easy_still_right=not one.get("makes_easy_read_old", False),
                               **words | _as_before(words, before[number:]))
                library.mark_checked(editor, sheet)
        self.sheets[said["slug"]] = sheet
        for _ in range(said.get("easy_read_asked", 0)):
            with self.at(3):
                library.ask_for_easy(sheet)
        if said.get("replaced_by"):
            with self.at(said["replaced_days_ago"]):
                library.replace(editor, sheet, self.sheets[said["replaced_by"]])
        if other := said.get("translation"):
            self._translate(editor, sheet, words, other)
        if waiting := said.get("waiting"):
            self._change_for_later(editor, sheet, words, waiting)
        if brought := said.get("media"):
            films.add_media(editor, sheet, brought)
        if points := said.get("at_a_glance"):
            handouts.write_glance(editor, sheet, points, said.get("next_step", ""))
        db.session.execute(
            update(Sheet).where(Sheet.id == sheet.id).values(downloads=said["downloads"])
        )

    def _translate(self, editor: User, sheet: Sheet, words: dict, other: dict) -> None:
        """The sheet in another language, by a volunteer."""
        with self.at(other["days_ago"]):
            made = translating.start_translation(editor, sheet, other["language"])
            library.change(editor, made, and_publish=True, **words | {
                name: other[name] for name in ("title", "summary", "for_whom", "text")
            } | {"easy_text": other["easy_read"]})

    def question(self, said: dict) -> None:
        """With its source; nobody has compared the two yet."""
        topic = next(code for code, words in TOPICS.items() if words == said["topic"])
        tied = [self.sheets[slug].id for slug in said.get("sheets", ())]
        with self.at(said["days_ago"]):
            questions.write_question(
                self.people["Sunil"], and_publish=said.get("published", True), title=said["title"],
                summary=said["summary"], topic=topic, text=said["text"], source=said["source"],
                source_address=said.get("source_address", ""),
                source_date=said.get("source_date"), sheet_ids=tied, tags=said.get("tags", ()))

    def _change_for_later(self, editor: User, sheet: Sheet, words: dict, waiting: dict) -> None:
        """A change that readers see on a day to come."""
        with self.at(1):
            library.change(editor, sheet, for_later=True, **words | {
                "text": f"{words['text']}\n\n{waiting['adds']}", "easy_still_right": True,
                "change_note": waiting["changed"]})
            scheduling.schedule(
                editor, sheet, (self.base + timedelta(days=waiting["in_days"])).date())

    def topic(self, said: dict) -> None:
        author, board = self.people[said["by"]], self.boards[said["board"]]
        with self.at(said["days_ago"]):
            first = forum.start_topic(
                author, board, said["title"], said["text"], said.get("anonymous", False),
                note=_note(said), tags=said.get("tags", ()),
            )
        topic = self.topics[said["board"], said["title"]] = first.topic
        posts = [first]
        for reply in said.get("reply", []):
            with self.at(said["days_ago"], reply["hours_later"]):
                posts.append(self._reply(topic, posts, reply))
                self._tap(posts[-1], reply)
        for name, note, in_days in said.get("saved", []):
            self._save_for_later(name, first, note, in_days)
        for name, number in said.get("read", []):
            with self.at(said["days_ago"] / 2):
                forum.mark_read(self.people[name], topic.id, number)
        self._arrange(topic, said)
        self._move_posts(topic, said)

    def _move_posts(self, topic: Topic, said: dict) -> None:
        """A moderator moves some posts to a topic of their own, or all to another topic."""
        if split := said.get("split"):
            with self.at(said["days_ago"], split["hours_later"]):
                forum.split(self.moderator, topic, split["posts"], split["title"], topic.board,
                            split["reason"])
        if other := said.get("merge_into"):
            with self.at(said["days_ago"] - 1):
                forum.merge(self.moderator, topic, self.topics[said["board"], other],
                            said["reason"])

    def follow(self, said: dict) -> None:
        """What somebody chose to hear of a board, a tag or a person's blog."""
        if "tag" in said:
            kind, place_id = SharedTag.kind, tag_of_slug(said["tag"]).id
        elif "board" in said:
            kind, place_id = "board", self.boards[said["board"]].id
        else:
            kind, place_id = "blog", self.people[said["blog_of"]].id
        following.choose_level(self.people[said["by"]], kind, place_id, said["level"])

    def _save_for_later(self, name: str, post: Post, note: str, in_days: int) -> None:
        """In their list, with a note and a reminder some days from now."""
        person, day = self.people[name], local(self.base).date() + timedelta(days=in_days)
        saved = bookmarks.save_for_later(person, "post", post.id)
        bookmarks.change_bookmark(person, saved.id, note, day)

    def _reply(self, topic: Topic, posts: list[Post], said: dict) -> Post:
        text = said["text"]
        if number := said.get("quotes"):
            text = f"{_quoted(posts[number - 1])}\n\n{text}"
        author = self.people[said["by"]]
        post = forum.reply(author, topic, said.get("was", text), said.get("anonymous", False),
                           files=_files(said),
                           answers=said.get("answers"), note=_note(said))
        if "was" in said:
            forum.edit(author, post, text, remove_old=said.get("remove_old", False))
        if said.get("deleted"):
            forum.delete(author, post)
        return post

    def _tap(self, piece: Post | Entry, said: dict) -> None:
        """What others said to it with one tap."""
        for name, what in said.get("taps", []):
            reactions.give(self.people[name], piece, what)

    def _arrange(self, topic: Topic, said: dict) -> None:
        if said.get("short"):
            points = "\n".join(f"- {line}" for line in said["short"])
            with self.at(said["days_ago"] / 3):
                forum.summarize(self.people[said["short_by"]], topic, points)
        with self.at(0):
            if said.get("pinned"):
                forum.pin(self.moderator, topic)
            if said.get("locked"):
                forum.lock(self.moderator, topic, said["locked_reason"])
            if slug := said.get("sheet"):
                sheet = db.session.scalars(select(Sheet.id).where(Sheet.slug == slug)).one()
                forum.choose_sheet(self.moderator, topic, SHEET, sheet)

    def entry(self, said: dict) -> None:
        author, is_story = self.people[said["by"]], said["kind"] == "story"
        with self.at(said["days_ago"]):
            entry = blogs.save_entry(
                author, title=said["title"], text=said["text"], cover_seed=said["cover"],
                audience=said.get("audience", "anyone"), is_story=is_story,
                teller=said.get("teller", ""), place=said.get("place", ""),
                short="\n".join(said.get("in_short", [])), note=_note(said),
                tags=said.get("tags", ()), files=_files(said),
            )
            if not said.get("draft"):
                blogs.publish(author, entry)
            self._tap(entry, said)
        self.entries[said["title"]] = entry
        for comment in said.get("comment", []):
            with self.at(said["days_ago"], comment["hours_later"]):
                self._comment(entry, comment)

    def _comment(self, entry: Entry, said: dict) -> None:
        if "by" in said:
            author = self.people[said["by"]]
            comment = blogs.comment(author, entry, said["text"], files=_files(said))
            for name in said.get("read_by", []):
                reading.mark_read(self.people[name], entry.id, comment.id)
            return
        comment = blogs.comment(None, entry, said["text"], visitor_name=said["visitor"])
        if not said.get("held"):
            moderation.release(self.moderator, comment)

    def conversation(self, said: dict) -> None:
        one, other = (self.people[name] for name in said["between"])
        conversation = None
        for message in said["message"]:
            author = self.people[message["by"]]
            to = other if author is one else one
            with self.at(message["days_ago"]):
                if conversation is None:
                    first = messages.start(author, to, message["text"], self._key())
                    conversation = first.conversation
                else:
                    messages.send(author, conversation, message["text"], self._key())

    def report(self, said: dict) -> None:
        piece, reporter = self._reported(said["on"]), Anonymous()
        if "by" in said:
            reporter = self.people[said["by"]]
        with self.at(said["days_ago"]):
            report = moderation.report(
                reporter, piece, said["reason"], said["details"], said.get("visitor", "")
            )
        if settled := said.get("settled"):
            with self.at(settled["days_ago"]):
                moderation.settle(self.people[settled["by"]], report, settled["outcome"],
                                  settled["words"], settled["words"])

    def _reported(self, on: dict) -> Entry | Post | None:
        if "entry" in on:
            return self.entries[on["entry"]]
        topic = self.topics[on["board"], on["topic"]]
        return db.session.scalar(
            select(Post).where(Post.topic_id == topic.id, Post.number == on["post"])
        )

    def read_what_is_old(self) -> None:
        """People have read the messages of more than two days ago."""
        old = self.base - STILL_NEW
        db.session.flush()
        quiet = select(Conversation.id, Conversation.last_number).where(
            Conversation.last_message_at < old
        )
        for conversation_id, number in db.session.execute(quiet).all():
            db.session.execute(
                update(Participant).where(Participant.conversation_id == conversation_id)
                .values(read_number=number, delivered_number=number)
            )

    def _key(self) -> str:
        return f"demonstration-{next(self.keys)}"


def _who(said: dict) -> str:
    """What they said of themselves when they joined."""
    if said["role"] == PROFESSIONAL:
        return WORKS_IN_CARE
    return BUDGET_HOLDER if said["describes"] == "Has a budget" else FAMILY


def _files(said: dict) -> list[PieceFile]:
    return [file_of(file) for file in said.get("files", ())]


def _note(said: dict) -> str:
    """Subjects and a sentence: "note" of the content."""
    return written_note(*said.get("note", ([], "")))


def _quoted(post: Post) -> str:
    """The first words of a post, as the forum's own quote button writes them."""
    opening = post.text.strip().split("\n\n")[0]
    lines = "\n".join(f"> {line}" for line in opening.split("\n"))
    name = "Anonymous" if post.anonymous else post.author.pen_name
    return f"{name} wrote in post {post.number}:\n{lines}"


def _as_before(words: dict, before: list[dict]) -> dict:
    """What a sheet said in its text before these changes, the last one first."""
    text = words["text"]
    for one in reversed(before):
        for new, old in one["words"]:
            if new not in text:
                raise ValueError(f"“{words['title']}” does not say “{new}”")
            text = text.replace(new, old)
    return {"text": text}
