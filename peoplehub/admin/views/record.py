"""The audit record, page by page."""
from flask import render_template, request
from flask.typing import ResponseReturnValue

from peoplehub.accounts import queries as accounts
from peoplehub.accounts.auth import viewer
from peoplehub.admin import queries
from peoplehub.admin.forms import RecordFilterForm
from peoplehub.admin.views.blueprint import bp, overseers
from peoplehub.audit.queries import RecordFilter
from peoplehub.core.paging import Page, page_number

NOBODY = "Nobody has that name. Please look at how it is written on the site."
NO_DAY = "This is not a day. Please write it like 2026-11-30."


@bp.get("/admin/record")
@overseers
def record() -> ResponseReturnValue:
    form = RecordFilterForm(request.args)
    form.kind.choices = [("", "Everything"), *queries.kinds_for(viewer()).items()]
    form.kind.data = queries.name_today(form.kind.data or "")
    asked = read(form)
    lines, page = ([], Page(1, 1, 0)) if asked is None else queries.lines_for(
        viewer(), page_number(request.args), asked)
    chosen = {name: request.args.get(name) or None for name in ("person", "first", "last")}
    return render_template("admin/record.html", form=form, lines=lines, page=page,
                           chosen={"kind": form.kind.data or None, **chosen},
                           head=queries.head_for(viewer())), 422 if asked is None else 200


def read(form: RecordFilterForm) -> RecordFilter | None:
    """The filter that a form asks for, or None: then its fields say what to mend."""
    is_good, person = form.validate(), None
    for field in (form.first, form.last):
        if field.process_errors:
            field.errors = [NO_DAY]
    if form.person.data:
        person = accounts.person_named(form.person.data)
        if person is None:
            form.person.errors = [NOBODY]
    if not is_good or (form.person.data and person is None):
        return None
    return RecordFilter(form.kind.data, person and person.id, form.first.data, form.last.data)
