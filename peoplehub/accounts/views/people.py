"""Public profiles, and blocking the person of one."""
from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as BaseResponse

from peoplehub.accounts import actions, policy, queries
from peoplehub.accounts.auth import members_only, safe_redirect_path, viewer
from peoplehub.accounts.views.blueprint import bp
from peoplehub.core.errors import NotFound
from peoplehub.core.page_cache import cached_page


@bp.get("/people/<slug>")
def profile(slug: str) -> ResponseReturnValue:
    return cached_page(viewer(), lambda: show_profile(slug), "accounts", "forum", "blogs")


def show_profile(slug: str) -> str | BaseResponse:
    try:
        person = queries.profile_for(viewer(), slug)
    except NotFound:
        return to_new_name(slug)
    return render_template(
        "accounts/profile.html", person=person, tags=queries.tags_for(viewer(), person),
        may_block=policy.may_block(viewer(), person),
        is_blocked=queries.blocks(viewer(), person),
    )  # fmt: skip


@bp.get("/people/<slug>/block")
@members_only
def block_page(slug: str) -> ResponseReturnValue:
    person = queries.person_to_block(viewer(), slug)
    return render_template(
        "layout/confirm.html", heading=f"Block {person.pen_name}?", button="Block", danger=True,
        sentence="You will not get messages, mentions or notices from each other. "
        "They are not told. You can change your mind in your settings.",
        action=url_for(".block", slug=slug), cancel=here(person.address),
        hidden={"next": here("")},
    )  # fmt: skip


@bp.post("/people/<slug>/block")
@members_only
def block(slug: str) -> ResponseReturnValue:
    person = queries.person_to_block(viewer(), slug)
    actions.block(viewer(), person)
    flash(f"You have blocked {person.pen_name}. They are not told.")
    return redirect(here(person.address), 303)


@bp.get("/people/<slug>/unblock")
@members_only
def unblock_page(slug: str) -> ResponseReturnValue:
    person = queries.person_blocked_by(viewer(), slug)
    return render_template(
        "layout/confirm.html", heading=f"Unblock {person.pen_name}?", button="Unblock",
        sentence="You will be able to see and write to each other again. They are not told.",
        action=url_for(".unblock", slug=slug), cancel=here(url_for(".privacy")),
        hidden={"next": here("")},
    )  # fmt: skip


@bp.post("/people/<slug>/unblock")
@members_only
def unblock(slug: str) -> ResponseReturnValue:
    person = queries.person_to_block(viewer(), slug)
    actions.unblock(viewer(), person)
    flash(f"You have unblocked {person.pen_name}. They are not told.")
    return redirect(here(url_for(".privacy")), 303)


def here(otherwise: str) -> str:
    """The page that they came from to do this, and go back to."""
    return safe_redirect_path(request.values.get("next"), otherwise)


def to_new_name(slug: str) -> BaseResponse:
    """Old links lead on to somebody who has changed their pen name."""
    renamed = queries.renamed(slug)
    if renamed is None:
        raise NotFound()
    return redirect(renamed.address)
