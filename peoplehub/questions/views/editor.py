"""The editor of questions, for those who write and review them."""
from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as BaseResponse

from peoplehub.accounts.auth import for_roles, viewer
from peoplehub.accounts.models import ADVISOR, COORDINATOR, EDITOR, STAFF_ROLES
from peoplehub.core.paging import page_number
from peoplehub.core.text import plain, render
from peoplehub.editorial.queries import pending_of_pieces
from peoplehub.editorial.reading_age import reading_of
from peoplehub.forum.queries import topic_for
from peoplehub.library.forms import CheckedForm
from peoplehub.library.queries import titles_for
from peoplehub.questions import actions, queries
from peoplehub.questions.forms import PREVIEW, PUBLISH, SEND, QuestionForm
from peoplehub.questions.models import Question
from peoplehub.questions.views.blueprint import bp
from peoplehub.tags.queries import slugs_of

writers_only = for_roles(ADVISOR, COORDINATOR, EDITOR, *STAFF_ROLES)


@bp.get("/manage")
@writers_only
def manage() -> str:
    page, found = queries.managed_for(viewer(), page_number(request.args))
    return render_template(
        "questions/manage.html", page=page, questions=found, tasks=queries.tasks_for(viewer()),
        pending=pending_of_pieces(Question.kind, [one.id for one in found]))


@bp.route("/manage/new", methods=["GET", "POST"])
@writers_only
def write_question() -> ResponseReturnValue:
    """Empty, or with the title of a topic (`topic`)."""
    return edit(None)


@bp.route("/manage/<int:question_id>", methods=["GET", "POST"])
@writers_only
def change(question_id: int) -> ResponseReturnValue:
    return edit(queries.question_to_edit(viewer(), question_id))


@bp.post("/manage/<int:question_id>/publish")
@writers_only
def publish(question_id: int) -> BaseResponse:
    question = actions.publish(viewer(), queries.question_to_edit(viewer(), question_id))
    return done(question, "Everybody can read the answer now.")


@bp.post("/manage/<int:question_id>/unpublish")
@writers_only
def unpublish(question_id: int) -> BaseResponse:
    question = actions.unpublish(viewer(), queries.question_to_edit(viewer(), question_id))
    return done(question, "The question is a draft again. Only you and the team can read it.")


@bp.route("/manage/<int:question_id>/checked", methods=["GET", "POST"])
@writers_only
def mark_checked(question_id: int) -> ResponseReturnValue:
    """With a sentence of what was looked at."""
    question = queries.question_to_edit(viewer(), question_id)
    form = CheckedForm()
    if form.validate_on_submit():
        actions.mark_checked(viewer(), question, form.sentence.data or "")
        return done(question, "Thank you. The answer says that it was checked today.")
    page = render_template("questions/checked.html", form=form, question=question)
    return page, 422 if form.is_submitted() else 200


def edit(question: Question | None) -> ResponseReturnValue:
    """The editor, for a new question or one there is: saved, previewed, sent or published."""
    titles = titles_for(viewer())
    form = filled(question).offer(titles, question)
    if not form.is_submitted():
        return show_editor(form, question)
    if not form.validate():
        return show_editor(form, question), 422
    if request.form.get("action") == PREVIEW:
        return show_editor(form, question, preview=True)
    return keep(form, question, queries.sheet_ids(titles, form.sheets.data or ()))


def keep(form: QuestionForm, question: Question | None, sheets: list[int]) -> ResponseReturnValue:
    action = request.form.get("action")
    fields = form.said(sheets) | {"and_publish": action == PUBLISH, "and_send": action == SEND}
    with form.refusals_beside():
        if question is None:
            kept = actions.write_question(viewer(), **fields)
        else:
            kept = actions.change(viewer(), question, seen=form.seen.data or "", **fields)
        if action == SEND or kept.pending_change is not None:
            return kept_for_later(kept, action == SEND)
        return done(kept, "Everybody can read the answer now." if action == PUBLISH
                    else "Your question is saved.")
    return show_editor(form, question), 422


def kept_for_later(question: Question, is_sent: bool) -> BaseResponse:
    """Its words wait to be published; if it `is_sent`, for a second look."""
    flash("Somebody else can read it now. We will tell you what they say." if is_sent
          else "Your words are saved. Readers do not see them yet.")
    return redirect(url_for("editorial.publishing", kind=Question.kind, piece_id=question.id), 303)


def show_editor(form: QuestionForm, question: Question | None, preview: bool = False) -> str:
    looked_at = None
    if preview:
        html = render(form.text.data or "", top=3)
        looked_at = {"html": html, "reading": reading_of(f"{form.summary.data}\n{plain(html)}")}
    return render_template("questions/edit.html", form=form, question=question, preview=looked_at,
                           waits=question is not None and question.pending_change is not None)


def filled(question: Question | None) -> QuestionForm:
    if question is None:
        return QuestionForm(data=from_topic())
    edited = question.as_edited
    form = QuestionForm(obj=edited, data={
        "seen": edited.mark, "tags": slugs_of(Question.kind, question.id),
        "check_every_days": question.check_every_days,
        "sheets": queries.slugs_of_sheets(question)})
    if not (form.is_submitted() or question.is_draft):
        form.change_note.process_data("")  # each version has a sentence of its own
    return form


def from_topic() -> dict[str, str]:
    """The title of a topic of the forum that somebody wants to answer for all, and nobody's words
    but its "In short", which was written for all."""
    said = request.args.get("topic", "")
    if not (said.isascii() and said.isdigit() and len(said) < 10):
        return {}
    topic = topic_for(viewer(), int(said))
    return {"title": topic.title[:120], "text": topic.summary_text or ""}


def done(question: Question, words: str) -> BaseResponse:
    flash(words)
    place = (question.address if not question.is_draft
             else url_for(".change", question_id=question.id))
    return redirect(place, 303)
