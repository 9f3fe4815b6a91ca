"""Finding a person, giving a role, ending sessions."""
from flask import flash, redirect, render_template, request, url_for

from peoplehub.accounts import actions
from peoplehub.accounts import queries as accounts
from peoplehub.accounts.doors import viewer
from peoplehub.accounts.models import ROLES
from peoplehub.accounts.policy import may_change_role
from peoplehub.admin import queries
from peoplehub.admin.forms import MEANS, RoleForm
from peoplehub.admin.masks import masked
from peoplehub.admin.views.door import bp, overseers, site_team
from peoplehub.core.errors import NotFound
from peoplehub.core.forms import new_key
from peoplehub.core.paging import page_number
from peoplehub.core.text import one_line


@bp.get("/admin/people")
@overseers
def people():
    typed = one_line(request.args.get("q", ""))[:254]
    people, page = queries.people_for(viewer(), typed, page_number(request.args))
    return render_template("admin/people.html", people=people, page=page, typed=typed,
                           masked=masked)


@bp.get("/admin/people/<slug>")
@overseers
def person(slug):
    return show(queries.person_for(viewer(), slug), RoleForm(formdata=None))


@bp.get("/admin/people/<slug>/role")
@site_team
def choose_role(slug):
    """Ask once more before somebody may do other things than before."""
    person, role = queries.person_for(viewer(), slug), request.args.get("role", "")
    if role not in ROLES or not may_change_role(viewer(), person):
        raise NotFound()
    return render_template(
        "layout/confirm.html", heading=f"Give {person.pen_name} another role?",
        sentence=f"{ROLES[role]}: {MEANS[role]}", action=url_for(".change_role", slug=person.slug),
        hidden={"role": role, "idempotency_key": new_key()}, button="Yes, change the role",
        cancel=url_for(".person", slug=person.slug),
    )


@bp.post("/admin/people/<slug>/role")
@site_team
def change_role(slug):
    person, form = queries.person_for(viewer(), slug), RoleForm()
    if not form.validate_on_submit():
        return show(person, form), 422
    actions.change_role(viewer(), person, form.role.data)
    flash(f"{person.pen_name} is now: {ROLES[person.role]}.")
    return redirect(url_for(".person", slug=person.slug), 303)


@bp.post("/admin/people/<slug>/end-sessions")
@site_team
def end_all_sessions(slug):
    person = queries.person_for(viewer(), slug)
    actions.end_all_sessions(viewer(), person)
    flash(f"{person.pen_name} is signed out everywhere.")
    return redirect(url_for(".person", slug=person.slug), 303)


def show(person, form):
    form.role.data = form.role.data or person.role
    return render_template(
        "admin/person.html", person=person, form=form, means=MEANS,
        sessions=accounts.sessions_of(person), may_change_role=may_change_role(viewer(), person),
    )
