"""Settings that others see: words, picture, tags."""
from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from peoplehub.accounts import actions
from peoplehub.accounts.auth import members_only, viewer
from peoplehub.accounts.forms import PictureForm, ProfileForm, TagsForm
from peoplehub.accounts.views.blueprint import bp
from peoplehub.artwork import RECIPE_PARTS, is_recipe, recipe_for


@bp.route("/settings/profile", methods=["GET", "POST"])
@members_only
def edit_profile() -> ResponseReturnValue:
    person = viewer()
    form = ProfileForm.of(person.editable)
    form.owner_id, form.kept_name = person.id, person.pen_name
    if form.validate_on_submit():
        with form.refusals_beside():
            actions.change_profile(
                person, form.pen_name.data, form.describes.data, form.about.data or "",
                seen=form.seen.data or "",
            )
            flash("Your profile is saved.")
            return redirect(url_for(".edit_profile"), 303)
    page = render_template("accounts/edit-profile.html", form=form)
    return page, 422 if form.errors else 200


@bp.route("/settings/picture", methods=["GET", "POST"])
@members_only
def picture() -> ResponseReturnValue:
    """`action=look` draws the choices again without keeping them, for those without scripts."""
    form = PictureForm(data=parts_of(viewer().avatar or viewer().slug))
    if form.validate_on_submit() and request.form.get("action") != "look":
        actions.change_picture(viewer(), form.recipe)
        flash("Your picture is saved.")
        return redirect(url_for(".picture"), 303)
    recipe = form.recipe if is_recipe(form.recipe) else recipe_for(viewer().slug)
    page = render_template(
        "accounts/picture.html", form=form, recipe=recipe, chosen=parts_of(recipe)
    )
    return page, 422 if form.errors else 200


@bp.route("/settings/tags", methods=["GET", "POST"])
@members_only
def tags() -> ResponseReturnValue:
    form = TagsForm()
    if not form.is_submitted():
        form.fill_in(viewer().tags)
    if not form.validate_on_submit():
        return render_template("accounts/tags.html", form=form), 422 if form.errors else 200
    actions.choose_tags(viewer(), form.audiences)
    flash("Your choices are saved.")
    return redirect(url_for(".tags"), 303)


def parts_of(recipe: str) -> dict[str, str]:
    known = recipe if is_recipe(recipe) else recipe_for(recipe)
    return dict(zip(RECIPE_PARTS, known.split("/"), strict=True))
