"""Reporting for anybody, and deciding about one report, piece or person for moderators."""
from collections.abc import Callable, Collection

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from peoplehub.accounts import email_kinds, queries as accounts
from peoplehub.accounts.access_needs import seen_by_team
from peoplehub.accounts.auth import safe_redirect_path, viewer
from peoplehub.accounts.models import User
from peoplehub.core import clock, limits, publication_lookup, publications
from peoplehub.core.email_address import masked
from peoplehub.core.errors import NotFound
from peoplehub.core.paging import page_number
from peoplehub.core.url_routing import row_number
from peoplehub.moderation import actions, policy, queries
from peoplehub.moderation.forms import (
    MessageReportForm,
    ReasonForm,
    ReportForm,
    SettleForm,
    SuspendForm,
)
from peoplehub.moderation.models import Report, Reported
from peoplehub.moderation.views.blueprint import (
    bp,
    moderators,
    picture_veil_of,
    pictures_of,
    veil_of,
)
from peoplehub.moderation.views.looks import is_open_to_read

TOLD = "The person who wrote it has been told."
KEPT = "Your reason is kept in the log."


@bp.route("/report/<kind>/<int:piece_id>", methods=["GET", "POST"])
def report(kind: str, piece_id: int) -> ResponseReturnValue:
    piece = publication_lookup.find_reportable(kind, viewer(), piece_id)
    surroundings = getattr(piece, "surroundings", "")
    form = MessageReportForm() if surroundings else ReportForm()
    if not form.validate_on_submit():
        page = render_template("moderation/report.html", piece=piece, form=form,
                               is_shown=publication_lookup.is_readable(viewer(), piece))
        return page, 422 if form.is_submitted() else 200
    limits.ask("report from", viewer().id or request.remote_addr)
    made = actions.report(viewer(), piece, form.reason.data, form.details.data, form.contact.data,
                          surroundings if surroundings and form.surroundings.data else "")
    return after_report(piece, form.reason.data, made.id)


def after_report(piece: Reported, reason: str, number: int) -> ResponseReturnValue:
    """Back to what was reported, and told what was done. Who says that somebody is in danger reads
    first whom to call; a visitor's pages are kept for all, so theirs say nothing of it."""
    back = piece.address if publication_lookup.is_readable(viewer(), piece) else "/"
    if viewer().id is None or reason in ("danger", "csea", "child") or back == "/":
        return redirect(url_for(".reported", about=reason, back=back, number=number), 303)
    flash(f"Thank you. We have your report, number {number}, and a moderator will look at it. "
          "Nobody else is told.")
    return redirect(back, 303)


@bp.get("/report/received")
def reported() -> ResponseReturnValue:
    return render_template("moderation/reported.html", about=request.args.get("about", ""),
                           back=safe_redirect_path(request.args.get("back"), "/"),
                           number=row_number(request.args.get("number")))


@bp.get("/moderation/log")
@moderators
def log() -> ResponseReturnValue:
    decisions, page = queries.decisions_for(viewer(), page_number(request.args))
    return render_template("moderation/log.html", decisions=decisions, page=page)


@bp.route("/moderation/reports/<int:report_id>", methods=["GET", "POST"])
@moderators
def settle(report_id: int) -> ResponseReturnValue:
    report, form = queries.report_for(viewer(), report_id), SettleForm()
    if not form.validate_on_submit():
        if report.case_id and not is_open_to_read(queries.case_for(viewer(), report.case_id)):
            return redirect(url_for(".case", case_id=report.case_id), 303)
        return show_report(report, form), 422 if form.is_submitted() else 200
    piece, waiting = queries.reported_piece(report), queries.open_with(report)
    was_hidden = piece is not None and piece.hidden_at
    actions.settle(viewer(), report, form.outcome.data, form.reason.data, form.words.data)
    flash(f"The report is settled. {said_to_reporters(waiting)}")
    if piece is not None and form.outcome.data == "hidden" and not was_hidden:
        flash(f"It is taken down. {said_to_writer(piece)}")
    return redirect(url_for(".queue"), 303)


@bp.get("/moderation/<kind>/<int:piece_id>")
@moderators
def piece(kind: str, piece_id: int) -> ResponseReturnValue:
    return show_piece(publication_lookup.find(kind, viewer(), piece_id), ReasonForm())


@bp.post("/moderation/<kind>/<int:piece_id>/hide")
@moderators
def hide(kind: str, piece_id: int) -> ResponseReturnValue:
    return decide_with_reason(kind, piece_id, actions.hide, "It is taken down.",
                              f"It was taken down already. {KEPT}")


@bp.post("/moderation/<kind>/<int:piece_id>/hold")
@moderators
def hold(kind: str, piece_id: int) -> ResponseReturnValue:
    only_published(kind)
    return decide_with_reason(kind, piece_id, actions.hold, "It is held back.",
                              f"It was held back already. {KEPT}")


@bp.post("/moderation/<kind>/<int:piece_id>/restore")
@moderators
def restore(kind: str, piece_id: int) -> ResponseReturnValue:
    return decide(kind, piece_id, actions.restore, "It can be seen again.",
                  "It was put back already.")


@bp.post("/moderation/<kind>/<int:piece_id>/release")
@moderators
def release(kind: str, piece_id: int) -> ResponseReturnValue:
    only_published(kind)
    return decide(kind, piece_id, actions.release, "It can now be seen.",
                  "It was let out already.")


@bp.route("/moderation/people/<slug>", methods=["GET", "POST"])
@moderators
def person(slug: str) -> ResponseReturnValue:
    person, form = accounts.person_for(viewer(), slug), SuspendForm()
    if not form.validate_on_submit():
        return show_person(person, form), 422 if form.is_submitted() else 200
    until = clock.now() + form.lasts if form.lasts else None
    actions.suspend(viewer(), person, until, form.reason.data)
    flash(f"{person.pen_name} has been told, and can read but not write.")
    return redirect(url_for(".person", slug=person.slug), 303)


@bp.get("/moderation/people/<slug>/emails")
@moderators
def deliveries(slug: str) -> ResponseReturnValue:
    """Did our e-mail reach them?"""
    person = accounts.person_for(viewer(), slug)
    return render_template(
        "moderation/deliveries.html", person=person, address=masked(person.email),
        rests=email_kinds.RESTS in person.preferences,
        deliveries=queries.deliveries_to(viewer(), person))


@bp.post("/moderation/people/<slug>/lift")
@moderators
def lift(slug: str) -> ResponseReturnValue:
    person = accounts.person_for(viewer(), slug)
    actions.lift_suspension(viewer(), person)
    flash(f"{person.pen_name} can write again.")
    return redirect(url_for(".person", slug=person.slug), 303)


def only_published(kind: str) -> None:
    """A person can be hidden and paused, but not held back."""
    if kind not in publications.KINDS:
        raise NotFound()


def decide_with_reason(kind: str, piece_id: int, verb: Callable[..., bool], said: str,
                       already: str) -> ResponseReturnValue:
    piece, form = publication_lookup.find(kind, viewer(), piece_id), ReasonForm()
    if not form.validate_on_submit():
        return show_piece(piece, form), 422
    return decided(piece, verb(viewer(), piece, form.reason.data), said, already)


def decide(kind: str, piece_id: int, verb: Callable[..., bool], said: str,
           already: str) -> ResponseReturnValue:
    piece = publication_lookup.find(kind, viewer(), piece_id)
    return decided(piece, verb(viewer(), piece), said, already)


def decided(piece: Reported, is_done: bool, said: str, already: str) -> ResponseReturnValue:
    flash(f"{said} {said_to_writer(piece)}" if is_done else already)
    return redirect(url_for(".queue"), 303)


def said_to_writer(piece: Reported) -> str:
    """What is true of the person whose piece it is: a visitor, for one, is told nothing."""
    if piece.author is not None and piece.author.is_confirmed:
        return TOLD
    return "Nobody could be told: who wrote it has no account."


def said_to_reporters(reports: Collection[Report]) -> str:
    reports = [report for report in reports if not report.is_by_rule]
    if not reports:
        return "A rule had noticed it, so there is nobody to tell."
    reached = [report for report in reports if report.can_be_answered]
    if len(reached) == len(reports):
        return "Whoever reported it has been told."
    if reached:
        return "Of those who reported it, whoever left a way to reach them has been told."
    return "Whoever reported it left no way to reach them, so they have not been told."


def show_report(report: Report, form: SettleForm) -> str:
    return render_template(
        "moderation/settle.html", report=report, form=form, piece=queries.reported_piece(report),
        pictures=pictures_of(queries.reported_piece(report), report.reason),
        picture_veil=picture_veil_of(viewer()),
        case=queries.case_of(viewer(), report),
        others=queries.reports_about(report.kind, report.piece_id),
        may_settle=policy.may_settle(
            viewer(), report, queries.reporters_of(report.kind, report.piece_id)),
        may_see_contacts=policy.may_see_contacts(viewer()),
    )


def show_piece(piece: Reported, form: ReasonForm) -> str:
    reporters = queries.reporters_of(piece.kind, piece.id)
    hidden_by = accounts.person(piece.hidden_by_id) if piece.hidden_by_id else None
    reports = queries.reports_for(viewer(), piece)
    gravest = "csea" if any(one.reason == "csea" for one in reports) else ""
    return render_template(
        "moderation/piece.html", piece=piece, form=form, veil=veil_of(viewer()),
        pictures=pictures_of(piece, gravest), picture_veil=picture_veil_of(viewer()),
        reports=reports,
        may_decide=policy.may_decide_about(viewer(), piece, reporters),
        may_restore=policy.may_restore(viewer(), piece, reporters, hidden_by),
        may_release=policy.may_release(viewer(), piece, reporters, queries.held_by(piece)),
    )


def show_person(person: User, form: SuspendForm) -> str:
    may_read_notes = policy.may_read_notes(viewer(), person)
    paused_by = accounts.person(person.suspended_by_id) if person.suspended_by_id else None
    return render_template(
        "moderation/person.html", person=person, form=form, needs=seen_by_team(person),
        decisions=queries.decisions_about(viewer(), person), may_read_notes=may_read_notes,
        member_notes=queries.notes_about(viewer(), person) if may_read_notes else [],
        may_suspend=policy.may_suspend(viewer(), person),
        may_lift=policy.may_lift(viewer(), person, paused_by),
    )
