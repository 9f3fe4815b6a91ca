"""The overview: the statistics of the site on one page."""
from flask import Response, render_template
from flask.typing import ResponseReturnValue

from peoplehub.accounts.auth import viewer
from peoplehub.admin import health, queries
from peoplehub.admin.views.blueprint import bp, overseers
from peoplehub.core import clock
from peoplehub.statistics import charts, queries as months, tables
from peoplehub.statistics.disclosure_control import alone


@bp.get("/admin/figures.csv")
@overseers
def figures() -> ResponseReturnValue:
    """The figures of the overview, small ones hidden, the posts of each week, and the months of
    this year that are over, as a table for trustees."""
    lines = [["Figure", "Number"]]
    lines += [[one.words, str(alone(one.number))] for one in queries.statistics_for(viewer())]
    lines += [[f"Posts in the week from {day}", str(number)]
              for day, number in queries.posts_a_week(viewer())]
    for year in months.years()[:1]:
        lines += [[], *tables.csv_lines(months.months_for(viewer(), year))]
    name = f"figures-{clock.now():%Y-%m-%d}.csv"
    return Response(tables.csv_file(lines), mimetype="text/csv",
                    headers={"Content-Disposition": f"attachment; filename={name}"})


@bp.get("/admin")
@overseers
def overview() -> ResponseReturnValue:
    weeks = queries.posts_a_week(viewer())
    return render_template(
        "admin/overview.html", figures=queries.statistics_for(viewer()), weeks=weeks,
        bars=charts.bars(weeks), unanswered=queries.unanswered_for(viewer()),
        database_size=health.database_size(), disk=health.disk(),
    )
