"""HTTP views of drafts: the list, saving for later, throwing away."""
from flask import Blueprint, Flask, flash, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from peoplehub.accounts.auth import member, members_only, viewer
from peoplehub.core.error_pages import wants_json
from peoplehub.core.errors import found
from peoplehub.drafts import actions, forms, page_context, queries, registry, tokens
from peoplehub.drafts.listeners import Sent
from peoplehub.drafts.registry import PlaceKind
from peoplehub.drafts.retention import KEPT_FOR

bp = Blueprint("drafts", __name__, url_prefix="/drafts")
bp.add_app_template_global(page_context.saved_words)
NOTHING = "There were no words to save yet."
SAVED = "Your words are saved. They wait for you here, on all your devices."
WORDS_ALONE = f"{SAVED} Pictures and papers are not kept with them. Please choose those again."
THROWN = "That draft is gone."
ALL_THROWN = "Your drafts are gone."


def init_app(app: Flask, kinds: dict[str, PlaceKind]) -> None:
    """`kinds`: the kinds of forms whose words can be saved, by their names in a place."""
    registry.init_app(app, kinds)
    app.before_request(note_sent)


def note_sent() -> None:
    """Before each POST: the drafts whose words its form holds go when something comes of it."""
    if request.method == "POST" and viewer().id and request.form.get("draft"):
        g.sent_drafts = Sent(member().id, tokens.read(request.form["draft"]),
                             request.form.get("text", ""))


@bp.get("")
@members_only
def drafts() -> str:
    mine = queries.drafts_of(viewer())
    found_places = registry.find_all(viewer(), {draft.place for draft in mine})
    listed = [(draft, registry.kind_of(draft.place), found_places.get(draft.place))
              for draft in mine]
    return render_template("drafts/drafts.html", listed=listed, days=KEPT_FOR.days)


@bp.post("")
@members_only
def save_draft() -> ResponseReturnValue:
    place = request.form.get("place", "")
    kind = found(registry.kind_of(place))
    here = registry.find(viewer(), place)
    draft = actions.save_draft(member(), place, forms.writer(), forms.typed_fields(kind),
                               tokens.read(request.form.get("draft", "")))
    if wants_json():
        return jsonify(token=draft.token if draft else "")
    had_files = "file_token" in request.form or any(request.files.values())
    flash((WORDS_ALONE if had_files else SAVED) if draft else NOTHING)
    return redirect(url_for(".drafts") if draft else here.address, 303)


@bp.get("/discard")
@members_only
def confirm_discarding() -> ResponseReturnValue:
    """Before one draft, or all of them, are thrown away."""
    one = request.args.get("draft", "")
    if one:
        number = int(one) if one.isascii() and one.isdigit() and len(one) < 10 else 0
        queries.draft_for(viewer(), number)
    return render_template(
        "layout/confirm.html", danger=True, action=url_for(".discard"), cancel=url_for(".drafts"),
        heading="Throw this draft away?" if one else "Throw all your drafts away?",
        sentence="Nobody has read the words. They cannot be brought back.",
        button="Throw it away" if one else "Throw all away",
        hidden={"draft": one} if one else {"all": "1"})


@bp.post("/discard")
@members_only
def discard() -> ResponseReturnValue:
    if request.form.get("all") == "1":
        actions.discard_all(member())
    else:
        actions.discard(member(), tokens.read(request.form.get("draft", "")))
    if wants_json():
        return "", 204
    flash(ALL_THROWN if request.form.get("all") == "1" else THROWN)
    return redirect(url_for(".drafts"), 303)
