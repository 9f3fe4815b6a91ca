"""Moderation over HTTP: reporting for anybody, the queue and its decisions for moderators."""
from flask import Blueprint, flash, redirect, render_template, request, url_for

from peoplehub.accounts import queries as accounts
from peoplehub.accounts.doors import for_roles, viewer
from peoplehub.accounts.models import LOOKS_AFTER
from peoplehub.core import clock, limits, publications
from peoplehub.core.errors import NotFound
from peoplehub.core.paging import page_number
from peoplehub.moderation import actions, policy, queries
from peoplehub.moderation.forms import ReasonForm, ReportForm, SettleForm, SuspendForm

bp = Blueprint("moderation", __name__)
moderators = for_roles(*LOOKS_AFTER)


@bp.route("/report/<kind>/<int:piece_id>", methods=["GET", "POST"])
def report(kind, piece_id):
    piece = publications.find_reportable(kind, viewer(), piece_id)
    form = ReportForm()
    if not form.validate_on_submit():
        page = render_template("moderation/report.html", piece=piece, form=form,
                               is_shown=publications.is_readable(viewer(), piece))
        return page, 422 if form.is_submitted() else 200
    limits.ask("report from", viewer().id or request.remote_addr)
    actions.report(viewer(), piece, form.reason.data, form.details.data, form.contact.data)
    return redirect(url_for(".reported", about=form.reason.data), 303)


@bp.get("/report/received")
def reported():
    return render_template("moderation/reported.html", about=request.args.get("about", ""))


@bp.get("/moderation")
@moderators
def queue():
    return render_template("moderation/queue.html", queue=queries.queue_for(viewer()))


@bp.get("/moderation/log")
@moderators
def log():
    decisions, page = queries.decisions(page_number(request.args))
    return render_template("moderation/log.html", decisions=decisions, page=page)


@bp.route("/moderation/reports/<int:report_id>", methods=["GET", "POST"])
@moderators
def settle(report_id):
    report, form = queries.report_for(viewer(), report_id), SettleForm()
    if not form.validate_on_submit():
        return show_report(report, form), 422 if form.is_submitted() else 200
    actions.settle(viewer(), report, form.outcome.data, form.reason.data, form.words.data)
    flash("The report is settled. Everyone it concerns has been told.")
    return redirect(url_for(".queue"), 303)


@bp.get("/moderation/<kind>/<int:piece_id>")
@moderators
def piece(kind, piece_id):
    return show_piece(publications.find(kind, viewer(), piece_id), ReasonForm())


@bp.post("/moderation/<kind>/<int:piece_id>/hide")
@moderators
def hide(kind, piece_id):
    return decide_with_reason(kind, piece_id, actions.hide, "It is taken down.")


@bp.post("/moderation/<kind>/<int:piece_id>/hold")
@moderators
def hold(kind, piece_id):
    only_published(kind)
    return decide_with_reason(kind, piece_id, actions.hold, "It is held back.")


@bp.post("/moderation/<kind>/<int:piece_id>/restore")
@moderators
def restore(kind, piece_id):
    return decide(kind, piece_id, actions.restore, "It can be seen again.")


@bp.post("/moderation/<kind>/<int:piece_id>/release")
@moderators
def release(kind, piece_id):
    only_published(kind)
    return decide(kind, piece_id, actions.release, "It can now be seen.")


@bp.route("/moderation/people/<slug>", methods=["GET", "POST"])
@moderators
def person(slug):
    person, form = accounts.person_for(viewer(), slug), SuspendForm()
    if not form.validate_on_submit():
        return show_person(person, form), 422 if form.is_submitted() else 200
    until = clock.now() + form.lasts if form.lasts else None
    actions.suspend(viewer(), person, until, form.reason.data)
    flash(f"{person.pen_name} has been told, and can read but not write.")
    return redirect(url_for(".person", slug=person.slug), 303)


@bp.post("/moderation/people/<slug>/lift")
@moderators
def lift(slug):
    person = accounts.person_for(viewer(), slug)
    actions.lift_suspension(viewer(), person)
    flash(f"{person.pen_name} can write again.")
    return redirect(url_for(".person", slug=person.slug), 303)


def only_published(kind) -> None:
    """A person can be hidden and paused, but not held back."""
    if kind not in publications.KINDS:
        raise NotFound()


def decide_with_reason(kind, piece_id, verb, said):
    piece, form = publications.find(kind, viewer(), piece_id), ReasonForm()
    if not form.validate_on_submit():
        return show_piece(piece, form), 422
    verb(viewer(), piece, form.reason.data)
    return decided(piece, said)


def decide(kind, piece_id, verb, said):
    piece = publications.find(kind, viewer(), piece_id)
    verb(viewer(), piece)
    return decided(piece, said)


def decided(piece, said):
    flash(f"{said} The person who wrote it has been told.")
    return redirect(url_for(".queue"), 303)


def show_report(report, form):
    return render_template(
        "moderation/settle.html", report=report, form=form, piece=queries.reported_piece(report),
        others=queries.reports_about(report.kind, report.piece_id),
        may_settle=policy.may_settle(viewer(), report),
        may_see_contacts=policy.may_see_contacts(viewer()),
    )


def show_piece(piece, form):
    return render_template(
        "moderation/piece.html", piece=piece, form=form,
        reports=queries.reports_about(piece.kind, piece.id),
        may_decide=policy.may_decide_about(viewer(), piece),
    )


def show_person(person, form):
    return render_template(
        "moderation/person.html", person=person, form=form,
        decisions=queries.decisions_about(person),
        may_suspend=policy.may_suspend(viewer(), person),
    )
