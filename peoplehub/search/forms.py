"""The form of words that mean the same."""
from wtforms import Field
from wtforms.validators import ValidationError

from peoplehub.core.forms import Form, text_field
from peoplehub.core.text import one_line
from peoplehub.search.query_parser import tells
from peoplehub.search.synonym_models import FEWEST, LONGEST, MOST
from peoplehub.search.synonyms import root, words_of

TOO_FEW = "Please write at least two, each on a line of its own."
TOO_MANY = f"Please write at most {MOST} in one list."
TOO_LONG = f"Please keep each under {LONGEST} letters."
SAYS_NOTHING = "“{}” says nothing by itself. Please use a word that tells what it is about."


class SynonymsForm(Form):
    phrases = text_field("Words that mean the same", longest=MOST * (LONGEST + 2), rows=6,
                         required=TOO_FEW,
                         hint="Each on a line of its own, such as PHB and personal health budget. "
                              "Whoever searches for one finds the others.")

    @property
    def said(self) -> list[str]:
        """Each phrase once, on one line, in small letters."""
        lines = [one_line(line).lower() for line in (self.phrases.data or "").splitlines()]
        return list({root(words_of(line)): line for line in lines if words_of(line)}.values())

    def validate_phrases(self, _field: Field) -> None:
        if len(self.said) < FEWEST:
            raise ValidationError(TOO_FEW)
        if len(self.said) > MOST:
            raise ValidationError(TOO_MANY)
        for phrase in self.said:
            if len(phrase) > LONGEST:
                raise ValidationError(TOO_LONG)
            if not any(map(tells, words_of(phrase))):
                raise ValidationError(SAYS_NOTHING.format(phrase))
