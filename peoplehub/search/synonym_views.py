"""Keeping the words that mean the same, for the site team and editors."""
from typing import NamedTuple

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug import Response

from peoplehub.accounts.auth import for_roles, member
from peoplehub.accounts.models import ADMIN, EDITOR, Anonymous
from peoplehub.search import actions, queries, query_parser, synonyms
from peoplehub.search.forms import SynonymsForm
from peoplehub.search.synonym_models import SynonymGroup
from peoplehub.search.synonyms import Synonyms

bp = Blueprint("synonyms", __name__, url_prefix="/admin/synonyms")
keepers = for_roles(ADMIN, EDITOR)
TRIED = 6  # phrases of a list, for each of which what it would find is shown
FOUND = 3  # titles of each


class Try(NamedTuple):
    """What a visitor would find by a phrase."""

    phrase: str
    titles: list[str]


@bp.route("", methods=["GET", "POST"])
@keepers
def lists() -> ResponseReturnValue:
    """All lists; a POST tries a new one, or adds it."""
    form = SynonymsForm()
    if form.validate_on_submit() and request.form.get("action") != "try":
        with form.refusals_beside("phrases"):
            return done(actions.add_synonyms(member(), form.said))
    page = render_template("search/synonyms.html", form=form, tried=tried(form),
                           groups=synonyms.groups())
    return page, 422 if form.errors else 200


@bp.route("/<int:group_id>", methods=["GET", "POST"])
@keepers
def change(group_id: int) -> ResponseReturnValue:
    group = synonyms.group_of_id(group_id)
    form = SynonymsForm(phrases=group.phrases)
    if form.validate_on_submit() and request.form.get("action") != "try":
        with form.refusals_beside("phrases"):
            return done(actions.change_synonyms(member(), group, form.said))
    page = render_template("search/synonym_group.html", group=group, form=form, tried=tried(form))
    return page, 422 if form.errors else 200


@bp.post("/<int:group_id>/remove")
@keepers
def remove(group_id: int) -> Response:
    group = synonyms.group_of_id(group_id)
    first = group.each[0]
    actions.remove_synonyms(member(), group_id)
    flash(f"The list with “{first}” is gone. Each of its words is looked up by itself now.")
    return redirect(url_for(".lists"), 303)


def tried(form: SynonymsForm) -> list[Try]:
    """What visitors would find by each phrase of a list that is not saved yet."""
    if not form.is_submitted() or form.errors or request.form.get("action") != "try":
        return []
    own = "\n".join(form.said)
    same = Synonyms([*synonyms.kept(), own])
    return [Try(phrase, titles_by(phrase, same)) for phrase in form.said[:TRIED]]


def titles_by(phrase: str, same: Synonyms) -> list[str]:
    visitor = Anonymous()
    looked_up = queries.look_up(visitor, query_parser.parse_query(phrase, same))
    found = queries.show(visitor, looked_up)
    return [str(result.title.striptags()) for result in found.results[:FOUND]]


def done(group: SynonymGroup) -> Response:
    flash(f"The list with “{group.each[0]}” is saved. Searches use it now.")
    return redirect(url_for(".lists"), 303)
