"""HTTP views of reactions: one tap, and what the author of the piece reads of it."""
from typing import NamedTuple

from flask import Blueprint, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue

from peoplehub.accounts.auth import members_only, viewer
from peoplehub.accounts.queries import ids_kept_away
from peoplehub.core.error_pages import wants_json
from peoplehub.core.errors import NotFound
from peoplehub.core.paging import page_number
from peoplehub.core.publication_lookup import find, is_public
from peoplehub.core.publications import Publication
from peoplehub.reactions import actions, policy, queries
from peoplehub.reactions.models import HELPED, WORDS

bp = Blueprint("reactions", __name__, url_prefix="/reactions")


@bp.get("")
@members_only
def reactions() -> ResponseReturnValue:
    received, page = queries.received_by(viewer(), page_number(request.args))
    return render_template("reactions/reactions.html", received=received, page=page)


@bp.post("/<kind>/<int:piece_id>")
@members_only
def react(kind: str, piece_id: int) -> ResponseReturnValue:
    """The fields `give` and `take_back` hold one of the words of `WORDS`."""
    if not is_public(kind):
        raise NotFound()
    piece, verb = find(kind, viewer(), piece_id), "give" if "give" in request.form else "take_back"
    what = request.form.get(verb, "")
    if what not in WORDS:
        raise NotFound()
    (actions.give if verb == "give" else actions.take_back)(viewer(), piece, what)
    if wants_json():
        return jsonify(given=verb == "give")
    return redirect(place_of(piece), 303)


@bp.get("/<kind>/<int:piece_id>")
@members_only
def piece(kind: str, piece_id: int) -> ResponseReturnValue:
    """Somebody came back here after signing in: to the piece."""
    if not is_public(kind):
        raise NotFound()
    return redirect(place_of(find(kind, viewer(), piece_id)), 302)


class Offer(NamedTuple):
    """What the viewer may give to a piece, and gave."""

    whats: list[str]
    given: set[str]


@bp.app_template_global()
def reactions_to(pieces: list[Publication]) -> dict[tuple[str, int], Offer]:
    """What the viewer may give to each of these pieces, which are of one kind."""
    if viewer().id is None or not pieces:
        return {}
    away = ids_kept_away(viewer())
    open_to = [piece for piece in pieces
               if policy.may_react(viewer(), piece) and piece.author_id not in away]
    given = queries.given_by(viewer(), pieces[0].kind, [piece.id for piece in open_to])
    return {(piece.kind, piece.id): Offer(offered(piece), given[piece.id]) for piece in open_to}


def offered(piece: Publication) -> list[str]:
    may_say_helped = policy.may_say_helped(viewer(), piece)
    return [what for what in WORDS if what != HELPED or may_say_helped]


def place_of(piece: Publication) -> str:
    """Where its buttons stand."""
    address = piece.address
    return address if "#" in address else f"{address}#react-{piece.kind}-{piece.id}"
