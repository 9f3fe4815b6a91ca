"""What one was told, over HTTP. Opening a notice is a small form: reading a page writes nothing."""
from flask import Blueprint, flash, redirect, render_template, request, url_for

from peoplehub.accounts.doors import members_only, viewer
from peoplehub.core.paging import page_number
from peoplehub.notifications import actions, queries

bp = Blueprint("notifications", __name__, url_prefix="/notifications")


@bp.get("")
@members_only
def notifications():
    told, page = queries.notifications_for(viewer(), page_number(request.args))
    return render_template("notifications/notifications.html", told=told, page=page)


@bp.post("/<int:notification_id>/open")
@members_only
def open_notification(notification_id):
    notification = queries.notification_for(viewer(), notification_id)
    actions.read(viewer(), notification)
    piece = queries.piece_of(viewer(), notification)
    return redirect(piece.address if piece else url_for(".notifications"), 303)


@bp.post("/read")
@members_only
def read_all():
    actions.read_all(viewer())
    flash("All of them are marked as read.")
    return redirect(url_for(".notifications"), 303)
