"""Forms and validation of accounts."""
import re
from collections.abc import Iterable
from datetime import timedelta
from typing import Any, cast

import wtforms
from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    PasswordField,
    RadioField,
    SelectField,
    StringField,
)
from wtforms.form import BaseForm
from wtforms.validators import (
    DataRequired,
    InputRequired,
    Optional,
    StopValidation,
    ValidationError,
)

from peoplehub.accounts import (
    access_needs,
    email_kinds,
    encrypted_passwords,
    names,
    passwords,
    queries,
)
from peoplehub.accounts.choices import (
    DESCRIBES,
    I_AM,
    LETTERS,
    TAG_AUDIENCES,
    TAGS,
    WEEKDAYS,
    WEEKLY_ON,
)
from peoplehub.accounts.models import Tag
from peoplehub.accounts.one_time_codes import digits_of
from peoplehub.artwork import RECIPE_PARTS
from peoplehub.core import clock, email_address, formatting, promise
from peoplehub.core.day_fields import DayField
from peoplehub.core.display import CHOICES
from peoplehub.core.edit_conflicts import EditForm
from peoplehub.core.email_address import LONGEST as LONGEST_EMAIL
from peoplehub.core.forms import (
    Form,
    NoLongerThan,
    NotBlank,
    line_field,
    pick_field,
    text_field,
)
from peoplehub.core.text import one_line

LONGEST_ABOUT = 1_000
PART_WORDS = {"background": "Background", "skin": "Skin", "top": "Clothes",
              "hair": "Hair or scarf colour", "style": "Hair style"}  # fmt: skip
NOT_MINE = "Not mine"
CHOOSE = "Please choose one of these."


class EmailField(wtforms.EmailField):
    """Kept as mail servers write it, shown as people do."""

    def _value(self) -> str:
        return email_address.readable(self.data or "")


def email_field(label: str = "Email", hint: str = "") -> EmailField:
    checks = [NotBlank("Please write your email address."), NoLongerThan(LONGEST_EMAIL), is_email]
    return EmailField(label, checks, filters=[as_kept], description=hint,
                      render_kw={"autocomplete": "email", "spellcheck": "false"})


def password_field(label: str, sentence: str, autocomplete: str, hint: str = "",
                   may_be_kept: bool = False) -> PasswordField:
    is_there = PasswordIsThere if may_be_kept else InputRequired
    checks = [is_there(sentence), NoLongerThan(passwords.LONGEST)]
    return PasswordField(label, checks, description=hint,
                         render_kw={"autocomplete": autocomplete})


def as_kept(value: str | None) -> str | None:
    """In the form it is kept in; what is no address stays, so that it can be put right."""
    line = value and one_line(value)
    return line and (email_address.canonical(line) or line)


def is_email(form: BaseForm, field: Field) -> None:
    if not email_address.canonical(field.data or ""):
        raise ValidationError(email_address.NOT_EMAIL)


class NewPassword:
    """A mixin: the field `password` is a new one, and strong enough."""

    known: tuple[str, ...] = ()  # what others may know of the person
    password: Field

    def validate_password(self, field: Field) -> None:
        if refusal := passwords.refusal_for(field.data or "", [*self.known, *self.told()]):
            raise ValidationError(refusal)

    def told(self) -> list[str]:
        fields = cast(Form, self)
        return [field.data or "" for field in fields if field.name in ("email", "pen_name")]


class KeepsPassword(NewPassword):
    """A mixin: a good new password outlives a refusal of the form for something else.

    `new_password_hash` is its hash, typed now or before.
    """

    kept_password = HiddenField()

    @property
    def has_kept_password(self) -> bool:
        return bool(encrypted_passwords.decrypt(self.kept_password.data or ""))

    @property
    def new_password_hash(self) -> str:
        if self.password.data:
            return passwords.hashed(self.password.data)
        return encrypted_passwords.decrypt(self.kept_password.data or "")

    def keep_password(self) -> None:
        """Called when the form is refused: the page that comes back carries the password on."""
        kept = "" if self.password.errors else self.new_password_hash
        self.kept_password.data = kept and encrypted_passwords.encrypt(kept)


class PasswordIsThere(InputRequired):
    """One that was kept will do."""

    def __call__(self, form: Any, field: Field) -> None:
        if not field.data:
            raise StopValidation("" if form.has_kept_password else self.message)


class PenName:
    """A mixin: the field `pen_name` is safe, and free for `owner_id`, who has `kept_name` now."""

    owner_id: int | None = None
    kept_name = ""

    def validate_pen_name(self, field: Field) -> None:
        field.data = names.clean(field.data or "")
        if field.data == self.kept_name:
            return
        if refusal := names.refusal_for(field.data):
            raise ValidationError(refusal)
        if queries.name_is_taken(field.data, but=self.owner_id):
            raise ValidationError(names.TAKEN)


def pen_name_field() -> StringField:
    return line_field(
        "Pen name", longest=names.LONGEST, required="Please choose a pen name.",
        hint="The name others see. A first name on its own is fine, or any words you like. "
        "Please do not use your full name.",
        autocomplete="nickname",
    )


def i_am_field() -> RadioField:
    return pick_field("Who are you?", I_AM, required="Please choose who you are.")


def consent_field(purpose: str, sentence: str) -> BooleanField:
    """A box that must be ticked; what stands beside it is kept with the account."""
    return BooleanField(promise.CONSENTS[purpose], [DataRequired(sentence)])


NOT_ADULT = "You must be 18 or over to have an account. You can read and call for help without one."
NO_CONSENT = "Please tick this box if you agree. Without it we may not keep what you write."


class DeclarationForm(Form):
    """Asked once of people who were here before joining asked it."""

    i_am = i_am_field()
    adult = consent_field("adult", NOT_ADULT)
    consent = consent_field("health", NO_CONSENT)
    next = HiddenField()


class JoinForm(KeepsPassword, PenName, Form):
    email = email_field(hint="Other members never see it. We write to it about your account, "
                        "about what a moderator decided, and about what you choose.")
    pen_name = pen_name_field()
    password = password_field(
        "Password", "Please choose a password.", "new-password",
        "At least 10 characters. Three words that do not belong together work well.",
        may_be_kept=True,
    )
    i_am = i_am_field()
    adult = consent_field("adult", NOT_ADULT)
    consent = consent_field("health", NO_CONSENT)
    agree = BooleanField(
        "I agree to the community promise.",
        [DataRequired("Please read the community promise and tick the box to agree.")],
    )
    next = HiddenField()


class JoinLinkForm(Form):
    """Of the link in the letter, where it is opened in the browser that asked to join."""


class JoinLinkElsewhereForm(NewPassword, Form):
    """The same in any other browser, which must know the password or choose it again."""

    password = password_field(
        "Password", "Please write your password.", "new-password",
        "The one you chose when you joined. Have you forgotten it? Then choose a new one: at least "
        "10 characters. Three words that do not belong together work well.",
    )
    fits = False  # the view has compared it with the one chosen when joining

    def validate_password(self, field: Field) -> None:
        if not self.fits:
            super().validate_password(field)


class CodeForm(Form):
    code = line_field("Six-digit code", longest=20, required="Please write the code.",
                      autocomplete="one-time-code", inputmode="numeric")

    @property
    def digits(self) -> str:
        return re.sub(r"\D", "", self.code.data or "", flags=re.A)


class SignInForm(Form):
    email = email_field()
    password = password_field("Password", "Please write your password.", "current-password")
    remember = BooleanField(
        "Stay signed in on this device for up to 30 days",
        description="Leave this empty if other people use this device.",
    )
    next = HiddenField()
    unsent = HiddenField()  # a form that could not be sent without signing in (core.unsent_forms)


class SecondStepForm(Form):
    """Of a sign-in whose password was right: a code of the app, or a recovery code."""

    code = line_field(
        "Code", longest=40, required="Please type the code.", autocomplete="one-time-code",
        inputmode="numeric", spellcheck="false",
        hint="The 6 numbers that your app shows now, or one of your recovery codes.",
    )
    unsent = HiddenField()  # as SignInForm had it

    @property
    def digits(self) -> str:
        return digits_of(self.code.data or "")


class AppCodeForm(SecondStepForm):
    """The first code of an app that is being set up."""

    code = line_field(
        "Code", longest=40, required="Please type the code that your app shows.",
        autocomplete="one-time-code", inputmode="numeric", spellcheck="false",
        hint="The 6 numbers that your app shows now. Spaces do not matter.",
    )
    unsent = None  # it signs nobody in


class OwnPasswordForm(Form):
    """The password again, before how one signs in is changed."""

    password = password_field("Your password", "Please write your password.", "current-password")


class ForgottenForm(Form):
    email = email_field()
    next = HiddenField()


class NewPasswordForm(NewPassword, Form):
    password = password_field(
        "New password", "Please choose a password.", "new-password",
        "At least 10 characters. Three words that do not belong together work well.",
    )


class ChangePasswordForm(KeepsPassword, Form):
    current_password = password_field(
        "Your password now", "Please write the password you have now.", "current-password"
    )
    password = password_field(
        "New password", "Please choose a new password.", "new-password",
        "At least 10 characters. Three words that do not belong together work well.",
        may_be_kept=True,
    )


class ChangeEmailForm(Form):
    email = email_field("New email")
    email_password = password_field(
        "Your password", "Please write your password.", "current-password"
    )


class EmailLinkForm(Form):
    """Of the link to a new e-mail, where it is opened by the one who asked for it."""


class EmailLinkElsewhereForm(Form):
    """The same where nobody, or somebody else, is signed in."""

    password = password_field("Your password", "Please write your password.", "current-password")


class ProfileForm(PenName, EditForm):
    pen_name = pen_name_field()
    describes = SelectField(
        "Beside your name",
        choices=[("", "Just “Member”"), *((words, words) for words in DESCRIBES)],
        invalid_choice_message=CHOOSE,
    )
    about = text_field(
        "About you", longest=LONGEST_ABOUT, rows=5,
        hint="A few words, if you like. Please leave out full names, addresses, schools and "
        "hospitals.",
    )


class PictureForm(Form):
    """One choice for each part of a drawn picture."""

    @property
    def recipe(self) -> str:
        return "/".join(self[part].data or "" for part in RECIPE_PARTS)


for part, choices in RECIPE_PARTS.items():
    setattr(PictureForm, part, pick_field(PART_WORDS[part], choices))


class TagsForm(Form):
    """One list for each tag: not mine, or who may see it."""

    @property
    def audiences(self) -> dict[str, str]:
        """Of the tags that were sent: what was not sent stays as it is."""
        fields = {words: self[f"tag_{number}"] for number, words in enumerate(TAGS)}
        return {words: field.data for words, field in fields.items() if field.raw_data}

    def fill_in(self, tags: Iterable[Tag]) -> None:
        chosen = {tag.words: tag.audience for tag in tags}
        for number, words in enumerate(TAGS):
            self[f"tag_{number}"].data = chosen.get(words, "")


for number, words in enumerate(TAGS):
    setattr(TagsForm, f"tag_{number}", SelectField(
        words, choices=[("", NOT_MINE), *TAG_AUDIENCES.items()], default="",
        invalid_choice_message=CHOOSE,
    ))  # fmt: skip


class LettersForm(Form):
    letters = pick_field("What should we write to you about?", LETTERS)
    weekly_on = SelectField("The weekly email comes on a", choices=list(WEEKDAYS.items()),
                            default=WEEKLY_ON,
                            invalid_choice_message="Please choose a day of the list.")


class EmailKindsForm(Form):
    """Which kinds of email come: ticked by the person, one by one."""

    messages = BooleanField(email_kinds.KINDS[email_kinds.MESSAGES])
    notices = BooleanField(email_kinds.KINDS[email_kinds.NOTICES])
    team = BooleanField(email_kinds.KINDS[email_kinds.TEAM])

    @property
    def ticked(self) -> list[str]:
        return [kind for kind in email_kinds.KINDS if self[kind].data]


class QuietTimeForm(Form):
    """One button, and nothing to fill in."""


HOURS = {"": "No quiet hours"} | {
    str(hour): formatting.hour_words(hour) for hour in range(24)}
LONGEST_PAUSE = timedelta(days=366)
NO_PAUSE = "Please choose a day from tomorrow on, within a year, or leave it empty."


class EmailTimesForm(Form):
    quiet_from = SelectField("Quiet hours begin", choices=list(HOURS.items()), default="",
                             invalid_choice_message="Please choose an hour of the list.")
    quiet_to = SelectField("Quiet hours end", choices=list(HOURS.items()), default="",
                           invalid_choice_message="Please choose an hour of the list.")
    paused_until = DayField("No emails until", [Optional()],
                            description="For a holiday. On that day they come again. Leave it "
                                        "empty for no pause.")

    def validate_quiet_to(self, field: SelectField) -> None:
        if bool(field.data) is not bool(self.quiet_from.data):
            raise ValidationError("Choose when quiet hours begin and when they end, or neither.")

    def validate_paused_until(self, field: DayField) -> None:
        today = formatting.local(clock.now()).date()
        if field.data and not today < field.data <= today + LONGEST_PAUSE:
            raise ValidationError(NO_PAUSE)


class AccessForm(Form):
    emails_as = pick_field("How should our emails look?", access_needs.FORMS)
    easy = BooleanField("Short, easy sentences, where we have them")
    phone_me = BooleanField("Please phone me rather than email me")
    phone = line_field("Your phone number, and when we may call", longest=80,
                       hint="Such as: 020 7946 0000, in the morning.")
    team_may_see = BooleanField("The team may read this, so that they can do as I ask")

    def validate_phone(self, field: Field) -> None:
        if self.phone_me.data and not field.data:
            raise ValidationError("Please write a number, or take the tick at the phone away.")


class PrivacyForm(Form):
    read_signs = BooleanField("Show people I talk to that I have read their message")
    typing = BooleanField("Show people I talk to that I am writing")


class AnswersForm(Form):
    answers = line_field("When do you answer messages?", longest=80,
                         hint="Such as: I answer on Tuesdays. People read it before they write.")
    quiet_from = SelectField("Quiet hours begin", choices=list(HOURS.items()), default="",
                             invalid_choice_message="Please choose an hour of the list.")
    quiet_to = SelectField("Quiet hours end", choices=list(HOURS.items()), default="",
                           invalid_choice_message="Please choose an hour of the list.")
    no_first_messages = BooleanField("I am full: no first messages from new people for now")

    def validate_quiet_to(self, field: SelectField) -> None:
        if bool(field.data) is not bool(self.quiet_from.data):
            raise ValidationError("Choose when quiet hours begin and when they end, or neither.")


class DisplayForm(Form):
    theme = pick_field("Colours", CHOICES["theme"])
    size = pick_field("Size of the words", CHOICES["size"])
    spacing = pick_field("Space", CHOICES["spacing"])
    motion = pick_field("Movement", CHOICES["motion"])
    easy = pick_field("Information sheets", CHOICES["easy"])
    pictures = pick_field("Pictures in posts", CHOICES["pictures"])
    notes = pick_field("Words that have a content note", CHOICES["notes"])
    words = pick_field("Hard words", CHOICES["words"])
    next = HiddenField()


__all__ = [
    "AccessForm", "AnswersForm", "EmailTimesForm",
    "ChangeEmailForm", "ChangePasswordForm", "AppCodeForm", "CodeForm",
    "DeclarationForm", "DisplayForm", "OwnPasswordForm", "SecondStepForm",
    "EmailLinkElsewhereForm", "EmailLinkForm",
    "ForgottenForm", "JoinForm", "JoinLinkElsewhereForm", "JoinLinkForm",
    "LettersForm", "NewPasswordForm", "PictureForm", "PrivacyForm", "ProfileForm", "SignInForm",
    "TagsForm",
]  # fmt: skip
