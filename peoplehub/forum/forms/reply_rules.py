"""Forms of the rules for a topic's replies and for a board, and of when such a rule ends."""
from datetime import datetime, time, timedelta

from wtforms import SelectField

from peoplehub.core import approval, clock, formatting
from peoplehub.core.forms import Form, line_field, pick_field
from peoplehub.forum.reply_rules import SPEEDS, in_words

UNTIL_ENDED, HOURS, TOMORROW, MONDAY, WEEK = "", "3-hours", "tomorrow", "monday", "week"
MORNING = time(9)
WHY = "Say why, so that people understand."


def moment_of(choice: str) -> datetime | None:
    """When a rule set now ends, in UTC; None: when a moderator ends it."""
    now = clock.now()
    today = formatting.local(now).date()
    days = {TOMORROW: 1, MONDAY: 7 - today.weekday(), WEEK: 7}
    if choice in days:
        morning = datetime.combine(today + timedelta(days[choice]), MORNING, formatting.LONDON)
        return morning.astimezone(now.tzinfo)
    return now + timedelta(hours=3) if choice == HOURS else None


def choices_of_until() -> list[tuple[str, str]]:
    """Each with its time in words, as it is at this moment."""
    known = {choice: moment_of(choice) for choice in (HOURS, TOMORROW, MONDAY, WEEK)}
    return [(UNTIL_ENDED, "A moderator ends it"),
            *((choice, f"It ends {formatting.coming(at)}") for choice, at in known.items() if at)]


class UntilForm(Form):
    """A rule with a reason that everyone reads, and an end."""

    until = SelectField("When does it end?", choices=choices_of_until, default=UNTIL_ENDED)

    @property
    def moment(self) -> datetime | None:
        return moment_of(self.until.data)


class ApprovalForm(UntilForm):
    reason = line_field("Why? Everyone who replies can read this.", longest=300, required=WHY)


class SlowForm(UntilForm):
    minutes = SelectField("How slow?", coerce=int, default=60, choices=[
        (minutes, in_words(minutes).capitalize()) for minutes in SPEEDS])
    reason = line_field("Why? Everyone who replies can read this.", longest=300, required=WHY)


class BoardRulesForm(Form):
    approval = pick_field("What does a moderator look at before others see it?", approval.RULES,
                          default=approval.NONE)
    slow = SelectField("How often may one person reply to the same topic?", coerce=int, default=0,
                       choices=[(0, "As often as they like"), *(
                           (minutes, in_words(minutes).capitalize()) for minutes in SPEEDS)])
    reason = line_field("Why? Everyone who writes here can read this.", longest=300, required=WHY)
