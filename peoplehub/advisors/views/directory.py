"""The directory, and the page of each advisor: for everybody, without scripts."""
from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from peoplehub.accounts.auth import viewer
from peoplehub.accounts.models import User
from peoplehub.advisors import policy, queries
from peoplehub.advisors.availability import WHY_NOT
from peoplehub.advisors.choices import FACETS, WHEN
from peoplehub.core.formatting import wording_this_minute
from peoplehub.core.page_cache import cached_page

bp = Blueprint("advisors", __name__)

FIRST = ("age", "situation")  # the choices that stand open on a small screen


@bp.get("/advisors")
def advisors() -> ResponseReturnValue:
    """For visitors who have chosen nothing yet it is kept, for a minute at most: it says who is
    free now."""
    wanted = queries.Wanted.from_args(request.args)
    if wanted.is_anything:
        return show_directory(wanted)
    return cached_page(viewer(), lambda: show_directory(wanted), "advisors", "accounts",
                       current_wording=wording_this_minute)


def show_directory(wanted: queries.Wanted) -> str:
    everybody = queries.directory_for(viewer(), wanted)
    offered = [one for one in everybody if one.presence.is_offered]
    here = [one for one in offered if one.presence.is_on]
    return render_template(
        "advisors/directory.html", wanted=wanted, facets=FACETS, first=FIRST, when_choices=WHEN,
        offered=offered, others=[one for one in everybody if not one.presence.is_offered],
        without_page=[] if wanted.is_anything else queries.without_profile(viewer()),
        here=here, next_one=queries.next_time(offered),
        wait=queries.wait_words([one.user.id for one in here]) if here else "",
        answers=queries.answer_words([one.user.id for one in everybody]), why_not=WHY_NOT,
        mine=queries.open_request_of(viewer().id), may_ask=may_ask())


@bp.get("/advisors/<slug>")
def advisor(slug: str) -> ResponseReturnValue:
    listed = queries.advisor_for(viewer(), slug)
    instead = [one for one in queries.directory_for(viewer(), queries.Wanted())
               if one.presence.is_offered and one.user.id != listed.user.id]
    return render_template(
        "advisors/advisor.html", one=listed, facets=FACETS, instead=instead[:2],
        answers=queries.answer_words([listed.user.id])[listed.user.id],
        hours=queries.settings().offer_hours, why_not=WHY_NOT,
        is_me=viewer().id == listed.user.id, may_ask=may_ask())


@bp.app_template_global("not_offered")
def not_offered(people: list[User]) -> dict[int, str]:
    """For lists of advisors to write to: who cannot be asked just now, and why."""
    return queries.not_offered(people)


def may_ask() -> bool:
    """Whether to show the way to asking: to visitors too, who join on the way."""
    return viewer().id is None or policy.may_ask(viewer())
