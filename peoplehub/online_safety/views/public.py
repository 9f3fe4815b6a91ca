"""Asking for a private picture to be taken down, and complaining: with an account or without."""
from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from peoplehub.accounts.auth import viewer
from peoplehub.core import limits
from peoplehub.core.errors import NotFound
from peoplehub.core.url_routing import row_number
from peoplehub.online_safety import actions, queries
from peoplehub.online_safety.forms import ComplaintForm, ExpeditedForm, IntimateForm
from peoplehub.online_safety.models import INTIMATE, SafetyRequest
from peoplehub.online_safety.views.blueprint import bp


@bp.route("/report/intimate-image", methods=["GET", "POST"])
def intimate() -> ResponseReturnValue:
    form = IntimateForm()
    if not form.validate_on_submit():
        if not form.is_submitted():
            form.where.data, form.contact.data = asked_about(), viewer().email
        page = render_template("online_safety/intimate.html", form=form)
        return page, 422 if form.is_submitted() else 200
    count_this()
    made = actions.ask_removal(
        viewer(), queries.piece_at(viewer(), form.where.data), where=form.where.data,
        text=form.text.data, subject=form.subject.data, name=form.name.data,
        contact=form.contact.data, is_child=form.is_child.data)
    return to_receipt(made)


@bp.get("/report/requests/<reference>")
def receipt(reference: str) -> ResponseReturnValue:
    return render_template("online_safety/receipt.html", asked=queries.request_with(reference))


@bp.route("/report/requests/<reference>/complaint", methods=["GET", "POST"])
def expedited(reference: str) -> ResponseReturnValue:
    earlier, form = queries.request_with(reference), ExpeditedForm()
    if earlier.kind != INTIMATE:
        raise NotFound()
    if not form.validate_on_submit():
        page = render_template("online_safety/expedited.html", form=form, earlier=earlier)
        return page, 422 if form.is_submitted() else 200
    count_this()
    return to_receipt(actions.complain(
        viewer(), subject="", text=form.text.data, name=earlier.name, contact=earlier.contact,
        earlier=earlier))


@bp.route("/complaints", methods=["GET", "POST"])
def complaints() -> ResponseReturnValue:
    form = ComplaintForm()
    if not form.validate_on_submit():
        if not form.is_submitted():
            form.contact.data = viewer().email
        page = render_template("online_safety/complaints.html", form=form)
        return page, 422 if form.is_submitted() else 200
    count_this()
    return to_receipt(actions.complain(
        viewer(), subject=form.subject.data, text=form.text.data, name=form.name.data,
        contact=form.contact.data))


def count_this() -> None:
    limits.ask("report from", viewer().id or request.remote_addr)


def to_receipt(made: SafetyRequest) -> ResponseReturnValue:
    return redirect(url_for(".receipt", reference=made.reference), 303)


def asked_about() -> str:
    """Where the piece is from whose report page somebody came."""
    kind, number = request.args.get("kind", ""), row_number(request.args.get("id"))
    if number is None or (piece := queries.piece_numbered(viewer(), kind, number)) is None:
        return ""
    path = f"/report/message/{number}" if kind == "message" else piece.address
    return current_app.config["BASE_URL"].rstrip("/") + path
