"""Reading blogs: lists, entries, cover images, feeds."""
from contextlib import suppress

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as BaseResponse

from peoplehub.accounts import queries as people
from peoplehub.accounts.auth import member, members_only, viewer
from peoplehub.blogs import policy, queries, reading
from peoplehub.blogs.forms import CommentForm
from peoplehub.blogs.reading import new_comments
from peoplehub.blogs.views.blueprint import address_below, bp, kept, show_entry
from peoplehub.core import feeds, files
from peoplehub.core.audiences import ANYONE
from peoplehub.core.errors import NotFound
from peoplehub.core.url_routing import LARGEST_NUMBER, row_number

A_YEAR = "private, max-age=31536000, immutable"  # no cache on the way keeps what is taken down


@bp.get("/blogs")
def blogs() -> ResponseReturnValue:
    return kept(show_blogs)


def show_blogs(number: int) -> str:
    entries, page = queries.entries_for(viewer(), number)
    return render_template("blogs/blogs.html", entries=entries, page=page,
                           may_start=policy.may_start(viewer()),
                           new=new_comments(viewer(), entries))


@bp.get("/blogs/<author_slug>")
def blog(author_slug: str) -> ResponseReturnValue:
    return kept(lambda number: show_blog(author_slug, number))


def show_blog(author_slug: str, number: int) -> str | BaseResponse:
    try:
        author = queries.blogger(author_slug)
    except NotFound:
        return _to_new_name(author_slug)
    entries, page = queries.entries_of(viewer(), author, number)
    return render_template("blogs/blog.html", author=author, entries=entries, page=page,
                           new=new_comments(viewer(), entries))


@bp.get("/stories")
def stories() -> ResponseReturnValue:
    return kept(show_stories)


def show_stories(number: int) -> str:
    entries, page = queries.stories_for(viewer(), number)
    return render_template("blogs/stories.html", entries=entries, page=page,
                           may_start=policy.may_start(viewer()),
                           new=new_comments(viewer(), entries))


@bp.get("/blogs/<author_slug>/<entry_slug>")
def entry(author_slug: str, entry_slug: str) -> ResponseReturnValue:
    return kept(lambda _: show_entry_at(author_slug, entry_slug))


def show_entry_at(author_slug: str, entry_slug: str) -> str | BaseResponse:
    try:
        entry = queries.entry_for(viewer(), author_slug, entry_slug)
    except NotFound:
        return _to_new_name(author_slug, f"/{entry_slug}")
    if not entry.is_draft:
        return show_entry(entry, CommentForm() if viewer().id else None)
    return redirect(f"/blogs/entries/{entry.id}/edit")


@bp.get("/blogs/entries/<int:entry_id>")
def entry_by_number(entry_id: int) -> ResponseReturnValue:
    return redirect(queries.entry_numbered(viewer(), entry_id).address)


@bp.get("/blogs/entries/<int:entry_id>/unread")
def unread(entry_id: int) -> ResponseReturnValue:
    """To the first comment that came since the viewer was here; else to the entry. `?comment=9`,
    as notices say it: that one where it is not known what is new, or nothing is."""
    entry = queries.entry_numbered(viewer(), entry_id)
    new, told = reading.first_new(viewer(), entry), row_number(request.args.get("comment"))
    for number in filter(None, (new, told)):
        with suppress(NotFound):
            return redirect(address_below(queries.comment_for(viewer(), number)))
    return redirect(entry.address)


@bp.post("/blogs/entries/<int:entry_id>/read")
@members_only
def mark_read(entry_id: int) -> ResponseReturnValue:
    """A script tells it when the page is left, and a button does it without scripts: read to the
    comment of that `number`, or else to the end."""
    number = row_number(request.form.get("number", str(LARGEST_NUMBER)))
    if number is None:
        raise NotFound()
    reading.mark_read(member(), entry_id, number)
    if "from" not in request.form:
        return "", 204
    flash("We have noted that you have read to here.")
    return redirect(queries.entry_numbered(viewer(), entry_id).address, 303)


@bp.get("/blogs/feed.atom")
def feed() -> ResponseReturnValue:
    return feeds.atom(queries.feed(), "Blogs", "/blogs")


@bp.get("/stories/feed.atom")
def stories_feed() -> ResponseReturnValue:
    return feeds.atom(queries.feed(stories=True), "Stories", "/stories")


@bp.get("/blogs/covers/<key>")
def cover(key: str) -> ResponseReturnValue:
    entry = queries.entry_with_cover(viewer(), key)
    response = files.send(key, f"{entry.slug}.webp", "image/webp", attachment=False)
    if response.status_code == 404:
        return response
    if entry.audience == ANYONE and entry.is_shown:
        response.headers["Cache-Control"] = A_YEAR
    else:
        response.headers["Cache-Control"] = "private, no-cache"
    return response


def _to_new_name(old_slug: str, rest: str = "") -> BaseResponse:
    """The address of somebody who has another pen name now leads on. Raises NotFound."""
    author = people.renamed(old_slug)
    if author is None:
        raise NotFound()
    return redirect(f"/blogs/{author.slug}{rest}")
