"""Personal settings: display, e-mail notifications, privacy, who sees one's tags."""
from collections.abc import Mapping

from peoplehub.accounts import policy
from peoplehub.accounts.actions.profile import PAUSED
from peoplehub.accounts.choices import TAGS, WEEKLY_ON
from peoplehub.accounts.events import ProfileChanged
from peoplehub.accounts.models import Tag, User
from peoplehub.core import display
from peoplehub.core.acts import act, announce
from peoplehub.core.errors import require


@act
def choose_display(person: User, chosen: Mapping[str, str]) -> None:
    person.display = display.chosen(chosen)


@act
def choose_letters(person: User, preset: str, weekly_on: str = WEEKLY_ON) -> None:
    """`weekly_on`: the day of the weekly e-mail, of `choices.WEEKDAYS`."""
    day = {"weekly_on": weekly_on} if preset == "weekly" else {}
    kept = {name: value for name, value in person.preferences.items() if name != "weekly_on"}
    person.preferences = {**kept, "letters": preset, **day}


@act
def choose_privacy(person: User, read_signs: bool, typing: bool) -> None:
    """Whether others see that one has read, or is writing. Both are off until switched on."""
    person.preferences = {**person.preferences, "read_signs": read_signs, "typing": typing}


@act
def choose_answers(person: User, answers: str = "", quiet_from: str = "", quiet_to: str = "",
                   no_first_messages: bool = False) -> None:
    """When one answers messages, shown to people before they write; whole hours in London. Only
    advisors are asked whether they are full."""
    person.preferences = {
        **person.preferences, "answers": answers, "quiet_from": quiet_from, "quiet_to": quiet_to,
        "no_first_messages": no_first_messages and person.is_advisor}


@act
def choose_tags(person: User, audiences: Mapping[str, str]) -> None:
    """`audiences`: tag → who may see it, or nothing when it is not the person's. A tag left out
    stays as it is."""
    require(policy.may_change_profile(person), PAUSED)
    had = {tag.words: tag for tag in person.tags}
    for words in TAGS:
        if words not in audiences:
            continue
        audience = audiences[words]
        if not audience and words in had:
            person.tags.remove(had[words])
        elif audience and words in had:
            had[words].audience = audience
        elif audience:
            person.tags.append(Tag(words=words, audience=audience))
    announce(ProfileChanged(person.id))
