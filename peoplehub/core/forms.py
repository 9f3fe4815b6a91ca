"""The parent class of all forms, and the fields they share: CSRF token, idempotency key, error
messages that are sentences."""
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask, request
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import Field, FileField, HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.form import BaseForm
from wtforms.validators import InputRequired, StopValidation, ValidationError

from peoplehub.core import text
from peoplehub.core.errors import Invalid, Refused
from peoplehub.core.url_routing import LARGEST_NUMBER


def new_key() -> str:
    return secrets.token_urlsafe(16)


FORMS = {"application/x-www-form-urlencoded", "multipart/form-data"}
NOT_A_FORM = "This was not sent as a form, so nothing was changed. Please use the page."


def refuse_what_is_no_form() -> None:
    """A body of another kind holds no field, and must not count as a form with every box empty.
    Raises Refused."""
    has_body = bool(request.content_length) or "Transfer-Encoding" in request.headers
    if request.method == "POST" and has_body and request.mimetype not in FORMS:
        raise Refused(NOT_A_FORM)


def init_app(app: Flask) -> None:
    app.before_request(refuse_what_is_no_form)


def wants_preview() -> bool:
    return request.method == "POST" and bool(request.form.get("preview"))


class Form(FlaskForm):
    """The parent of every form. `idempotency_key`: the same form sent twice works once."""

    idempotency_key = HiddenField(default=new_key)
    draft_place = ""  # where its words can be saved for later (`peoplehub.drafts`)
    written: tuple[str, ...] = ()  # the fields in which somebody writes to others, in their words

    class Meta(FlaskForm.Meta):
        def wrap_formdata(self, form: BaseForm, formdata: MultiDict | None) -> MultiDict | None:
            """Words for fields of words, files for fields of files, and nothing out of JSON."""
            given = None if request.is_json else super().wrap_formdata(form, formdata)
            return given and MultiDict(
                (name, said) for name, said in given.items(multi=True)
                if isinstance(said, str) or isinstance(form._fields.get(name), FileField)
            )

    @property
    def written_words(self) -> list[str]:
        return [self[name].data for name in self.written if name in self and self[name].data]

    @contextmanager
    def refusals_beside(self, field: str = "") -> Iterator[None]:
        """What is refused inside stands beside its field; without one of its own beside `field`,
        and without that above the form. What was typed stays. After it the form is shown again."""
        try:
            yield
        except Invalid as refusal:
            self.show_refusal(refusal, refusal.field or field)

    def show_refusal(self, refusal: Refused, field: str) -> None:
        if field in self:
            self[field].errors = [str(refusal)]
        else:
            self.form_errors.append(str(refusal))

    @property
    def refusals(self) -> dict[str, str]:
        """Field name → the one sentence that says what to mend."""
        return {name: errors[0] for name, errors in self.errors.items() if errors}


class NumberField(Field):
    """The number of something, 1 to 2³¹ - 1, such as a tick box beside its name sends it. None for
    whatever is no such number."""

    def process_formdata(self, valuelist: list[str]) -> None:
        said = valuelist[0] if valuelist else ""
        known = said.isascii() and said.isdigit() and len(said) < 11
        self.data = (int(said) if known and 0 < int(said) <= LARGEST_NUMBER else None)


class NoLongerThan:
    """Refuses what is longer than `most` characters, says by how much, and has nothing more done
    with it."""

    def __init__(self, most: int):
        self.most = most

    def __call__(self, form: BaseForm, field: Field) -> None:
        over = len(field.data or "") - self.most
        if over > 0:
            raise StopValidation(
                f"This is {over:,} characters too long. Please keep it under {self.most:,}."
            )


class NotBlank:
    """Like InputRequired, but a field of spaces, invisible characters or lines is empty too."""

    field_flags = {"required": True}

    def __init__(self, sentence: str):
        self.sentence = sentence

    def __call__(self, form: BaseForm, field: Field) -> None:
        if not text.has_content(field.data or ""):
            raise ValidationError(self.sentence)


def text_field(label: str, *, longest: int = text.LONGEST, required: str = "", hint: str = "",
               rows: int = 6) -> TextAreaField:
    """A box for many lines. `required` is the sentence said when it is empty."""
    checks = ([NotBlank(required)] if required else []) + [NoLongerThan(longest)]
    return TextAreaField(label, checks, filters=[_tidy], description=hint,
                         render_kw={"rows": rows, "maxlength": None, "data-longest": longest})


def line_field(label: str, *, longest: int = 120, required: str = "", hint: str = "",
               autocomplete: str = "off", kind: type[StringField] = StringField, look: str = "",
               **attributes: Any) -> StringField:
    """A box for one line. `look` is the class of its style rule."""
    attributes |= {"class": look} if look else {}
    checks = ([NotBlank(required)] if required else []) + [NoLongerThan(longest)]
    return kind(label, checks, filters=[_one_line], description=hint,
                render_kw={"autocomplete": autocomplete, **attributes})


def pick_field(label: str, choices: dict[str, str], *,
               default: str | Callable[[], str] | None = None, hint: str = "",
               required: str = "") -> RadioField:
    """One of several, each with its words. Without an answer it is the default, or, where it is
    `required`, refused with that sentence."""
    said = [SelectChoice(value, words) for value, words in choices.items()]
    checks = [InputRequired(required)] if required else []
    return RadioField(label, checks, choices=said, default=default, description=hint,
                      invalid_choice_message="Please choose one of these.")


def _tidy(value: str | None) -> str:
    """A field that was not sent at all is an empty one."""
    return text.normalize(value or "")


def _one_line(value: str | None) -> str:
    return text.one_line(value or "")


__all__ = ["Form", "InputRequired", "NoLongerThan", "NotBlank", "NumberField", "line_field",
           "new_key", "pick_field", "text_field", "wants_preview"]
