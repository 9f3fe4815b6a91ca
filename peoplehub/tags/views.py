"""Keeping the list of tags, for the site team and editors."""
from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from werkzeug import Response

from peoplehub.accounts.auth import for_roles, member
from peoplehub.accounts.models import ADMIN, EDITOR
from peoplehub.tags import actions, queries
from peoplehub.tags.forms import MergeTagForm, RenameTagForm, TagForm
from peoplehub.tags.models import SharedTag
from peoplehub.tags.tag_html import tag_links
from peoplehub.tags.vocabulary import FAMILIES

bp = Blueprint("tags", __name__, url_prefix="/admin/tags")
keepers = for_roles(ADMIN, EDITOR)


@bp.app_template_global("tags_of")
def tags_of(kind: str, piece_id: int) -> Markup:
    """The tags of a piece as links; nothing where it has none."""
    return tag_links(queries.joined_tags(kind, piece_id))


@bp.route("", methods=["GET", "POST"])
@keepers
def tags() -> ResponseReturnValue:
    """The list; a POST adds a tag."""
    form = TagForm()
    if form.validate_on_submit():
        with form.refusals_beside("name"):
            return done(actions.add_tag(member(), form.family.data, form.name.data,
                                        form.position.data))
    shown = queries.all_tags()
    page = render_template(
        "tags/tags.html", form=form, uses=queries.uses(),
        families=[(words, [tag for tag in shown if tag.family == family])
                  for family, words in FAMILIES.items()])
    return page, 422 if form.is_submitted() else 200


@bp.route("/<int:tag_id>", methods=["GET", "POST"])
@keepers
def change_tag(tag_id: int) -> ResponseReturnValue:
    tag = queries.tag_of_id(tag_id)
    form = RenameTagForm(name=tag.name, position=tag.position)
    if form.validate_on_submit():
        with form.refusals_beside("name"):
            return done(actions.change_tag(member(), tag, form.name.data, form.position.data))
    return show(tag, form), 422 if form.is_submitted() else 200


@bp.post("/<int:tag_id>/merge")
@keepers
def merge_tag(tag_id: int) -> ResponseReturnValue:
    tag = queries.tag_of_id(tag_id)
    form = MergeTagForm().offer(others_of(tag))
    if form.validate_on_submit():
        with form.refusals_beside("into"):
            into = actions.merge_tag(member(), tag, queries.tag_of_id(form.into.data))
            flash(f"It is “{into.name}” everywhere now.")
            return redirect(url_for(".tags"), 303)
    return show(tag, RenameTagForm(formdata=None, name=tag.name, position=tag.position), form), 422


@bp.post("/<int:tag_id>/retire")
@keepers
def retire_tag(tag_id: int) -> ResponseReturnValue:
    return done(actions.retire_tag(member(), queries.tag_of_id(tag_id)))


@bp.post("/<int:tag_id>/restore")
@keepers
def restore_tag(tag_id: int) -> ResponseReturnValue:
    return done(actions.restore_tag(member(), queries.tag_of_id(tag_id)))


def show(tag: SharedTag, form: RenameTagForm, merge_form: MergeTagForm | None = None) -> str:
    others = others_of(tag)
    return render_template(
        "tags/tag.html", tag=tag, form=form, uses=queries.uses().get(tag.id, 0),
        merge_form=merge_form or MergeTagForm(formdata=None).offer(others), others=others)


def others_of(tag: SharedTag) -> list[SharedTag]:
    """Tags of its family, with which it can be put together."""
    return [one for one in queries.all_tags() if one.family == tag.family and one.id != tag.id]


def done(tag: SharedTag) -> Response:
    flash(f"“{tag.name}” is saved.")
    return redirect(url_for(".tags"), 303)
