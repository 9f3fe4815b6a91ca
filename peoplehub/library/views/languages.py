"""A sheet in other languages: for those who translate, and side by side for everybody."""
from itertools import zip_longest
from typing import Any, cast

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as BaseResponse

from peoplehub.accounts.auth import member, viewer
from peoplehub.core.errors import NotFound
from peoplehub.core.forms import Form
from peoplehub.core.text import known_safe
from peoplehub.editorial.translations import languages_of
from peoplehub.library import policy, queries, translating
from peoplehub.library.forms import LanguageForm, TranslationForm, TranslatorForm
from peoplehub.library.models import Sheet
from peoplehub.library.table_of_contents import parts_of
from peoplehub.library.views.blueprint import bp
from peoplehub.library.views.editor import writers_only
from peoplehub.library.views.reading import kept

FORMS: dict[str, type[Form]] = {"start": TranslationForm, "translator": TranslatorForm,
                                "right": Form, "language": LanguageForm}


@bp.route("/manage/<int:sheet_id>/languages", methods=["GET", "POST"])
@writers_only
def languages(sheet_id: int) -> ResponseReturnValue:
    """Whoever writes sheets may translate one; its owner says in which language it is."""
    sheet = queries.sheet_to_translate(viewer(), sheet_id)
    step = request.form.get("action", "")
    if request.method == "GET" or step not in FORMS:
        return show_languages(sheet, {}), 200 if request.method == "GET" else 422
    form = FORMS[step]()
    if isinstance(form, TranslationForm):
        form.offer(queries.languages_taken(sheet))
    if form.validate():
        with form.refusals_beside():
            return do(step, sheet, form)
    return show_languages(sheet, {step: form}), 422


def do(step: str, sheet: Sheet, form: Any) -> BaseResponse:
    if step == "start":
        made = translating.start_translation(member(), sheet, form.language.data,
                                             form.translated_by.data or "")
        flash("Here is your draft. Write over the words, part by part, and keep the headings.")
        return redirect(url_for(".change", sheet_id=made.id), 303)
    if step == "translator":
        translating.name_translator(member(), sheet, form.translated_by.data or "")
    elif step == "right":
        translating.translation_is_right(member(), sheet)
    else:
        translating.set_language(member(), sheet, form.written_in.data)
    flash("Saved.")
    return redirect(url_for(".languages", sheet_id=sheet.id), 303)


def show_languages(sheet: Sheet, used: dict[str, Form]) -> str:
    forms = {step: used.get(step) or form_class(formdata=None)
             for step, form_class in FORMS.items()}
    cast(TranslationForm, forms["start"]).offer(queries.languages_taken(sheet))
    if "translator" not in used:
        forms["translator"]["translated_by"].data = sheet.translated_by
    if "language" not in used:
        forms["language"]["written_in"].data = sheet.language
    return render_template(
        "library/languages.html", sheet=sheet, forms_of=forms,
        used=next(iter(used.values()), None), may_edit=policy.may_edit(viewer(), sheet),
        family=queries.family_to_edit(viewer(), sheet))


@bp.get("/<slug>/side-by-side")
def side_by_side(slug: str) -> ResponseReturnValue:
    """A translation beside its original, section by section where their headings pair up."""
    return kept(lambda: show_side_by_side(queries.sheet_for(viewer(), slug)))


def show_side_by_side(translation: Sheet) -> str:
    if translation.translation_of_id is None:
        raise NotFound()
    original = queries.original_for(viewer(), translation)
    both = [parts_of(sheet.html) for sheet in (original, translation)]
    if len(both[0]) != len(both[1]):
        both = [["".join(parts)] for parts in both]
    return render_template(
        "library/side_by_side.html", sheet=translation, original=original,
        languages=languages_of(translation),
        rows=[tuple(map(known_safe, row)) for row in zip_longest(*both, fillvalue="")])
