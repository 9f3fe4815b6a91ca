"""HTTP views of the first visit. Until somebody keeps them, answers stand in the address alone."""
from urllib.parse import urlencode

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from peoplehub.accounts.auth import member, members_only, viewer
from peoplehub.accounts.choices import SITUATION
from peoplehub.core.errors import NotFound
from peoplehub.first_visit import actions
from peoplehub.first_visit.forms import AnswersForm, EndForm
from peoplehub.first_visit.questions import NAMES, answers_in, words_of
from peoplehub.first_visit.suggestions import suggestions_for

bp = Blueprint("first_visit", __name__)


@bp.get("/start")
@bp.get("/start/<int:number>")
def start(number: int = 1) -> str:
    """One question a page. Forms of GET: going back is the browser's own, and nothing is stored."""
    if not 1 <= number <= len(NAMES):
        raise NotFound()
    answers, name = answers_in(request.args), NAMES[number - 1]
    form = AnswersForm(formdata=None, data=answers)
    earlier = {one: value for one, value in answers.items() if one != name}
    onward = address_of(number + 1) if number < len(NAMES) else url_for(".for_you")
    before = with_answers(address_of(number - 1), answers) if number > 1 else ""
    return render_template("first_visit/question.html", field=form[name], number=number,
                           of=len(NAMES), earlier=earlier, onward=onward, before=before)


@bp.get("/start/for-you")
def for_you() -> str:
    answers = answers_in(request.args)
    again = with_answers(address_of(1), answers)
    return render_template(
        "first_visit/for-you.html", answers=answers, words=words_of(answers), again=again,
        found=suggestions_for(viewer(), answers), here=with_answers(url_for(".for_you"), answers),
        form=EndForm(formdata=None, data=answers))


@bp.post("/start/end")
@members_only
def end() -> ResponseReturnValue:
    form = EndForm()
    if form.validate_on_submit() and form.keep.data and form.answers:
        actions.keep_situation(member(), form.answers)
        flash("Your answers are kept. You can change them in your settings.")
    else:
        actions.end_start(member())
    return redirect("/", 303)


@bp.route("/settings/situation", methods=["GET", "POST"])
@members_only
def situation() -> ResponseReturnValue:
    form = AnswersForm(data=viewer().preferences.get(SITUATION))
    if not form.validate_on_submit():
        page = render_template("first_visit/situation.html", form=form)
        return page, 422 if form.errors else 200
    actions.keep_situation(member(), form.answers)
    flash("Your answers are kept." if form.answers else "Nothing is kept.")
    return redirect(url_for(".situation"), 303)


def address_of(number: int) -> str:
    return url_for(".start", number=number) if number > 1 else url_for(".start")


def with_answers(address: str, answers: dict[str, str]) -> str:
    return f"{address}?{urlencode(answers)}" if answers else address
