"""The editor of sheets, for those who write and review them."""
from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as BaseResponse

from peoplehub.accounts.auth import for_roles, viewer
from peoplehub.accounts.models import ADVISOR, COORDINATOR, EDITOR, STAFF_ROLES, User
from peoplehub.artwork.pictures import SUBJECTS, picture
from peoplehub.core import limits
from peoplehub.core.paging import page_number
from peoplehub.core.text import plain, render
from peoplehub.editorial.models import WORDS
from peoplehub.editorial.pending import is_review_required
from peoplehub.editorial.queries import pending_of_pieces
from peoplehub.editorial.reading_age import reading_of
from peoplehub.library import actions, easy_pictures, easy_read, queries
from peoplehub.library.forms import (
    LATER,
    MOST_ROWS,
    PREVIEW,
    PUBLISH,
    SAVE,
    SEND,
    CheckedForm,
    EasyReadForm,
    ReplaceForm,
    SheetForm,
)
from peoplehub.library.models import Sheet
from peoplehub.library.pdf import svg
from peoplehub.library.views.blueprint import bp
from peoplehub.tags.queries import slugs_of

ADD_PICTURE, DELETE = "picture", "delete-"  # of the buttons in the easy read's editor
LONGEST = 100_000  # characters of which the reading age is told
REPLACED = "This sheet leads to the newer one now. It is not in lists any more."
IN_ONE_BOX = (
    f"This easy read has more than {MOST_ROWS} rows. Please change it here, in the box Easy read."
)
NOT_REPLACED = "This sheet is in the library in its own place again."

writers_only = for_roles(ADVISOR, COORDINATOR, EDITOR, *STAFF_ROLES)


@bp.get("/manage")
@writers_only
def manage() -> str:
    page, sheets = queries.managed_for(viewer(), page_number(request.args))
    return render_template("library/manage.html", page=page, sheets=sheets,
                           pending=pending_of_pieces(Sheet.kind, [one.id for one in sheets]),
                           taken=queries.downloads_since(sheets),
                           tasks=queries.tasks_for(viewer()))


@bp.route("/manage/new", methods=["GET", "POST"])
@writers_only
def write_sheet() -> ResponseReturnValue:
    return edit(None)


@bp.route("/manage/<int:sheet_id>", methods=["GET", "POST"])
@writers_only
def change(sheet_id: int) -> ResponseReturnValue:
    return edit(queries.sheet_to_edit(viewer(), sheet_id))


@bp.post("/manage/<int:sheet_id>/publish")
@writers_only
def publish(sheet_id: int) -> BaseResponse:
    sheet = actions.publish(viewer(), queries.sheet_to_edit(viewer(), sheet_id))
    return done(sheet, "The sheet is in the library now.")


@bp.post("/manage/<int:sheet_id>/unpublish")
@writers_only
def unpublish(sheet_id: int) -> BaseResponse:
    sheet = actions.unpublish(viewer(), queries.sheet_to_edit(viewer(), sheet_id))
    return done(sheet, "The sheet is a draft again. Only you and the team can read it.")


@bp.route("/manage/<int:sheet_id>/replace", methods=["GET", "POST"])
@writers_only
def replace(sheet_id: int) -> ResponseReturnValue:
    """Another sheet takes the place of this one, or its place is its own again."""
    sheet = queries.sheet_to_edit(viewer(), sheet_id)
    form = ReplaceForm.of(sheet, queries.titles_for(viewer()))
    if form.validate_on_submit():
        with form.refusals_beside("newer"):
            slug = form.newer.data or ""
            newer = queries.newer_for(viewer(), sheet, slug) if slug else None
            actions.replace(viewer(), sheet, newer)
            return done(sheet, REPLACED if newer else NOT_REPLACED)
    page = render_template("library/replace.html", form=form, sheet=sheet)
    return page, 422 if form.is_submitted() else 200


@bp.route("/manage/<int:sheet_id>/checked", methods=["GET", "POST"])
@writers_only
def mark_checked(sheet_id: int) -> ResponseReturnValue:
    """One tap elsewhere; here with a sentence of what was looked at."""
    sheet = queries.sheet_to_edit(viewer(), sheet_id)
    form = CheckedForm()
    if form.validate_on_submit():
        actions.mark_checked(viewer(), sheet, form.sentence.data or "")
        return done(sheet, "Thank you. The sheet says that it was checked today.")
    page = render_template("library/checked.html", form=form, sheet=sheet)
    return page, 422 if form.is_submitted() else 200


@bp.get("/manage/tasks")
@writers_only
def tasks() -> str:
    return render_template("library/tasks.html", tasks=queries.tasks_for(viewer()))


@bp.route("/manage/<int:sheet_id>/easy-read", methods=["GET", "POST"])
@writers_only
def write_easy(sheet_id: int) -> ResponseReturnValue:
    """The editor of short sentences, each with a picture."""
    sheet = queries.sheet_to_edit(viewer(), sheet_id)
    edited = sheet.as_edited
    form = EasyReadForm.of_rows(edited, *map(request.form.getlist, ("picture", "words")))
    if not form.is_submitted():
        if len(form.rows) > MOST_ROWS:
            flash(IN_ONE_BOX)
            return redirect(url_for(".change", sheet_id=sheet.id), 302)
        return show_easy_editor(form, sheet)
    action = request.form.get("action", "")
    if action == ADD_PICTURE or action.startswith(DELETE):
        return change_pictures(form, sheet, action)
    if not form.validate():
        return show_easy_editor(form, sheet), 422
    if action != SAVE:
        return show_easy_editor(form, sheet)
    with form.refusals_beside("easy_text"):
        actions.change(viewer(), sheet, seen=form.seen.data or "",
                       **words_of(sheet) | {"easy_text": form.easy_text.data or ""})
        flash("The easy read is saved.")
        return redirect(url_for(".write_easy", sheet_id=sheet.id), 303)
    return show_easy_editor(form, sheet), 422


def change_pictures(form: EasyReadForm, sheet: Sheet, action: str) -> ResponseReturnValue:
    """Bring a picture, or take one away; the sentences stay as they were typed."""
    with form.refusals_beside("new_picture"):
        if action == ADD_PICTURE:
            limits.ask("upload", viewer().id)
            key, size = easy_pictures.stored(form.picture_data())
            added = actions.add_easy_picture(viewer(), sheet, key, form.new_words.data or "", size)
            flash(f"The picture is here: {added.name}. Choose it beside a sentence.")
            form.new_words.data = ""
        else:
            number = action.removeprefix(DELETE)
            actions.remove_easy_picture(viewer(), sheet, int(number) if number.isdigit() else 0)
            flash("The picture is gone.")
        form.own_pictures = sheet.own_pictures
        return show_easy_editor(form, sheet)
    return show_easy_editor(form, sheet), 422


@bp.post("/manage/reading")
@writers_only
def reading_age() -> str:
    """How old a reader must be, while somebody writes: a `text`, or an `easy` read."""
    limits.ask("reading age", viewer().id)
    easy = request.form.get("easy", "")[:LONGEST]
    sentences = easy_read.easy_words(easy_read.rows(easy))
    words = "\n".join(sentences) or plain(render(request.form.get("text", "")[:LONGEST], top=3))
    return render_template("library/_reading.html", reading=reading_of(words), easy=bool(easy))


def words_of(sheet: Sheet) -> dict:
    """What an action takes of a sheet, or of a change of it that waits, that stays as it is."""
    facts = {name: getattr(sheet, name) for name in (
        "topic", "for_whom", "patch", "check_every_days", "easy_promised_for", "change_note")}
    change = sheet.pending_change
    if change is None:
        note = {} if sheet.is_draft else {"change_note": ""}
        return {**facts, **sheet.words, **note, "is_small": True}
    kept = ("change_note", "is_small", "easy_still_right", "easy_promised_for")
    return {**facts, **change.words, **{name: getattr(change, name) for name in kept}}


def show_easy_editor(form: EasyReadForm, sheet: Sheet) -> str:
    own = sheet.shown_pictures()
    said = form.easy_text.data or sheet.as_edited.easy_text
    made = easy_read.safe(easy_read.rows(said, own), own)
    return render_template(
        "library/write_easy.html", form=form, sheet=sheet, subjects=SUBJECTS, picture=picture,
        preview=made, reading=reading_of("\n".join(easy_read.easy_words(made))),
        own=own, rows=[
            (chosen, words, easy_read.named(chosen.strip(), sheet.own_pictures))
            for chosen, words in [*form.rows, *[("", "")] * 3]], drawn=svg.drawn)


def edit(sheet: Sheet | None) -> ResponseReturnValue:
    """The editor, for a new sheet or one there is: saved, previewed, or published."""
    owners = queries.owners_for(viewer())
    form = filled(sheet).offer(owners, sheet)
    if form.owner_id.data is None:
        form.owner_id.process_data(str(sheet.author_id if sheet else viewer().id))
    if not form.is_submitted():
        return show_editor(form, sheet)
    if request.files.get("original"):
        limits.ask("upload", viewer().id)  # counted before it is looked at, which is the work
    if not form.validate():
        return show_editor(form, sheet), 422
    if request.form.get("action") == PREVIEW:
        return show_editor(form, sheet, preview=True)
    return keep(form, sheet, owners)


def keep(form: SheetForm, sheet: Sheet | None, owners: list[User]) -> ResponseReturnValue:
    action = request.form.get("action")
    fields = form.said(owners) | {"and_publish": action == PUBLISH, "and_send": action == SEND}
    with form.refusals_beside():
        if sheet is None:
            kept = actions.write_sheet(viewer(), **fields)
        else:
            kept = actions.change(viewer(), sheet, seen=form.seen.data or "",
                                  for_later=action == LATER, **fields)
        if action == SEND or kept.pending_change is not None:
            return kept_for_later(kept, action == SEND)
        return done(kept, "It is in the library now." if action == PUBLISH
                    else "Your sheet is saved.")
    return show_editor(form, sheet), 422


def kept_for_later(sheet: Sheet, is_sent: bool) -> BaseResponse:
    """Its words wait to be published; if it `is_sent`, for a second look."""
    flash("Somebody else can read it now. We will tell you what they say." if is_sent
          else "Your words are saved. Readers do not see them yet.")
    return redirect(url_for("editorial.publishing", kind=Sheet.kind, piece_id=sheet.id), 303)


def show_editor(form: SheetForm, sheet: Sheet | None, preview: bool = False) -> str:
    looked_at = None
    if preview:
        own = sheet.shown_pictures() if sheet else {}
        html = render(form.text.data or "", top=3)
        rows = easy_read.rows(form.easy_text.data or "", own)
        looked_at = {"html": html, "rows": easy_read.safe(rows, own),
                     "reading": reading_of(plain(html)),
                     "easy_reading": reading_of("\n".join(easy_read.easy_words(rows)))}
    pending = sheet.pending if sheet else None
    is_out = sheet is not None and not sheet.is_draft
    waits = is_out and (is_review_required() or bool(pending and pending.is_change))
    return render_template("library/edit.html", form=form, sheet=sheet, preview=looked_at,
                           waits=waits, pending=pending, subjects=SUBJECTS, picture=picture)


def filled(sheet: Sheet | None) -> SheetForm:
    if sheet is None:
        return SheetForm()
    change = sheet.pending_change
    form = SheetForm(obj=sheet, data={"owner_id": str(sheet.author_id),
                                      "seen": sheet.as_edited.mark,
                                      "tags": slugs_of(Sheet.kind, sheet.id)})
    if form.is_submitted():
        return form
    if change is not None:
        for name in (*WORDS, "change_note", "is_small", "easy_still_right",
                     "easy_promised_for"):
            form[name].process_data(getattr(change, name))
    elif not sheet.is_draft:
        form.change_note.process_data("")  # each version has a sentence of its own
    return form


def done(sheet: Sheet, words: str) -> BaseResponse:
    flash(words)
    place = sheet.address if not sheet.is_draft else url_for(".change", sheet_id=sheet.id)
    return redirect(place, 303)
