"""Pages of figures: months for trustees, years for everybody, and the team's care dashboard."""
from flask import Blueprint, Flask, Response, render_template
from flask.typing import ResponseReturnValue

from peoplehub.accounts.auth import for_roles, viewer
from peoplehub.accounts.models import ADMIN, COORDINATOR, SAFEGUARDING, STAFF_ROLES
from peoplehub.core.page_cache import cached_page
from peoplehub.statistics import (
    care as care_dashboard,
    charts,
    openings,
    outcomes as outcome_figures,
    queries,
    tables,
)
from peoplehub.statistics.durations import duration

bp = Blueprint("statistics", __name__)
overseers = for_roles(ADMIN, SAFEGUARDING)
coordinators_only = for_roles(COORDINATOR, ADMIN)
team_only = for_roles(*STAFF_ROLES)


def init_app(app: Flask) -> None:
    app.jinja_env.filters["duration"] = duration


@bp.get("/admin/figures")
@overseers
def months() -> ResponseReturnValue:
    """Of the newest year with a month that is over."""
    years = queries.years()
    return show_months(years[0]) if years else render_template("statistics/no-months.html")


@bp.get("/admin/figures/<int:year>")
@overseers
def months_of_year(year: int) -> ResponseReturnValue:
    return show_months(year)


@bp.get("/admin/figures/<int:year>.csv")
@overseers
def months_as_csv(year: int) -> ResponseReturnValue:
    """The same numbers, with the same ones hidden."""
    lines = [*tables.csv_lines(queries.months_for(viewer(), year)),
             *openings.csv_lines(openings.openings_for(viewer(), year))]
    return Response(tables.csv_file(lines), mimetype="text/csv", headers={
        "Content-Disposition": f"attachment; filename=figures-{year}.csv"})


@bp.get("/advising/outcomes")
@coordinators_only
def outcomes() -> ResponseReturnValue:
    """Of the newest year with a month that is over."""
    years = outcome_figures.years()
    return show_outcomes(years[0] if years else 0)


@bp.get("/advising/outcomes/<int:year>")
@coordinators_only
def outcomes_of_year(year: int) -> ResponseReturnValue:
    return show_outcomes(year)


@bp.get("/advising/outcomes/<int:year>.csv")
@coordinators_only
def outcomes_as_csv(year: int) -> ResponseReturnValue:
    lines = tables.csv_lines(outcome_figures.outcomes_for(viewer(), year))
    return Response(tables.csv_file(lines), mimetype="text/csv", headers={
        "Content-Disposition": f"attachment; filename=outcomes-{year}.csv"})


@bp.get("/transparency")
def transparency() -> ResponseReturnValue:
    return cached_page(viewer(), lambda: render_template(
        "statistics/transparency.html", years=queries.whole_years()))


@bp.get("/transparency/<int:year>")
def transparency_of_year(year: int) -> ResponseReturnValue:
    return cached_page(viewer(), lambda: render_template(
        "statistics/year.html", figures=queries.whole_year(year), widths=charts.widths))


@bp.get("/moderation/care")
@team_only
def care() -> ResponseReturnValue:
    found = care_dashboard.care_for(viewer())
    return render_template("statistics/care.html", care=found,
                           widths=charts.widths([number for _, number in found.reports]))


def show_outcomes(year: int) -> str:
    """A page without figures where no month is over (year 0)."""
    figures = outcome_figures.outcomes_for(viewer(), year) if year else None
    return render_template("statistics/outcomes.html", figures=figures,
                           bars=bars_of(figures) if figures else {},
                           years=outcome_figures.years())


def bars_of(figures: queries.YearFigures) -> dict[str, list[charts.Bar]]:
    """The bars of the totals of each table, by its title."""
    return {table.title: charts.bars([
        (month, number if isinstance(number, int) else 0)
        for month, number in zip(figures.columns[:figures.months], table.totals, strict=False)])
        for table in figures.counts}


def show_months(year: int) -> str:
    figures = queries.months_for(viewer(), year)
    return render_template("statistics/months.html", figures=figures, bars=bars_of(figures),
                           openings=openings.openings_for(viewer(), year),
                           years=queries.years())
