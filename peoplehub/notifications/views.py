"""HTTP views of notifications. Opening one is a POST: reading a page writes nothing."""
import re

from flask import Blueprint, abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from peoplehub.accounts import actions as accounts, email_kinds, followed_places, following
from peoplehub.accounts.auth import member, members_only, safe_redirect_path, viewer
from peoplehub.accounts.models import EVERY, EVERYTHING
from peoplehub.core import publication_lookup, unread_counts
from peoplehub.core.error_pages import wants_json
from peoplehub.core.errors import NotFound, found
from peoplehub.core.extensions import csrf
from peoplehub.core.paging import page_number
from peoplehub.core.publications import Publication
from peoplehub.notifications import actions, queries, unsubscribing
from peoplehub.notifications.addresses import address_of
from peoplehub.notifications.forms import LEVEL_WORDS, FollowForm

PIECE = re.compile(r"(\w{1,20}) (\d{1,9})", re.ASCII)  # "post 12"
MOST_PIECES = 200  # on one page
KIND_WORDS, KIND_WORDS_PAGE = "thanked", "/reactions"

bp = Blueprint("notifications", __name__, url_prefix="/notifications")


@bp.get("")
@members_only
def notifications() -> ResponseReturnValue:
    cards, page = queries.cards_for(viewer(), page_number(request.args))
    return render_template("notifications/notifications.html", cards=cards, page=page)


@bp.post("/<int:notification_id>/open")
@members_only
def open_notification(notification_id: int) -> ResponseReturnValue:
    notification = queries.notification_for(viewer(), notification_id)
    actions.read(viewer(), notification)
    if notification.what == KIND_WORDS:
        return redirect(KIND_WORDS_PAGE, 303)
    piece = queries.first_piece_of(viewer(), notification)
    return redirect(
        address_of(notification.what, piece) if piece else url_for(".notifications"), 303)


@bp.post("/<int:notification_id>/read")
@members_only
def read(notification_id: int) -> ResponseReturnValue:
    """Read without opening it, with all that is shown with it."""
    actions.read(viewer(), queries.notification_for(viewer(), notification_id))
    flash("Marked as read.")
    return redirect(url_for(".notifications", page=request.args.get("page")), 303)


@bp.post("/seen")
@members_only
def see() -> ResponseReturnValue:
    """These pieces stand on a page that is being read. A script says so by itself and hears what
    still waits; without scripts it is a button, which leads back to the page."""
    pieces = [named for said in request.form.getlist("piece")[:MOST_PIECES]
              if (named := piece_named(said))]
    if pieces and queries.any_about(viewer(), pieces):
        actions.see(viewer(), pieces)
    if wants_json():
        return waiting()
    return redirect(safe_redirect_path(request.form.get("next"), url_for(".notifications")), 303)


@bp.get("/waiting")
@members_only
def waiting() -> ResponseReturnValue:
    """What waits for the viewer, as open pages are told it."""
    return jsonify(unread_counts.waiting_for(member().id))


@bp.post("/read")
@members_only
def read_all() -> ResponseReturnValue:
    actions.read_all(viewer())
    flash("All of them are marked as read.")
    return redirect(url_for(".notifications"), 303)


@bp.get("/unsubscribe/<token>")
def unsubscribe(token: str) -> ResponseReturnValue:
    """Changes nothing: mail programs open links before their reader does."""
    person, kinds = unsubscribing.person_and_kinds(token)
    stopped = set(email_kinds.stopped_by(person.preferences))
    return render_template("notifications/unsubscribe.html", token=token,
                           kinds=[email_kinds.KINDS[kind].lower() for kind in kinds],
                           is_stopped=set(kinds) <= stopped,
                           all_stopped=set(email_kinds.BY_LINK) <= stopped)


@bp.post("/unsubscribe/<token>")
@csrf.exempt  # a mail program has no form token; the signed one stops e-mails and nothing else
def stop_emails(token: str) -> ResponseReturnValue:
    """One click in a mail program, which follows no redirect, or a button of the page."""
    person, kinds = unsubscribing.person_and_kinds(token)
    if request.form.get("List-Unsubscribe") != "One-Click" and "which" not in request.form:
        abort(400)
    everything = request.form.get("which") == "all"
    accounts.stop_emails(person, email_kinds.BY_LINK if everything else kinds)
    if "which" not in request.form:
        return unsubscribe(token)
    return redirect(url_for(".unsubscribe", token=token), 303)


@bp.post("/follow/<kind>")
@bp.post("/follow/<kind>/<int:piece_id>")
@members_only
def follow(kind: str, piece_id: int | None = None) -> ResponseReturnValue:
    """Be told of what is new where this piece stands; without a piece, of all of the kind."""
    following.follow(viewer(), *place_named(kind, piece_id))
    flash("You will be told when there is something new.")
    return redirect(safe_redirect_path(request.form.get("next"), url_for(".notifications")), 303)


@bp.post("/unfollow/<kind>")
@bp.post("/unfollow/<kind>/<int:piece_id>")
@members_only
def unfollow(kind: str, piece_id: int | None = None) -> ResponseReturnValue:
    following.unfollow(viewer(), *place_named(kind, piece_id))
    flash("You will not be told of it any more.")
    return redirect(safe_redirect_path(request.form.get("next"), url_for(".notifications")), 303)


@bp.get("/following")
@members_only
def followed() -> str:
    """All that one follows or muted."""
    listed, page = queries.followed_by(viewer(), page_number(request.args))
    return render_template("notifications/followed.html", listed=listed, page=page,
                           levels=LEVEL_WORDS)


@bp.route("/following/<kind>/<int:place_id>", methods=["GET", "POST"])
@members_only
def follow_place(kind: str, place_id: int) -> ResponseReturnValue:
    """How much one wants to hear of a place."""
    known = found(followed_places.kind_of(kind))
    place = found(known.find(viewer(), [place_id]).get(place_id))
    row = following.row_of(viewer(), kind, place_id)
    form = FollowForm(level=row.level if row else EVERY)
    form.level.choices = [(EVERY, known.each), *list(LEVEL_WORDS.items())[1:]]
    if form.validate_on_submit():
        following.choose_level(viewer(), kind, place_id, form.level.data)
        flash("Your choice is saved.")
        return redirect(place.address, 303)
    shown = render_template("notifications/follow_place.html", form=form, kind=known, place=place,
                            row=row)
    return shown, 422 if form.errors else 200


@bp.post("/following/<kind>/<int:place_id>/stop")
@members_only
def stop_following(kind: str, place_id: int) -> ResponseReturnValue:
    """Also of what is not there any more."""
    if following.row_of(viewer(), kind, place_id) is None:
        raise NotFound()
    following.unfollow(viewer(), kind, place_id)
    flash("It is off your list.")
    return redirect(url_for(".followed"), 303)


@bp.app_template_global()
def is_following(piece: Publication) -> bool:
    return following.is_following(viewer(), *following.place_of(piece))


def place_named(kind: str, piece_id: int | None) -> tuple[str, int]:
    """The kind and id of what is followed with a piece, if the viewer may read the piece. Raises
    NotFound, also for what is nobody's to follow, such as private messages, and for all of a kind
    whose pieces stand in others: a topic is followed, not every post there is."""
    if not publication_lookup.is_public(kind):
        raise NotFound()
    if piece_id is None:
        if not following.has_own_places(kind):
            raise NotFound()
        return kind, EVERYTHING
    return following.place_of(publication_lookup.find(kind, viewer(), piece_id))


def piece_named(said: str) -> tuple[str, int] | None:
    """A kind and a number, out of "post 12"."""
    named = PIECE.fullmatch(said)
    return (named[1], int(named[2])) if named else None
