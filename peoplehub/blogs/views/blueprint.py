"""The blueprint of blogs, and what its views share."""
from collections.abc import Callable

from flask import Blueprint, render_template, request
from markupsafe import Markup
from werkzeug.wrappers import Response as BaseResponse

from peoplehub.accounts import queries as people
from peoplehub.accounts.auth import viewer
from peoplehub.blogs import policy, queries
from peoplehub.blogs.forms import CommentForm
from peoplehub.blogs.models import Comment, Entry
from peoplehub.blogs.reading import first_new
from peoplehub.core.page_cache import cached_page
from peoplehub.core.paging import page_number

bp = Blueprint("blogs", __name__)
bp.add_app_template_global(queries.entries_by, "entries_by")  # for the page of a person


def show_entry(entry: Entry, form: CommentForm | None, preview: Markup | None = None) -> str:
    """An entry with a page of its comments; `form` for those who may use it on this page."""
    comments, page = queries.comments_for(viewer(), entry, page_number(request.args))
    return render_template(
        "blogs/entry.html", entry=entry, comments=comments, page=page, form=form,
        preview=preview, first_new=first_new(viewer(), entry),
        more=queries.more_of(viewer(), entry),
        may_change=policy.may_change(viewer(), entry),
        may_comment=policy.may_comment(viewer(), entry),
        may_change_comment=policy.may_change_comment,
        folded=people.ids_kept_away(viewer()),
    )


def address_below(comment: Comment) -> str:
    """The page and anchor of a comment, as its viewer sees them."""
    number = queries.page_of(viewer(), comment)
    page = f"?page={number}" if number > 1 else ""
    return f"{comment.entry.address}{page}#comment-{comment.id}"


def kept(show: Callable[[int], str | BaseResponse]) -> str | BaseResponse:
    """A page of the blogs, drawn by `show(number)`: for visitors as it was kept."""
    number = page_number(request.args)
    return cached_page(viewer(), lambda: show(number), "blogs", "accounts", number=number)
