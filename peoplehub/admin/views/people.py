"""Finding a person, giving a role, ending sessions."""
from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from peoplehub.accounts import actions, queries as accounts
from peoplehub.accounts.actions.roles_and_suspension import NOT_YOURS
from peoplehub.accounts.auth import check_password, clear_session, viewer
from peoplehub.accounts.models import ROLES, User
from peoplehub.accounts.policy import may_change_role, may_reset_second_step
from peoplehub.admin import queries
from peoplehub.admin.forms import (
    MEANS,
    ConfirmByPasswordForm,
    GiveRoleForm,
    RoleForm,
)
from peoplehub.admin.views.blueprint import bp, overseers, site_team
from peoplehub.core.email_address import masked
from peoplehub.core.errors import NotFound, require
from peoplehub.core.paging import page_number
from peoplehub.core.text import one_line


@bp.get("/admin/people")
@overseers
def people() -> ResponseReturnValue:
    typed = one_line(request.args.get("q", ""))[:254]
    people, page = queries.people_for(viewer(), typed, page_number(request.args))
    return render_template("admin/people.html", people=people, page=page, typed=typed,
                           masked=masked)


@bp.get("/admin/people/<slug>")
@overseers
def person(slug: str) -> ResponseReturnValue:
    return show(queries.person_for(viewer(), slug), RoleForm(formdata=None))


@bp.get("/admin/people/<slug>/role")
@site_team
def choose_role(slug: str) -> ResponseReturnValue:
    """Ask once more before somebody may do other things than before."""
    person, role = queries.person_for(viewer(), slug), request.args.get("role", "")
    if role not in ROLES or not may_change_role(viewer(), person):
        raise NotFound()
    return ask_again(person, GiveRoleForm(formdata=None, role=role))


@bp.post("/admin/people/<slug>/role")
@site_team
def change_role(slug: str) -> ResponseReturnValue:
    """A role is power over others, so whoever gives it shows that it is still they who sit here."""
    person, form = queries.person_for(viewer(), slug), GiveRoleForm()
    require(may_change_role(viewer(), person), NOT_YOURS)
    if not (form.validate_on_submit() and check_password(form.password)):
        page = ask_again(person, form) if form.role.data in ROLES else show(person, form)
        return page, 422
    actions.change_role(viewer(), person, form.role.data)
    flash(f"{person.pen_name} is now: {ROLES[person.role]}.")
    return redirect(url_for(".person", slug=person.slug), 303)


@bp.route("/admin/people/<slug>/second-step", methods=["GET", "POST"])
@overseers
def reset_second_step(slug: str) -> ResponseReturnValue:
    """For somebody who has lost the phone and the recovery codes, and whom the viewer knows."""
    person, form = queries.person_for(viewer(), slug), ConfirmByPasswordForm()
    if not may_reset_second_step(viewer(), person):
        raise NotFound()
    if not (form.validate_on_submit() and check_password(form.password)):
        page = render_template("admin/second-step.html", person=person, form=form)
        return page, 422 if form.errors else 200
    actions.reset_second_step(viewer(), person)
    flash(f"The second step of {person.pen_name} is reset. They have an email about it.")
    return redirect(url_for(".person", slug=person.slug), 303)


@bp.post("/admin/people/<slug>/end-sessions")
@site_team
def end_all_sessions(slug: str) -> ResponseReturnValue:
    person = queries.person_for(viewer(), slug)
    actions.end_all_sessions(viewer(), person)
    flash(f"{person.pen_name} is signed out everywhere.")
    return redirect(url_for(".person", slug=person.slug), 303)


@bp.route("/admin/sessions", methods=["GET", "POST"])
@site_team
def sessions() -> ResponseReturnValue:
    """Sign everybody out, on every device, when somebody may hold what they should not."""
    form = ConfirmByPasswordForm()
    if not (form.validate_on_submit() and check_password(form.password)):
        page = render_template("admin/sessions.html", form=form,
                               open_ones=queries.open_sessions(viewer()))
        return page, 422 if form.errors else 200
    actions.end_everybodys_sessions(viewer())
    clear_session()
    flash("Everybody is signed out, on every device. Please sign in again.")
    return redirect(url_for("accounts.sign_in"), 303)


def ask_again(person: User, form: GiveRoleForm) -> str:
    return render_template("admin/role.html", person=person, form=form,
                           role=ROLES[form.role.data], meaning=MEANS[form.role.data])


def show(person: User, form: RoleForm) -> str:
    form.role.data = form.role.data or person.role
    return render_template(
        "admin/person.html", person=person, form=form, means=MEANS,
        sessions=accounts.sessions_of(person), may_change_role=may_change_role(viewer(), person),
        may_reset=may_reset_second_step(viewer(), person),
    )
