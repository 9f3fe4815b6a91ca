"""Notes about members: for the team, and for the member whom they are about."""
from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from peoplehub.accounts import queries as accounts
from peoplehub.accounts.auth import member, members_only, viewer
from peoplehub.accounts.models import User
from peoplehub.core.url_routing import row_number
from peoplehub.moderation import actions, policy, queries
from peoplehub.moderation.forms.member_notes import (
    MemberNoteForm,
    NoteAnswerForm,
    RenewNoteForm,
    WithholdNoteForm,
)
from peoplehub.moderation.models import Case, MemberNote
from peoplehub.moderation.views.blueprint import bp, moderators


@bp.route("/moderation/people/<slug>/notes", methods=["GET", "POST"])
@moderators
def member_notes(slug: str) -> ResponseReturnValue:
    """`case`: the number of the case from which it is written."""
    person, form, case = accounts.person_for(viewer(), slug), MemberNoteForm(), _case_asked()
    notes = queries.notes_about(viewer(), person)
    if not form.validate_on_submit():
        page = render_template("moderation/member-notes.html", person=person, form=form,
                               member_notes=notes, case=case)
        return page, 422 if form.errors else 200
    actions.write_member_note(member(), person, form.text.data, case)
    flash("The note is saved. It is deleted after a year.")
    return _back_to(person, case)


@bp.get("/moderation/notes")
@moderators
def withheld_notes() -> ResponseReturnValue:
    return render_template("moderation/withheld-notes.html",
                           member_notes=queries.withheld_notes(viewer()))


@bp.get("/moderation/notes/<int:note_id>")
@moderators
def member_note(note_id: int) -> ResponseReturnValue:
    return show_note(queries.member_note_for(viewer(), note_id))


@bp.post("/moderation/notes/<int:note_id>/renew")
@moderators
def renew_note(note_id: int) -> ResponseReturnValue:
    note, form = queries.member_note_for(viewer(), note_id), RenewNoteForm()
    if not form.validate_on_submit():
        return show_note(note, renew=form), 422
    actions.renew_member_note(member(), note, form.reason.data)
    flash("The note is kept for another year.")
    return redirect(url_for(".member_note", note_id=note.id), 303)


@bp.post("/moderation/notes/<int:note_id>/withhold")
@moderators
def withhold_note(note_id: int) -> ResponseReturnValue:
    note, form = queries.member_note_for(viewer(), note_id), WithholdNoteForm()
    if not form.validate_on_submit():
        return show_note(note, withhold=form), 422
    actions.withhold_member_note(member(), note, form.why.data, form.review_on.data)
    flash("The person cannot read this note. We remind the leads on that day.")
    return redirect(url_for(".member_note", note_id=note.id), 303)


@bp.post("/moderation/notes/<int:note_id>/show")
@moderators
def show_note_again(note_id: int) -> ResponseReturnValue:
    actions.show_member_note(member(), queries.member_note_for(viewer(), note_id))
    flash("The person can read this note.")
    return redirect(url_for(".member_note", note_id=note_id), 303)


@bp.post("/moderation/notes/<int:note_id>/delete")
@moderators
def delete_note(note_id: int) -> ResponseReturnValue:
    note = queries.member_note_for(viewer(), note_id)
    person = note.about
    actions.delete_member_note(member(), note_id)
    flash("The note is deleted.")
    return _back_to(person, None)


@bp.get("/settings/notes")
@members_only
def my_notes() -> ResponseReturnValue:
    return render_template("moderation/my_notes.html", notes=queries.own_notes(viewer()))


@bp.route("/settings/notes/<int:note_id>", methods=["GET", "POST"])
@members_only
def answer_note(note_id: int) -> ResponseReturnValue:
    note = queries.own_note(viewer(), note_id)
    form = NoteAnswerForm(data={"text": note.answer})
    if not form.validate_on_submit():
        page = render_template("moderation/my_note.html", note=note, form=form)
        return page, 422 if form.errors else 200
    actions.answer_member_note(member(), note, form.text.data)
    flash("Your words stand beside the note now. The team can read them.")
    return redirect(url_for(".my_notes"), 303)


def show_note(note: MemberNote, *, renew: RenewNoteForm | None = None,
              withhold: WithholdNoteForm | None = None) -> str:
    return render_template(
        "moderation/member-note.html", note=note, person=note.about,
        renew=renew or RenewNoteForm(formdata=None),
        withhold=withhold or WithholdNoteForm(formdata=None),
        may_withhold=policy.may_withhold_note(viewer(), note))


def _case_asked() -> Case | None:
    case_id = row_number(request.args.get("case"))
    return queries.case_for(viewer(), case_id) if case_id else None


def _back_to(person: User, case: Case | None) -> ResponseReturnValue:
    if case is not None:
        return redirect(url_for(".case", case_id=case.id), 303)
    return redirect(url_for(".member_notes", slug=person.slug), 303)
