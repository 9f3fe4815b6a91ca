"""Forms and validation of training."""
from wtforms import SelectMultipleField

from peoplehub.core.forms import Form, line_field, pick_field
from peoplehub.training.chapters import ITEMS

MORE_DAYS = {"14": "2 weeks", "30": "30 days", "90": "3 months"}


class ChecklistForm(Form):
    done = SelectMultipleField("What I have done", choices=list(ITEMS.items()),
                               validate_choice=False)  # an unknown one ticks nothing


class ExtendForm(Form):
    days = pick_field("How much more time, from today?", MORE_DAYS, default="30",
                      required="Please choose how much more time.")
    reason = line_field("Why?", longest=300, required="Please say why they need more time.",
                        hint="Leads and the site team read it.")
