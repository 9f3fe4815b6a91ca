"""Forms for the film or sound of a sheet."""
from flask_wtf.file import FileField
from wtforms import BooleanField, Field, SelectField
from wtforms.validators import Optional, ValidationError

from peoplehub.core import images, media
from peoplehub.core.day_fields import DayField
from peoplehub.core.forms import Form, pick_field
from peoplehub.editorial.languages import ENGLISH, LANGUAGES
from peoplehub.library.media import CAPTIONS, MAIN, PICTURE, SMALL

PARTS = {
    MAIN: "The film or sound",
    SMALL: "The same with less data",
    CAPTIONS: "Captions for the film (WebVTT)",
    PICTURE: "A picture that is seen before the film starts",
}
ACCEPT = f"{media.ACCEPT},.vtt,{','.join(f'.{ending}' for ending in sorted(images.ENDINGS))}"


class MediaForm(Form):
    """One file at a time."""

    part = pick_field("What is the file?", PARTS, required="Please choose what the file is.")
    language = SelectField("Language of the captions", default=ENGLISH, choices=[
        (code, one.words) for code, one in LANGUAGES.items()])
    media_file = FileField("Choose the file", render_kw={"accept": ACCEPT})

    def validate_media_file(self, field: Field) -> None:
        if not field.data or not field.data.filename:
            raise ValidationError("Please choose a file first.")


class MediaWordsForm(Form):
    """What readers get who cannot hear or play it."""

    is_transcript = BooleanField(
        "The text of the sheet has every word of the film or sound",
        description="People who cannot hear or play it read the words. Say who is speaking.")
    captions_promised_for = DayField(
        "If the film has no captions yet, when will there be some?", [Optional()],
        description="Readers see this day. Leave it empty when the captions are here.")
