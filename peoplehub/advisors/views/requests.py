"""Asking for an advisor, from any page and before joining; and the page that says how it goes."""
from urllib.parse import urlencode

from flask import flash, redirect, render_template, request, session
from flask.typing import ResponseReturnValue
from slugify import slugify

from peoplehub.accounts.auth import member, members_only, viewer
from peoplehub.advisors import actions, policy, queries
from peoplehub.advisors.actions.requests import NOT_YOU
from peoplehub.advisors.availability import WHY_NOT
from peoplehub.advisors.forms import AskAdvisorForm
from peoplehub.advisors.models import PendingRequest
from peoplehub.advisors.queries import Listed, Wanted
from peoplehub.advisors.views.directory import bp
from peoplehub.core import limits
from peoplehub.core.errors import Forbidden, Invalid, NotFound

SENT = "Your request is on its way. This page says how it goes."
NO_SUCH_ADVISOR = ("We cannot find that advisor. You can send this to whoever is free first. What "
                   "you typed is safe.")


@bp.get("/support")
@members_only
def requests() -> ResponseReturnValue:
    return render_template("advisors/requests.html", requests=queries.my_requests(viewer()),
                           matches=queries.matches_of(viewer()),
                           may_ask=policy.may_ask(viewer()))


@bp.get("/support/new")
def new_request() -> ResponseReturnValue:
    """Only the address that one was led along shows kept words."""
    kept = pending(request.args.get("kept"))
    if kept is None and (mine := queries.open_request_of(viewer().id)):
        if "kept" in request.args:  # it was sent as they joined
            flash(SENT)
        return redirect(mine.address)
    form = form_for(kept)
    return show(form, advisor_named(form.to.data))


@bp.post("/support/new")
def ask() -> ResponseReturnValue:
    form = AskAdvisorForm()
    chosen = advisor_named(form.to.data)
    is_known = chosen is not None or not form.to.data
    if not form.validate_on_submit() or not is_known:
        if not is_known:
            form.to.data = ""
            form.show_refusal(Invalid(NO_SUCH_ADVISOR, "text"), "text")
        return show(form, chosen), 422
    if viewer().id is None:
        return keep(form, chosen)
    try:
        asked = actions.ask(member(), form.text.data, chosen.user if chosen else None,
                            urgent=form.when.data == "now", wants=form.wants)
    except (Invalid, Forbidden) as refusal:
        form.show_refusal(refusal, "text")
        return show(form, chosen), refusal.status
    if kept := pending(form.kept.data):
        actions.forget_words(member(), kept.id)
    session.pop("asked", None)
    flash(SENT)
    return redirect(asked.address, 303)


@bp.get("/support/<int:request_id>")
@members_only
def one_request(request_id: int) -> ResponseReturnValue:
    mine = queries.request_for(viewer(), request_id)
    return render_template(
        "advisors/request.html", request=mine, steps=queries.history_of(mine),
        hours=queries.settings().offer_hours, may_open=policy.may_open(viewer(), mine),
        match=queries.match_of(mine.id))


@bp.post("/support/<int:request_id>/cancel")
@members_only
def cancel(request_id: int) -> ResponseReturnValue:
    actions.cancel(member(), queries.request_for(viewer(), request_id).id)
    flash("You have taken your request back. Nobody is asked any more.")
    return redirect("/support", 303)


@bp.post("/support/<int:request_id>/open")
@members_only
def open_to_all(request_id: int) -> ResponseReturnValue:
    mine = actions.open_to_all(member(), queries.request_for(viewer(), request_id).id)
    flash("We ask whoever is free first.")
    return redirect(mine.address, 303)


def keep(form: AskAdvisorForm, chosen: Listed | None) -> ResponseReturnValue:
    """A visitor's words wait here, and the address of the way back says where."""
    limits.ask("question from", request.remote_addr)
    token = actions.keep_words(form.text.data, chosen.user.id if chosen else None,
                               urgent=form.when.data == "now", wants=form.wants)
    session["asked"] = token
    way_back = "/support/new?" + urlencode({"kept": token})
    return redirect("/join?" + urlencode({"next": way_back}), 303)


def pending(token: str | None) -> PendingRequest | None:
    return queries.pending_for(viewer(), token or "", session.get("asked", ""))


def form_for(kept: PendingRequest | None) -> AskAdvisorForm:
    """Empty but for what the page that they come from knows; or the words that were kept."""
    if kept is None:
        wanted = Wanted.from_args(request.args)
        when = "now" if wanted.when == "now" else "soon"
        return AskAdvisorForm(to=request.args.get("to", ""), when=when, **wanted.facets)
    chosen = queries.profile_of(kept.chosen_id) if kept.chosen_id else None
    return AskAdvisorForm(
        to=chosen.author.slug if chosen else "", text=kept.text, kept=request.args.get("kept"),
        when="now" if kept.urgent else "soon", **kept.wants)


def advisor_named(slug: str | None) -> Listed | None:
    """The advisor of that slug, where there is one; not oneself."""
    if not slug:
        return None
    try:
        listed = queries.advisor_for(viewer(), slugify(slug))
    except NotFound:
        return None
    return listed if listed.user.id != viewer().id else None


def show(form: AskAdvisorForm, chosen: Listed | None) -> str:
    if viewer().id is not None and not policy.may_ask(viewer()):
        raise Forbidden(viewer().standing_words or NOT_YOU)
    everybody = queries.directory_for(viewer(), Wanted())
    offered = [one for one in everybody if one.presence.is_offered]
    here = [one for one in offered if one.presence.is_on]
    return render_template(
        "advisors/ask.html", form=form, chosen=chosen, why_not=WHY_NOT, here=here,
        next_one=queries.next_time(offered),
        wait=queries.wait_words([one.user.id for one in here]) if here else "",
        hours=queries.settings().offer_hours)
