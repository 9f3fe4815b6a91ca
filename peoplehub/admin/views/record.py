"""The audit record, page by page."""
from flask import render_template, request
from flask.typing import ResponseReturnValue

from peoplehub.accounts.auth import viewer
from peoplehub.admin import queries
from peoplehub.admin.views.blueprint import bp, overseers
from peoplehub.core.paging import page_number


@bp.get("/admin/record")
@overseers
def record() -> ResponseReturnValue:
    kinds = queries.kinds_for(viewer())
    kind = queries.name_today(request.args.get("kind", ""))
    lines, page = queries.lines_for(viewer(), page_number(request.args), kind)
    return render_template("admin/record.html", lines=lines, page=page, kinds=kinds, kind=kind)
