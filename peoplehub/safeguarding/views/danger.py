"""Words of danger: the rules that a lead changes, the same rules for browsers, telling the team."""
from flask import flash, get_template_attribute, jsonify, redirect, render_template
from flask.typing import ResponseReturnValue

from peoplehub.accounts.auth import member, members_only, viewer
from peoplehub.core import limits
from peoplehub.core.conditional_requests import tagged_by_content
from peoplehub.safeguarding import actions, queries
from peoplehub.safeguarding.forms import SAVE, RulesForm, TellTeamForm
from peoplehub.safeguarding.page_context import CARD
from peoplehub.safeguarding.views.blueprint import bp
from peoplehub.text_checks.danger import BUILT_IN, with_additions

WORDS = "/safeguarding/words-of-danger"


@bp.get(f"{WORDS}.json")
def browser_rules() -> ResponseReturnValue:
    """The rules and the card, so that a browser can look at words without sending them anywhere."""
    card = get_template_attribute(CARD, "card")
    answer = jsonify(rules=queries.rules_in_force().to_json(), card=card(),
                     private_card=card(private=True))
    answer.headers["Cache-Control"] = "no-cache"
    return tagged_by_content(answer)


@bp.route("/safeguarding/tell", methods=["GET", "POST"])
@members_only
def tell() -> ResponseReturnValue:
    form = TellTeamForm()
    if not form.validate_on_submit():
        page = render_template("safeguarding/tell.html", form=form)
        return page, 422 if form.is_submitted() else 200
    limits.ask("report from", member().id)
    actions.tell_team(member(), form.text.data)
    return redirect("/report/received?about=danger&back=/messages", 303)


@bp.get(WORDS)
@members_only
def rules() -> ResponseReturnValue:
    versions = queries.versions_for(viewer())
    return show_rules(RulesForm(formdata=None, additions=queries.additions_in_force()), versions)


@bp.post(WORDS)
@members_only
def save_rules() -> ResponseReturnValue:
    versions, form = queries.versions_for(viewer()), RulesForm()
    if form.validate_on_submit():
        with form.refusals_beside("additions"):
            if form.action.data != SAVE:
                return show_rules(form, versions, is_tried=True)
            actions.save_rules(member(), form.additions.data, form.reason.data)
            flash("The rules are saved. They are in force from now on.")
            return redirect(WORDS, 303)
    return show_rules(form, versions), 422


def show_rules(form: RulesForm, versions: list, is_tried: bool = False) -> str:
    """Figures of the rules in force, and of those in the box when they were tried."""
    additions = form.additions.data or ""
    tried = actions.try_rules(additions) if is_tried else None
    words = (form.words.data or "") if is_tried else ""
    return render_template(
        "safeguarding/rules.html", form=form, versions=versions, built_in=BUILT_IN.read_text(),
        now=actions.try_rules(queries.additions_in_force()), tried=tried, words=words,
        sign=with_additions(additions).judge(words) if words else None,
        least=actions.LEAST_FOUND, most=actions.MOST_FALSE,
    )
