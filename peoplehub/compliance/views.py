"""Pages of the compliance register, among those of administration."""
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from peoplehub.accounts.auth import for_roles, member, viewer
from peoplehub.accounts.models import ADMIN, SAFEGUARDING
from peoplehub.compliance import actions, queries
from peoplehub.compliance.decisions import SUBJECTS
from peoplehub.compliance.documents import DOCUMENTS, Part, draft_of, parts_of
from peoplehub.compliance.forms import (
    AccountableForm,
    AdoptForm,
    DecisionForm,
    EndForm,
    MeasureForm,
    NewPartForm,
    PartForm,
    SuggestedForm,
)
from peoplehub.compliance.models import DocumentVersion
from peoplehub.compliance.suggested_measures import SUGGESTED
from peoplehub.core.errors import NotFound
from peoplehub.core.forms import Form
from peoplehub.core.text import render

bp = Blueprint("compliance", __name__, url_prefix="/admin/register")
keepers = for_roles(ADMIN, SAFEGUARDING)
DOCUMENT = "/documents/<document>"


@bp.get("")
@keepers
def register() -> ResponseReturnValue:
    return render_template(
        "compliance/register.html", documents=DOCUMENTS, subjects=SUBJECTS,
        person=queries.accountable_person(), newest=queries.newest_of_all(viewer()),
        adopted=queries.adopted_of_all(viewer()), measures=queries.measures_for(viewer()),
        decided=queries.decisions_in_force())


@bp.route("/person", methods=["GET", "POST"])
@keepers
def person() -> ResponseReturnValue:
    """Who answers for the duties."""
    form = AccountableForm()
    if form.validate_on_submit():
        actions.name_accountable(member(), form.name.data, form.position.data, form.email.data,
                                 form.since.data)
        return back(".register", "It is written in the register.")
    return answered(form, "compliance/person.html",
                    people=queries.accountable_people_for(viewer()))


@bp.get(DOCUMENT)
@keepers
def document(document: str) -> ResponseReturnValue:
    """The newest version, or the words that the software offers for the first one."""
    versions = queries.versions_for(viewer(), document)
    return show_document(document, versions[0] if versions else None, versions)


@bp.get(f"{DOCUMENT}/<int:number>")
@keepers
def version(document: str, number: int) -> ResponseReturnValue:
    """A version as it was adopted."""
    shown = queries.version_for(viewer(), document, number)
    return show_document(document, shown, queries.versions_for(viewer(), document))


@bp.route(f"{DOCUMENT}/parts/<int:number>", methods=["GET", "POST"])
@keepers
def change_part(document: str, number: int) -> ResponseReturnValue:
    part = part_numbered(document, number)
    form = PartForm()
    if not form.is_submitted():
        form = PartForm.of({"text": part.text})
    elif form.validate():
        with form.refusals_beside():
            actions.change_part(member(), document, number, form.text.data, form.seen.data)
            return back(".document", "The part is saved.", document=document,
                        _anchor=f"part-{number}")
    return answered(form, "compliance/part.html", part=part, code=document,
                    title=DOCUMENTS[document].title)


@bp.route(f"{DOCUMENT}/parts/new", methods=["GET", "POST"])
@keepers
def add_part(document: str) -> ResponseReturnValue:
    queries.versions_for(viewer(), document)
    form = NewPartForm()
    if form.validate_on_submit():
        actions.add_part(member(), document, form.heading.data, form.text.data)
        return back(".document", "The part is added.", document=document)
    return answered(form, "compliance/new-part.html", code=document,
                    title=DOCUMENTS[document].title)


@bp.route(f"{DOCUMENT}/adopt", methods=["GET", "POST"])
@keepers
def adopt(document: str) -> ResponseReturnValue:
    versions, form = queries.versions_for(viewer(), document), AdoptForm()
    if not form.is_submitted() and versions:
        form = AdoptForm.of({"text": versions[0].text})
    elif form.validate_on_submit():
        with form.refusals_beside():
            actions.adopt(member(), document, form.adopted_on.data, form.adopted_by.data,
                          form.note.data, form.seen.data)
            return back(".document", "It is adopted. We remind you to review it in 11 months.",
                        document=document)
    return answered(form, "compliance/adopt.html", code=document,
                    title=DOCUMENTS[document].title, version=versions[0] if versions else None)


@bp.route("/measures", methods=["GET", "POST"])
@keepers
def measures() -> ResponseReturnValue:
    form = MeasureForm()
    if form.validate_on_submit():
        actions.record_measure(member(), form.title.data, form.text.data, form.effective_on.data)
        return back(".measures", "The measure is in the register.")
    return show_measures(form, suggested(SuggestedForm(formdata=None)), form)


@bp.post("/measures/suggested")
@keepers
def record_suggested() -> ResponseReturnValue:
    """Take measures of the software into the register."""
    form = suggested(SuggestedForm())
    if form.validate_on_submit():
        actions.record_suggested(member(), form.codes.data or [], form.since.data)
        return back(".measures", "The measures are in the register.")
    return show_measures(MeasureForm(formdata=None), form, form)


@bp.route("/measures/<int:measure_id>/end", methods=["GET", "POST"])
@keepers
def end_measure(measure_id: int) -> ResponseReturnValue:
    measure, form = queries.measure_for(viewer(), measure_id), EndForm()
    if form.validate_on_submit():
        with form.refusals_beside():
            actions.end_measure(member(), measure, form.ended_on.data)
            return back(".measures", "The measure has ended. It stays in the register.")
    return answered(form, "compliance/end.html", measure=measure)


@bp.route("/decisions/<subject>", methods=["GET", "POST"])
@keepers
def decisions(subject: str) -> ResponseReturnValue:
    decided = queries.decisions_for(viewer(), subject)
    form = DecisionForm().only_about(subject)
    if form.validate_on_submit():
        actions.record_decision(member(), subject, form.choice.data, form.reason.data,
                                form.decided_on.data, form.decided_by.data)
        return back(".decisions", "The decision is in the register.", subject=subject)
    return answered(form, "compliance/decisions.html", subject=SUBJECTS[subject], decided=decided)


def part_numbered(document: str, number: int) -> Part:
    """That part of the newest version, or of the software's words. Raises NotFound."""
    versions = queries.versions_for(viewer(), document)
    parts = versions[0].parts if versions else parts_of(draft_of(document))
    if number >= len(parts):
        raise NotFound()
    return parts[number]


def show_document(code: str, shown: DocumentVersion | None,
                  versions: list[DocumentVersion]) -> ResponseReturnValue:
    parts = shown.parts if shown else parts_of(draft_of(code))
    return render_template(
        "compliance/document.html", code=code, document=DOCUMENTS[code], version=shown,
        versions=versions, is_newest=not versions or shown is versions[0],
        sections=[(part, render(part.text)) for part in parts],
        gaps=sum(part.gaps for part in parts))


def suggested(form: SuggestedForm) -> SuggestedForm:
    """Without the measures that stand in the register."""
    taken = queries.codes_in_force()
    form.codes.choices = [choice for choice in form.codes.choices if choice[0] not in taken]
    return form


def show_measures(form: Form, offer: SuggestedForm, refused: Form) -> ResponseReturnValue:
    page = render_template("compliance/measures.html", form=form, offer=offer, refused=refused,
                           measures=queries.measures_for(viewer()),
                           meanings={code: words for code, (_, words) in SUGGESTED.items()})
    return page, 422 if refused.errors else 200


def answered(form: Form, template: str, **shown: object) -> ResponseReturnValue:
    return render_template(template, form=form, **shown), 422 if form.errors else 200


def back(endpoint: str, words: str, **where: Any) -> ResponseReturnValue:
    flash(words)
    return redirect(url_for(endpoint, **where), 303)
