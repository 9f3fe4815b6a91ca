"""The editor of blog entries: drafts, previews, publishing, deleting."""
from flask import current_app, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from peoplehub.accounts.auth import member, members_only, viewer
from peoplehub.accounts.first_day import refuse_files
from peoplehub.accounts.queries import slugs_mentioned
from peoplehub.blogs import actions, policy, queries, signed_tokens
from peoplehub.blogs.forms import OWN, PREVIEW, PUBLISH, EntryForm
from peoplehub.blogs.models import Entry
from peoplehub.blogs.views.blueprint import bp
from peoplehub.core import files, limits
from peoplehub.core.errors import Invalid, NotFound, Unavailable, require
from peoplehub.core.forms import new_key
from peoplehub.core.text import with_plain_heads
from peoplehub.folding.content_notes import fields_of
from peoplehub.folding.team_notes import own_note, team_note_of
from peoplehub.tags.queries import slugs_of

SAVED = "Saved. Only you can see it until you publish it."
CHANGED = "Your changes are saved."
PUBLISHED = "Published. This is how people see it."
PICTURE_GONE = ("We keep a picture for a day until you save, and that day is over. "
                "Please choose it again. Your words are safe.")
WAITING = "Published. A moderator looks at it first, and then people can see it. {}"


@bp.get("/blogs/drafts")
@members_only
def drafts() -> ResponseReturnValue:
    return render_template("blogs/drafts.html", drafts=queries.drafts_of(viewer()))


@bp.get("/blogs/new")
@members_only
def new_entry() -> ResponseReturnValue:
    require(policy.may_start(viewer()), viewer().standing_words or actions.CANNOT_WRITE)
    story = "story" in request.args
    return show_editor(EntryForm(formdata=None, is_story=story), None)


@bp.post("/blogs/new")
@members_only
def save_new_entry() -> ResponseReturnValue:
    return take(EntryForm().with_files_of(viewer()), None)


@bp.get("/blogs/entries/<int:entry_id>/edit")
@members_only
def entry_to_edit(entry_id: int) -> ResponseReturnValue:
    entry = queries.own_entry(viewer(), entry_id)
    return show_editor(form_of(entry), entry)


@bp.post("/blogs/entries/<int:entry_id>/edit")
@members_only
def save_entry(entry_id: int) -> ResponseReturnValue:
    entry = queries.own_entry(viewer(), entry_id)
    form = EntryForm().with_files_of(viewer())
    form.tags.begin_with(slugs_of(Entry.kind, entry.id), is_sent=True)
    return take(form, entry)


@bp.post("/blogs/entries/<int:entry_id>/publish")
@members_only
def publish(entry_id: int) -> ResponseReturnValue:
    entry = actions.publish(viewer(), queries.own_entry(viewer(), entry_id))
    return shown(entry)


@bp.post("/blogs/entries/<int:entry_id>/unpublish")
@members_only
def unpublish(entry_id: int) -> ResponseReturnValue:
    entry = actions.unpublish(viewer(), queries.own_entry(viewer(), entry_id))
    flash("It is a draft again. Only you can see it now.")
    return redirect(f"/blogs/entries/{entry.id}/edit", 303)


@bp.get("/blogs/entries/<int:entry_id>/delete")
@members_only
def entry_to_delete(entry_id: int) -> ResponseReturnValue:
    entry = queries.own_entry(viewer(), entry_id)
    return render_template(
        "layout/confirm.html", heading=f"Delete “{entry.heading}”?", danger=True,
        sentence="Others will not see it or its comments any more. You cannot bring it back "
        "yourself.",
        action=request.path, button="Yes, take it away", cancel=f"/blogs/entries/{entry.id}/edit",
        hidden={"idempotency_key": new_key()},
    )


@bp.post("/blogs/entries/<int:entry_id>/delete")
@members_only
def delete(entry_id: int) -> ResponseReturnValue:
    actions.delete(viewer(), queries.own_entry(viewer(), entry_id, even_gone=True))
    flash("It is gone.")
    return redirect("/blogs/drafts", 303)


@bp.get("/blogs/covers/waiting/<token>")
@members_only
def waiting_cover(token: str) -> ResponseReturnValue:
    """A picture that its owner has sent and not yet saved."""
    key = signed_tokens.picture_key(token, member().id)
    if key is None or not files.has(key):
        raise NotFound()
    response = files.send(key, "picture.webp", "image/webp", attachment=False)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def first_day_refusal() -> str:
    """Why the viewer cannot add a picture today, or ""."""
    try:
        refuse_files(member())
    except Invalid as refusal:
        return str(refusal)
    return ""


def take(form: EntryForm, entry: Entry | None) -> ResponseReturnValue:
    """What was sent from the editor: refused with everything kept, previewed, saved or published.
    """
    if request.files.get("picture"):
        limits.ask("upload", member().id)  # counted before it is looked at, which is the work
        if refusal := first_day_refusal():
            form.validate_on_submit()
            form.picture.errors = [refusal]
            return show_editor(form, entry), 422
    valid = form.validate_on_submit()
    if not (keep_picture(form) and valid):
        return show_editor(form, entry), 422
    if form.action.data == PREVIEW:
        return show_editor(form, entry, preview=preview_of(form))
    with form.refusals_beside("text"):
        return done(form, entry)
    return show_editor(form, entry), 422


def done(form: EntryForm, entry: Entry | None) -> ResponseReturnValue:
    act = actions.save_and_publish if form.action.data == PUBLISH else actions.save_entry
    was_draft = entry is None or entry.is_draft
    entry = act(viewer(), entry, version=form.version.data, remove_old=form.remove_old.data,
                tags=form.tags.data or (), files=form.kept_files, **form.words,
                **cover_of(form))
    if was_draft and entry.is_draft:
        flash(SAVED)
        return redirect(f"/blogs/entries/{entry.id}/edit", 303)
    return shown(entry, PUBLISHED if was_draft else CHANGED)


def shown(entry: Entry, words: str = PUBLISHED) -> ResponseReturnValue:
    flash(WAITING.format(current_app.extensions["next_look"]()) if entry.held_at else words)
    return redirect(entry.address, 303)


def keep_picture(form: EntryForm) -> bool:
    """A good picture is kept at once, so that an error elsewhere does not lose it. False, with the
    reason beside its field, where the store has no place for it."""
    if form.cleaned is None:
        return True
    try:
        key = files.store(form.cleaned, ".webp")
    except Unavailable as refusal:
        form.picture.errors = [f"{refusal} You can save your words without the picture."]
        return False
    form.cover_token.data = signed_tokens.picture_token(key, member().id)
    return True


def cover_of(form: EntryForm) -> dict:
    if form.cover_kind.data != OWN:
        return {"cover_kind": form.cover_kind.data, "cover_key": None, "cover_alt": ""}
    key = signed_tokens.picture_key(form.cover_token.data or "", member().id)
    if key and not files.has(key):
        form.cover_token.data = ""
        raise Invalid(PICTURE_GONE, "picture")
    return {"cover_kind": "", "cover_key": key, "cover_alt": form.picture_alt.data if key else ""}


def form_of(entry: Entry) -> EntryForm:
    """The form as the entry stands now."""
    token = entry.cover_key and signed_tokens.picture_token(entry.cover_key, member().id)
    form = EntryForm(
        formdata=None, title=entry.title, text=with_plain_heads(entry.text),
        audience=entry.audience,
        comments="open" if entry.comments_open else "closed", is_story=entry.is_story,
        teller=entry.teller, place=entry.place, short=entry.short, version=entry.version,
        cover_kind=OWN if token else entry.cover_kind, cover_token=token,
        picture_alt=entry.cover_alt, made_with_ai=entry.made_with_ai, **fields_of(own_note(entry)),
        tags=slugs_of(Entry.kind, entry.id),
    )
    form.show_files(viewer(), entry.files or [])
    return form


def preview_of(form: EntryForm) -> Entry:
    """What it would look like; never put among the rows."""
    entry = Entry(author=viewer(), author_id=member().id, slug="preview", **form.words)
    entry.write(form.text.data or "", slugs_mentioned(form.text.data or ""))
    entry.cover_kind = form.cover_kind.data
    return entry


def show_editor(form: EntryForm, entry: Entry | None, preview: Entry | None = None) -> str:
    key = signed_tokens.picture_key(form.cover_token.data or "", member().id)
    waiting = f"/blogs/covers/waiting/{form.cover_token.data}" if key else ""
    form.team_note = team_note_of(entry) if entry else ""
    return render_template("blogs/editor.html", form=form, entry=entry, preview=preview,
                           picture=waiting)
