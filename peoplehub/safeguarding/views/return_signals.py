"""The check for returning accounts: its switch, and the signals for the two leads."""
from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from peoplehub.accounts import actions as accounts, address_blocks
from peoplehub.accounts.auth import for_roles, member, viewer
from peoplehub.accounts.models import ADMIN, KEPT_DAYS, SAFEGUARDING, YOUNG_DAYS
from peoplehub.safeguarding import actions, queries
from peoplehub.safeguarding.forms import DismissForm, ReturnRulesForm
from peoplehub.safeguarding.models import ReturnSignal
from peoplehub.safeguarding.views.blueprint import bp, leads_only

RETURNS = "/safeguarding/returning-accounts"
switchers = for_roles(ADMIN, SAFEGUARDING)


@bp.route(f"{RETURNS}/settings", methods=["GET", "POST"])
@switchers
def return_settings() -> ResponseReturnValue:
    rules, leads = address_blocks.rules(), queries.leads_but(None)
    form = ReturnRulesForm(one=rules.one_id, other=rules.other_id).offer(leads)
    if form.validate_on_submit():
        chosen = {lead.id: lead for lead in leads}
        with form.refusals_beside("other"):
            accounts.switch_returns_on(member(), chosen[form.one.data], chosen[form.other.data],
                                       form.reason.data)
            flash("It is on, from the next sign-in. Members read it at “Your data”.")
            return redirect(url_for(".return_settings"), 303)
    page = render_template(
        "safeguarding/return-settings.html", form=form, rules=rules, leads=leads,
        days=KEPT_DAYS, young=YOUNG_DAYS, most=queries.MOST_ACCOUNTS)
    return page, 422 if form.is_submitted() else 200


@bp.post(f"{RETURNS}/settings/off")
@switchers
def switch_returns_off() -> ResponseReturnValue:
    accounts.switch_returns_off(member())
    flash("It is off. All that was kept for it is deleted.")
    return redirect(url_for(".return_settings"), 303)


@bp.get(RETURNS)
@leads_only
def return_signals() -> ResponseReturnValue:
    return render_template("safeguarding/return-signals.html", days=KEPT_DAYS,
                           signals=queries.signals_for(viewer()))


@bp.get(f"{RETURNS}/<int:signal_id>")
@leads_only
def return_signal(signal_id: int) -> ResponseReturnValue:
    return show_signal(queries.signal_for(viewer(), signal_id), DismissForm(formdata=None))


@bp.post(f"{RETURNS}/<int:signal_id>/dismiss")
@leads_only
def dismiss_signal(signal_id: int) -> ResponseReturnValue:
    signal, form = queries.signal_for(viewer(), signal_id), DismissForm()
    if not form.validate_on_submit():
        return show_signal(signal, form), 422
    actions.dismiss_signal(member(), signal, form.reason.data)
    flash("The signal is put away.")
    return redirect(RETURNS, 303)


def show_signal(signal: ReturnSignal, form: DismissForm) -> str:
    return render_template("safeguarding/return-signal.html", signal=signal, form=form,
                           days=KEPT_DAYS)
