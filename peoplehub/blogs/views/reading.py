"""Reading blogs: lists, entries, cover images, feeds."""
from flask import redirect, render_template
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as BaseResponse

from peoplehub.accounts import queries as people
from peoplehub.accounts.auth import viewer
from peoplehub.blogs import policy, queries
from peoplehub.blogs.forms import CommentForm
from peoplehub.blogs.views.blueprint import bp, kept, show_entry
from peoplehub.core import feeds, files
from peoplehub.core.audiences import ANYONE
from peoplehub.core.errors import NotFound

A_YEAR = "private, max-age=31536000, immutable"  # no cache on the way keeps what is taken down


@bp.get("/blogs")
def blogs() -> ResponseReturnValue:
    return kept(show_blogs)


def show_blogs(number: int) -> str:
    entries, page = queries.entries_for(viewer(), number)
    return render_template("blogs/blogs.html", entries=entries, page=page,
                           may_start=policy.may_start(viewer()))


@bp.get("/blogs/<author_slug>")
def blog(author_slug: str) -> ResponseReturnValue:
    return kept(lambda number: show_blog(author_slug, number))


def show_blog(author_slug: str, number: int) -> str | BaseResponse:
    try:
        author = queries.blogger(author_slug)
    except NotFound:
        return _to_new_name(author_slug)
    entries, page = queries.entries_of(viewer(), author, number)
    return render_template("blogs/blog.html", author=author, entries=entries, page=page)


@bp.get("/stories")
def stories() -> ResponseReturnValue:
    return kept(show_stories)


def show_stories(number: int) -> str:
    entries, page = queries.stories_for(viewer(), number)
    return render_template("blogs/stories.html", entries=entries, page=page,
                           may_start=policy.may_start(viewer()))


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
