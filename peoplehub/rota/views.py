"""The rota and the alarms, for the team."""
from collections.abc import Callable

from flask import Blueprint, Flask, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from peoplehub.accounts import queries as accounts
from peoplehub.accounts.auth import for_roles, member, viewer
from peoplehub.accounts.models import STAFF_ROLES
from peoplehub.core.errors import found
from peoplehub.core.extensions import db
from peoplehub.core.forms import Form
from peoplehub.moderation import queries as moderation
from peoplehub.rota import actions, policy, queries
from peoplehub.rota.forms import AlarmForm, ClockForm, HolidayForm, ShiftForm, SwapForm
from peoplehub.rota.queries import TeamHours

bp = Blueprint("rota", __name__, url_prefix="/moderation")
team_only = for_roles(*STAFF_ROLES)


def init_app(app: Flask) -> None:
    """Every template may say when the team is there; packages below ask the extension."""
    app.jinja_env.globals["team_hours"] = hours
    app.extensions["team_hours"] = hours
    app.jinja_env.globals["next_look"] = app.extensions["next_look"] = next_look


def hours() -> TeamHours | None:
    """When the team is there; None where there is no rota, or it cannot be read just now."""
    if "is_database_away" in g:
        return None
    try:
        return queries.team_hours()
    except SQLAlchemyError:
        db.session.rollback()
        return None


def next_look() -> str:
    """When somebody of the team looks at what waits, in a sentence: asked once in a request."""
    if "next_look" not in g:
        known = hours()
        g.next_look = known.next_look if known else queries.UNKNOWN
    return g.next_look


@bp.get("/rota")
@team_only
def rota() -> ResponseReturnValue:
    return show()


@bp.post("/rota/shifts")
@team_only
def add_shift() -> ResponseReturnValue:
    form = filled_in(ShiftForm())
    if not form.validate_on_submit():
        return show(shift_form=form)
    person = found(accounts.person(form.person.data))
    actions.add_shift(member(), person, form.day.data, form.begins.data, form.ends.data,
                      weekly=form.weekly.data)
    return back("The shift is on the rota.")


@bp.post("/rota/shifts/<int:shift_id>/end")
@team_only
def end_shift(shift_id: int) -> ResponseReturnValue:
    actions.end_shift(member(), queries.shift_for(viewer(), shift_id))
    return back("The shift is off the rota from today on.")


@bp.post("/rota/swaps")
@team_only
def ask_swap() -> ResponseReturnValue:
    form = SwapForm()
    if not form.validate_on_submit():
        return show(swap_form=form)
    shift = queries.shift_for(viewer(), form.shift.data or 0)
    with form.refusals_beside():
        actions.ask_swap(member(), shift, form.day.data)
        return back("The others see that you ask for somebody to take this day.")
    return show(swap_form=form)


@bp.post("/rota/swaps/<int:swap_id>/take")
@team_only
def take_swap(swap_id: int) -> ResponseReturnValue:
    actions.take_swap(member(), queries.swap_for(viewer(), swap_id))
    return back("Thank you. It is yours as soon as the other one agrees.")


@bp.post("/rota/swaps/<int:swap_id>/agree")
@team_only
def agree_swap(swap_id: int) -> ResponseReturnValue:
    actions.agree_swap(member(), queries.swap_for(viewer(), swap_id))
    return back("Agreed. The rota is changed.")


@bp.post("/rota/holidays")
@team_only
def add_holiday() -> ResponseReturnValue:
    form = HolidayForm()
    if not form.validate_on_submit():
        return show(holiday_form=form)
    actions.add_holiday(member(), form.first_day.data, form.last_day.data)
    return back("Your holiday is on the rota. Enjoy it.")


@bp.post("/rota/holidays/<int:holiday_id>/remove")
@team_only
def remove_holiday(holiday_id: int) -> ResponseReturnValue:
    actions.remove_holiday(member(), queries.holiday_for(viewer(), holiday_id).id)
    return back("The holiday is off the rota.")


@bp.post("/rota/clock")
@team_only
def set_clock() -> ResponseReturnValue:
    form = ClockForm()
    if not form.validate_on_submit():
        return show(clock_form=form)
    actions.set_clock(member(), form.on_duty_minutes.data or 15,
                      form.out_of_hours_minutes.data or 60)
    return back("The clock of alarms is set.")


@bp.route("/alarms", methods=["GET", "POST"])
@team_only
def alarms() -> ResponseReturnValue:
    """Those that wait and the last ones; raising one by hand, or a test."""
    form = AlarmForm()
    if form.validate_on_submit():
        alarm = actions.raise_by_hand(member(), form.kind.data)
        flash("The alarm is raised and goes out now. This page says when somebody has it.")
        return redirect(url_for(".alarm", alarm_id=alarm.id), 303)
    page = render_template("rota/alarms.html", form=form, alarms=queries.alarms_for(viewer()),
                           late_emails=queries.late_emails())
    return page, 422 if form.errors else 200


@bp.get("/alarms/<int:alarm_id>")
@team_only
def alarm(alarm_id: int) -> ResponseReturnValue:
    return render_template("rota/alarm.html", alarm=queries.alarm_for(viewer(), alarm_id),
                           late_emails=queries.late_emails())


@bp.post("/alarms/<int:alarm_id>/take")
@team_only
def take_alarm(alarm_id: int) -> ResponseReturnValue:
    alarm = queries.alarm_for(viewer(), alarm_id)
    is_mine = actions.take_alarm(member(), alarm)
    flash("You have it. Nobody else is woken." if is_mine
          else "Somebody else has it already. There is nothing more to do.")
    return redirect(url_for(".alarm", alarm_id=alarm_id), 303)


def filled_in(form: ShiftForm) -> ShiftForm:
    """With the people whom the viewer may put on the rota."""
    people = [one for one in queries.team() if policy.may_change(viewer(), one.id)]
    form.person.choices = [(one.id, one.pen_name) for one in people]
    if form.person.data is None:
        form.person.data = viewer().id
    return form


def back(words: str) -> ResponseReturnValue:
    flash(words)
    return redirect(url_for(".rota"), 303)


def show(**refused: Form) -> ResponseReturnValue:
    """The page of the rota; a form that was refused stands in it as it was typed."""
    kept = queries.alarm_clock()
    forms: dict[str, Callable[[], Form]] = {
        "shift_form": lambda: filled_in(ShiftForm(formdata=None)),
        "holiday_form": lambda: HolidayForm(formdata=None),
        "swap_form": lambda: SwapForm(formdata=None),
        "clock_form": lambda: ClockForm(formdata=None, obj=kept),
    }
    shown = {name: refused.get(name) or make() for name, make in forms.items()}
    page = render_template(
        "rota/rota.html", **shown, form=next(iter(refused.values()), None),
        coming=queries.coming_for(viewer()), on_duty=queries.on_duty(),
        shifts=queries.shifts_for(viewer()), swaps=queries.swaps_for(viewer()),
        holidays=queries.holidays_for(viewer()), waiting=queries.waiting_alarms(viewer()),
        resting=moderation.resting_for(viewer()), may_lead=policy.may_lead(viewer()),
        may_take=policy.may_take_swap,
        may_agree=policy.may_agree_swap)
    return page, 422 if refused else 200
