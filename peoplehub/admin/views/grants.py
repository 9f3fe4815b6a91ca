"""Grants: what somebody may do for a time, given and taken."""
from datetime import timedelta

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from peoplehub.accounts import actions
from peoplehub.accounts.auth import check_password, member, viewer
from peoplehub.accounts.models import GRANTS, User
from peoplehub.accounts.policy import may_give_grant
from peoplehub.admin import queries
from peoplehub.admin.forms import GrantForm
from peoplehub.admin.views.blueprint import bp, overseers


@bp.route("/admin/people/<slug>/grants", methods=["GET", "POST"])
@overseers
def grants(slug: str) -> ResponseReturnValue:
    person, form = queries.person_for(viewer(), slug), GrantForm()
    form.kind.choices = [(kind, words) for kind, (words, _) in GRANTS.items()
                         if may_give_grant(viewer(), person, kind)]
    if form.validate_on_submit() and check_password(form.password):
        lasts = timedelta(days=int(form.lasts.data))
        with form.refusals_beside():
            grant = actions.give_grant(member(), person, form.kind.data, lasts,
                                       form.reason.data or "")
            flash(f"{person.pen_name} is now: {grant.words}. They have an email about it.")
            return redirect(url_for(".grants", slug=person.slug), 303)
    return show(person, form)


@bp.post("/admin/people/<slug>/grants/<int:grant_id>/end")
@overseers
def end_grant(slug: str, grant_id: int) -> ResponseReturnValue:
    person = queries.person_for(viewer(), slug)
    grant = actions.end_grant(member(), queries.grant_of(person, grant_id))
    flash(f"It is taken: {grant.words}.")
    return redirect(url_for(".grants", slug=person.slug), 303)


def show(person: User, form: GrantForm) -> ResponseReturnValue:
    page = render_template("admin/grants.html", person=person, form=form,
                           meanings={kind: meaning for kind, (_, meaning) in GRANTS.items()})
    return page, 422 if form.errors else 200
