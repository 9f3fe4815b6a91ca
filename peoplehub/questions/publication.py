"""How a question, and a change of one that is out, is published. Only within an act, under the lock
of the question."""
from flask import url_for

from peoplehub.accounts.models import User
from peoplehub.core import clock, publications
from peoplehub.core.errors import Invalid
from peoplehub.core.extensions import db
from peoplehub.editorial.checks import record_check
from peoplehub.editorial.edited_kinds import EditedKind, edited_as
from peoplehub.editorial.models import PieceVersion
from peoplehub.editorial.pending_models import PendingVersion
from peoplehub.editorial.recording import record_version
from peoplehub.questions import policy
from peoplehub.questions.models import Question

NO_ANSWER = "Please write the answer before you publish the question."


def require_ready(question: Question, change: PendingVersion | None) -> None:
    """Raises Invalid while there is no answer."""
    words = question if change is None else change
    if not words.text.strip():
        raise Invalid(NO_ANSWER, "text")


def put_out_draft(editor: User, question: Question) -> None:
    """Where everybody can read it. Whoever publishes has read it: it is checked."""
    question.published_at = clock.now()
    newest = question.versions.where(PieceVersion.number == question.edition)
    before = db.session.scalar(newest)
    if before is None or before.words != question.words:
        record_version(editor, question, question.change_note if question.edition else "")
    record_check(editor, question)
    publications.publish(editor, question)


def put_out_change(editor: User, question: Question, change: PendingVersion) -> None:
    """Words that waited are those of the question from now on; they are a new version."""
    before = question.words
    question.is_new_version = False
    question.title, question.summary = change.title, change.summary
    question.write(change.text)
    if question.words != before:
        question.edited_at = clock.now()
        record_version(editor, question, change.change_note, change.is_small)
    publications.change(editor, question)


edited_as(Question.kind, EditedKind(
    may_edit=policy.may_edit, require_ready=require_ready, publish=put_out_draft,
    change=put_out_change, overview=("Manage the questions", "/questions/manage"),
    edit_address=lambda question: url_for("questions.change", question_id=question.id)))
