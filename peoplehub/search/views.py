"""The search page."""
from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from peoplehub.accounts.auth import member, members_only, viewer
from peoplehub.core import limits
from peoplehub.core.paging import page_number
from peoplehub.core.text import one_line
from peoplehub.core.url_routing import row_number
from peoplehub.search import own_messages, queries, query_parser
from peoplehub.tags.queries import all_tags, tag_named
from peoplehub.tags.vocabulary import FAMILIES

bp = Blueprint("search", __name__)


@bp.get("/search")
def search() -> ResponseReturnValue:
    typed = one_line(request.args.get("q", ""))
    if not typed:
        return render_template("search/search.html", typed="")
    limits.ask("search", viewer().id or request.remote_addr)
    shelf = queries.shelf_named(request.args.get("kind", ""))
    question, tag = query_parser.parse_query(typed), tag_named(request.args.get("tag", ""))
    found = queries.find(viewer(), question, shelf, page_number(request.args), tag)
    return render_template(
        "search/search.html", typed=typed[: query_parser.LONGEST], shelf=shelf, found=found,
        shelves=queries.shelves(), tag=tag, tags=all_tags(), families=FAMILIES,
        was_cut=len(typed) > query_parser.LONGEST,
        here=url_for(".search", q=typed[: query_parser.LONGEST], kind=shelf or None,
                     tag=tag.slug if tag else None),
    )


@bp.get("/search/messages")
@members_only
def messages() -> ResponseReturnValue:
    """Of the viewer's own private messages."""
    typed = one_line(request.args.get("q", ""))[: query_parser.LONGEST]
    if not typed:
        return render_template("search/messages.html", typed="", result=None)
    limits.ask("search", member().id)
    before = row_number(request.args.get("before"))
    result = own_messages.find_own(viewer(), query_parser.parse_query(typed), before)
    return render_template("search/messages.html", typed=typed, result=result)
