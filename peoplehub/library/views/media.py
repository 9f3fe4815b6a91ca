"""The film or sound of a sheet: for its editors, and as it is played."""
import re

from flask import Response, current_app, flash, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as BaseResponse

from peoplehub.accounts.auth import member, viewer
from peoplehub.core import files, formatting, limits
from peoplehub.core.errors import found
from peoplehub.core.extensions import db
from peoplehub.library import media_actions, policy, queries
from peoplehub.library.media import CAPTIONS, MAIN, SMALL
from peoplehub.library.media_forms import MediaForm, MediaWordsForm
from peoplehub.library.media_keeping import KEPT, MEGABYTE
from peoplehub.library.models import Sheet
from peoplehub.library.views.blueprint import bp
from peoplehub.library.views.editor import writers_only
from peoplehub.library.views.reading import count, readable_name

UPLOAD, WORDS, DELETE = "upload", "words", "delete-"  # of the buttons
ENDPOINT = "library.media"
FORM_BYTES = 1_000_000  # of the other fields, and of what stands around the file
FROM_ITS_START = re.compile(r"bytes=0-(?!1$)\d*")  # a phone asks for two bytes first
CLEANED = "We took out hidden details, such as where it was made."


@bp.record_once
def register_upload(state: BlueprintSetupState) -> None:
    state.app.extensions["long uploads"][ENDPOINT] = most_bytes


def most_bytes() -> int | None:
    """How long a form of whoever asks may be; None for those who may send no film. Nobody holds a
    connection to the database while it is read."""
    may_send = policy.may_manage(viewer())
    db.session.rollback()
    return current_app.config["MEDIA_MB"] * MEGABYTE + FORM_BYTES if may_send else None


@bp.route("/manage/<int:sheet_id>/media", methods=["GET", "POST"])
@writers_only
def media(sheet_id: int) -> ResponseReturnValue:
    """Its files, the words, and what is promised."""
    sheet = queries.sheet_to_edit(viewer(), sheet_id)
    action = request.form.get("action", "")
    if request.method == "GET":
        return show_media(sheet)
    if action.startswith(DELETE):
        media_actions.remove_media(member(), sheet, action.removeprefix(DELETE))
        return back(sheet, "The file is gone.")
    if action == WORDS:
        return keep_words(sheet)
    form = MediaForm()
    if form.validate():
        with form.refusals_beside("media_file"):
            limits.ask("upload", viewer().id)
            said = keep_file(sheet, form)
            return back(sheet, said)
    return show_media(sheet, form=form), 422


def keep_words(sheet: Sheet) -> ResponseReturnValue:
    form = MediaWordsForm()
    if form.validate():
        with form.refusals_beside("is_transcript"):
            media_actions.say_of_media(member(), sheet, form.is_transcript.data,
                                       form.captions_promised_for.data)
            return back(sheet, "It is saved.")
    return show_media(sheet, words=form), 422


def keep_file(sheet: Sheet, form: MediaForm) -> str:
    """Look at the file, keep it, and say so. While its bytes flow, no connection to the database is
    held. Raises Invalid, or Unavailable."""
    db.session.rollback()
    part, sent = form.part.data, form.media_file.data
    language = form.language.data if part == CAPTIONS else ""
    kept, is_cleaned = KEPT[part](sent, part, language)
    media_actions.add_media(member(), sheet, kept)
    length = f"{kept.length_words}, " if kept.length_words else ""
    return (f"The file is here: {length}{formatting.size(kept.size)}."
            + (f" {CLEANED}" if is_cleaned else ""))


def show_media(sheet: Sheet, form: MediaForm | None = None,
               words: MediaWordsForm | None = None) -> str:
    said = words or MediaWordsForm(formdata=None, obj=sheet)
    return render_template("library/media.html", sheet=sheet, words=said,
                           form=form or MediaForm(formdata=None), used=form or words,
                           most=current_app.config["MEDIA_MB"])


def back(sheet: Sheet, words: str) -> BaseResponse:
    """A script that has sent a file loads the page again itself, which then shows the words."""
    flash(words)
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return Response(status=204)
    return redirect(url_for(".media", sheet_id=sheet.id), 303)


@bp.get("/<slug>/media/<name>")
def media_file(slug: str, name: str) -> Response:
    """Whole or in parts, to be played or, with `?download`, to be kept. Whether it may be read is
    asked each time."""
    sheet = queries.sheet_for(viewer(), slug)
    file = found(sheet.media_file(name))
    counted, sheet_id, stem = sheet.is_shown, sheet.id, name.partition(".")[0]
    called = readable_name(sheet.title, name.rpartition(".")[2])
    db.session.rollback()  # held by nobody while the bytes flow
    response = files.send_long(file.key, called, file.mimetype, file.size, file.came_at,
                               attachment="download" in request.args)
    if counted and file.role in (MAIN, SMALL) and is_from_its_start(response):
        count(sheet_id, stem)
    return response


def is_from_its_start(response: Response) -> bool:
    """Whether somebody begins to play it: what follows of the same play is not counted again."""
    asked = request.headers.get("Range", "bytes=0-").strip()
    return (request.method == "GET" and response.status_code in (200, 206)
            and "If-None-Match" not in request.headers and bool(FROM_ITS_START.fullmatch(asked)))
