"""HTTP views of browsing by situation: for everybody, without scripts."""
from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from peoplehub.accounts.auth import viewer
from peoplehub.core.page_cache import cached_page
from peoplehub.situations import queries
from peoplehub.situations.queries import Chosen
from peoplehub.tags.queries import tag_of_slug
from peoplehub.tags.vocabulary import FAMILIES

ROOMS = ("forum", "tags", "library", "blogs", "advisors", "accounts")

bp = Blueprint("situations", __name__, url_prefix="/forum/situations")


@bp.get("")
def situations() -> ResponseReturnValue:
    """All tags; or what there is, where some are chosen."""
    chosen = queries.chosen_from(request.args)
    if chosen.only:
        return redirect(chosen.only.address, 302)
    if chosen.tags:
        return show(chosen, request.args.get("after", ""))
    return cached_page(viewer(), lambda: render_template(
        "situations/situations.html", families=queries.families_for(viewer())), *ROOMS)


@bp.get("/<slug>")
def situation(slug: str) -> ResponseReturnValue:
    """What there is with one tag. The address of one that was merged leads to the other."""
    tag, after = tag_of_slug(slug), request.args.get("after", "")
    if tag.slug != slug:
        return redirect(tag.address, 301)
    chosen = queries.chosen_from(request.args, tag)
    if chosen.only is None or after:
        return show(chosen, after)
    return cached_page(viewer(), lambda: show(chosen), *ROOMS)


def show(chosen: Chosen, after: str = "") -> str:
    found = queries.found_for(viewer(), chosen, after)
    return render_template(
        "situations/found.html", chosen=chosen, found=found, is_first=not after,
        choices=queries.choices_beside(chosen), families=FAMILIES)
