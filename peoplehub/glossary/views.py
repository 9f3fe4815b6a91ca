"""The page of words, one word for scripts, and the pages of those who keep the list."""
from flask import Blueprint, flash, jsonify, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug import Response

from peoplehub.accounts.auth import for_roles, member, viewer
from peoplehub.accounts.models import ADMIN, EDITOR
from peoplehub.core.page_cache import cached_page
from peoplehub.glossary import actions, policy, queries
from peoplehub.glossary.first_terms import FIRST_TERMS
from peoplehub.glossary.forms import GlossaryTermForm
from peoplehub.glossary.models import GlossaryTerm

bp = Blueprint("glossary", __name__)
keepers = for_roles(ADMIN, EDITOR)


@bp.get("/words")
def words() -> ResponseReturnValue:
    return cached_page(viewer(), lambda: render_template(
        "glossary/words.html", letters=queries.terms_by_letter(),
        may_keep=policy.may_keep_glossary(viewer())), queries.ROOM)


@bp.get("/words/<slug>.json")
def word(slug: str) -> Response:
    """One term, for the note that a script opens beside it."""
    term = queries.term_of_slug(slug)
    dated = ", ".join(part for part in (term.source, term.source_date) if part)
    return jsonify(title=term.title, meaning=term.meaning, source=dated,
                   is_checked=term.checked_on is not None)


@bp.route("/admin/words", methods=["GET", "POST"])
@keepers
def kept() -> ResponseReturnValue:
    """The list; a POST adds a term."""
    form = GlossaryTermForm()
    if form.validate_on_submit():
        with form.refusals_beside("name"):
            return done(actions.add_term(member(), bool(form.is_checked.data), **form.said))
    shown = queries.kept_terms()
    names = {term.name.lower() for term in shown}
    page = render_template(
        "glossary/kept.html", form=form, terms=shown,
        missing=sum(said["name"].lower() not in names for said in FIRST_TERMS))
    return page, 422 if form.is_submitted() else 200


@bp.post("/admin/words/first")
@keepers
def add_first_terms() -> Response:
    number = actions.add_first_terms(member())
    flash(f"We added {number} words. Please check each against its source.")
    return redirect(url_for(".kept"), 303)


@bp.route("/admin/words/<int:term_id>", methods=["GET", "POST"])
@keepers
def change_term(term_id: int) -> ResponseReturnValue:
    term = queries.term_of_id(term_id)
    form = GlossaryTermForm(obj=term)
    if form.validate_on_submit():
        with form.refusals_beside("name"):
            return done(actions.change_term(member(), term, bool(form.is_checked.data),
                                            **form.said))
    page = render_template("glossary/term.html", term=term, form=form)
    return page, 422 if form.is_submitted() else 200


@bp.post("/admin/words/<int:term_id>/retire")
@keepers
def retire_term(term_id: int) -> Response:
    return done(actions.retire_term(member(), queries.term_of_id(term_id)))


@bp.post("/admin/words/<int:term_id>/restore")
@keepers
def restore_term(term_id: int) -> Response:
    return done(actions.restore_term(member(), queries.term_of_id(term_id)))


def done(term: GlossaryTerm) -> Response:
    flash(f"“{term.name}” is saved.")
    return redirect(url_for(".kept"), 303)
