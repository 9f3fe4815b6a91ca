"""The overview: the statistics of the site on one page."""
from flask import render_template
from flask.typing import ResponseReturnValue

from peoplehub.accounts.auth import viewer
from peoplehub.admin import charts, health, queries
from peoplehub.admin.views.blueprint import bp, overseers


@bp.get("/admin")
@overseers
def overview() -> ResponseReturnValue:
    weeks = queries.posts_a_week(viewer())
    return render_template(
        "admin/overview.html", figures=queries.statistics_for(viewer()), weeks=weeks,
        bars=charts.bars(weeks), unanswered=queries.unanswered_for(viewer()),
        database_size=health.database_size(), disk=health.disk(),
    )
