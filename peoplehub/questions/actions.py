"""Actions on questions and answers. Each is one transaction."""
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete

from peoplehub.accounts.models import User
from peoplehub.core import clock, publications
from peoplehub.core.acts import act, announce, save
from peoplehub.core.edit_conflicts import refuse_conflict
from peoplehub.core.errors import Invalid, require
from peoplehub.core.extensions import db
from peoplehub.core.idempotency import deduplicated
from peoplehub.core.preparation import prepared_by
from peoplehub.core.prerendering import prerendered
from peoplehub.core.publication_lookup import lock
from peoplehub.core.slugs import free_slug, slug_of
from peoplehub.core.text import normalize, one_line
from peoplehub.editorial.checks import change_check, record_check
from peoplehub.editorial.models import CHECK
from peoplehub.editorial.pending import (
    is_review_required,
    keep_change,
    keep_writer,
    require_approval,
)
from peoplehub.editorial.recording import record_version
from peoplehub.editorial.review import prerender_pending, put_out, send_for_review
from peoplehub.editorial.tasks import close_task
from peoplehub.questions import policy
from peoplehub.questions.events import QuestionChecked
from peoplehub.questions.models import Question, QuestionSheet
from peoplehub.questions.publication import require_ready
from peoplehub.tags.actions import tag_piece

NOT_YOURS = "You cannot change this question."
NOT_HERE = "You cannot write questions and answers."
CHANGE_WAITS = (
    "A change of this question waits to be published. Please publish it or throw it away first."
)
RESERVED = {"manage", "new", "feed", "feed.atom"}


@dataclass(frozen=True)
class QuestionInput:
    """What somebody says a question is. `sheet_ids` and `tags`: None leaves them as they are."""

    title: str
    summary: str
    topic: str
    text: str = ""
    source: str = ""
    source_address: str = ""
    source_date: date | None = None
    is_checked: bool = False
    check_every_days: int = 365
    change_note: str = ""
    is_small: bool = False  # a correction of which followers are not told
    sheet_ids: Sequence[int] | None = None
    tags: Collection[str] | None = None  # their slugs

    @property
    def words(self) -> dict[str, str]:
        return {"title": one_line(self.title), "summary": one_line(self.summary),
                "text": normalize(self.text), "easy_text": ""}


@act
@deduplicated
@prerendered(Question)
def write_question(editor: User, and_publish: bool = False, slug: str = "", and_send: bool = False,
                   **fields: Any) -> Question:
    """A new question: a draft, unless it is published at once, or sent for a second look."""
    require(policy.may_write(editor), NOT_HERE)
    given = QuestionInput(**fields)
    wanted = slug or slug_of(given.title, 64, "question")
    question = Question(slug=free_slug(Question.slug, wanted, reserved=RESERVED),
                        author_id=editor.id, edition=0, easy_text="")
    _take(question, given)
    question.check_again(clock.now(), given.check_every_days)
    save(question)
    _tie(question, given)
    if and_publish:
        publish(editor, question)
    else:
        keep_writer(editor, question)
        publications.change(editor, question)
    if and_send:
        send_for_review(editor, question)
    return question


@act
@prerendered(Question)
def change(editor: User, question: Question, and_publish: bool = False, seen: str = "",
           and_send: bool = False, **fields: Any) -> Question:
    """Other words or facts. One that is out shows them at once, unless a second person reads them
    first; other words are a new version. `seen` is the mark of the words the editor began with, so
    nobody's change is lost unseen."""
    lock(question)
    require(policy.may_edit(editor, question), NOT_YOURS)
    given = QuestionInput(**fields)
    edited, before = question.as_edited, question.words
    refuse_conflict(seen, edited.words, given.words, edited.mark)
    question.is_new_version = False
    waits = not question.is_draft and (is_review_required() or edited is not question)
    if waits and (edited is not question or given.words != before):
        keep_change(editor, question, given.words, one_line(given.change_note), given.is_small)
    _take(question, given, before if waits else None)
    _tie(question, given)
    change_check(editor, question, given.check_every_days)
    if question.is_draft and question.words != before:
        keep_writer(editor, question)
    if not question.is_draft:
        require_ready(question, None)
        if question.words != before:
            question.edited_at = clock.now()
            record_version(editor, question, one_line(given.change_note), given.is_small)
    publications.change(editor, question)
    if and_publish and question.is_draft:
        publish(editor, question)
    if and_send:
        send_for_review(editor, question)
    return question


@act
@prepared_by(prerender_pending)
def publish(editor: User, question: Question) -> Question:
    """Put the question where everybody can read it."""
    lock(question)
    require(policy.may_edit(editor, question), NOT_YOURS)
    require_ready(question, None)
    if question.is_draft:
        require_approval(question)
        put_out(editor, question)
    return question


@act
def unpublish(editor: User, question: Question) -> Question:
    """Take it back to being a draft. Its words and its address are kept. Raises Forbidden, and
    Invalid while a change of it waits."""
    lock(question)
    require(policy.may_edit(editor, question), NOT_YOURS)
    if not question.is_draft:
        if question.pending_change is not None:
            raise Invalid(CHANGE_WAITS)
        question.published_at = None
        close_task(editor, question, CHECK)
        publications.withdraw(editor, question)
    return question


@act
def mark_checked(editor: User, question: Question, note: str = "") -> Question:
    """Say that the answer was read again today beside its source, and is right."""
    lock(question)
    require(policy.may_edit(editor, question), NOT_YOURS)
    question.is_checked = True
    record_check(editor, question, one_line(note))
    announce(QuestionChecked(question.id, editor.id))
    return question


def _take(question: Question, given: QuestionInput, words: dict[str, str] | None = None) -> None:
    """The facts, and the words unless those that are out stay (`words`)."""
    said = words or given.words
    question.title, question.summary = said["title"], said["summary"]
    question.topic, question.source = given.topic, one_line(given.source)
    question.source_address = one_line(given.source_address)
    question.source_date, question.is_checked = given.source_date, given.is_checked
    if question.is_draft:
        question.change_note = one_line(given.change_note)
    if question.text != said["text"] or not question.html:
        question.write(said["text"])


def _tie(question: Question, given: QuestionInput) -> None:
    """Its sheets and its tags."""
    if given.sheet_ids is not None:
        db.session.execute(delete(QuestionSheet).where(QuestionSheet.question_id == question.id))
        for position, sheet_id in enumerate(given.sheet_ids):
            save(QuestionSheet(question_id=question.id, sheet_id=sheet_id, position=position))
    if given.tags is not None:
        tag_piece(Question.kind, question.id, given.tags)
