"""Forms and validation of following."""
from peoplehub.accounts.models import DAILY, EVERY, MUTED, NAMED
from peoplehub.core.forms import Form, pick_field

LEVEL_WORDS = {
    EVERY: "Everything new, each time",
    DAILY: "Once a day, in the evening, when there is something new",
    NAMED: "Only when I am called by name. It stays in my lists of new things",
    MUTED: "Mute: nothing at all, also no longer in my lists of new things",
}


class FollowForm(Form):
    level = pick_field("How much do you want to hear?", LEVEL_WORDS,
                       required="Please choose how much you want to hear.")
