"""The search page."""
from flask import Blueprint, Response, jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue

from peoplehub.accounts.auth import member, members_only, viewer
from peoplehub.core import limits
from peoplehub.core.paging import page_number
from peoplehub.core.text import one_line
from peoplehub.core.url_routing import row_number
from peoplehub.search import own_messages, queries, query_parser, suggestions
from peoplehub.search.answers import Narrowed, answer
from peoplehub.tags.queries import all_tags, tag_named
from peoplehub.tags.vocabulary import FAMILIES

bp = Blueprint("search", __name__)


@bp.get("/search")
def search() -> ResponseReturnValue:
    typed = one_line(request.args.get("q", ""))
    if not typed:
        return render_template("search/search.html", typed="")
    limits.ask("search", viewer().id or request.remote_addr)
    was_cut, typed = len(typed) > query_parser.LONGEST, typed[: query_parser.LONGEST]
    narrowed = Narrowed(queries.shelf_named(request.args.get("kind", "")),
                        tag_named(request.args.get("tag", "")), page_number(request.args),
                        request.args.get("exactly") == "1")
    return render_template(
        "search/search.html", typed=typed, answer=(found := answer(viewer(), typed, narrowed)),
        found=found.found, shelf=narrowed.shelf, tag=narrowed.tag, was_cut=was_cut,
        is_exact=narrowed.exactly,
        shelves=queries.shelves(), tags=all_tags(), families=FAMILIES,
        here=url_for(".search", q=typed, kind=narrowed.shelf or None,
                     tag=narrowed.tag.slug if narrowed.tag else None,
                     exactly=1 if narrowed.exactly else None),
    )


@bp.get("/search/suggest")
def suggest() -> Response:
    """For a script, while somebody types: what they may mean. Nothing on the way keeps it."""
    limits.ask("suggestions", viewer().id or request.remote_addr)
    found = suggestions.suggest(viewer(), one_line(request.args.get("q", "")))
    response = jsonify([one._asdict() for one in found])
    response.headers["Cache-Control"] = "private, no-store"
    return response


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
