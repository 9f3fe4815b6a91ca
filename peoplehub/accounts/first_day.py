"""What somebody may do on their first day. Every refusal says what happened, until when it is so,
and what to do; what was typed stays on the page that shows it."""
from peoplehub.accounts.models import NEW_FOR, FirstDay, User
from peoplehub.core import formatting, limits
from peoplehub.core.errors import Invalid
from peoplehub.core.extensions import db

USUAL = {"topics": 3, "replies": 10, "links": 2, "mentions": 2, "files": False, "messages": False}
SAFE = "What you typed is safe."
TOO_MANY = {  # the number in words, until when
    "topics": "You joined today. On their first day everyone can begin {most}. You can begin the "
              f"next one {{when}}. {SAFE} If it cannot wait, add it to one of your topics.",
    "replies": "You joined today. On their first day everyone can send {most}. You can send the "
               f"next one {{when}}. {SAFE}",
}
IN_ONE = {
    "links": "On their first day everyone can put {most} into what they write. Please take some "
             f"out, or send it {{when}}. {SAFE}",
    "mentions": "On their first day everyone can call {most} by name with @. Please take some of "
                f"the names out, or send it {{when}}. {SAFE}",
}
WORDS = {"topics": ("topic", "topics"), "replies": ("reply", "replies"),
         "links": ("link", "links"), "mentions": ("person", "people")}
NO_FILES = (
    "On their first day nobody can add a picture. You can add it {}. Choose a drawn one for now."
)
NO_MESSAGES = (
    "On their first day nobody can write to other members in private. You can write to them {}. "
    f"{SAFE} If you need somebody now, peer advisors and the team can be written to at once."
)


def rules() -> FirstDay:
    """As the site team has set them, or the usual ones."""
    return db.session.get(FirstDay, 1) or FirstDay(id=1, **USUAL)


def refuse_more(person: User, what: str, done: int) -> None:
    """`done`: how many "topics" or "replies" of theirs there are with this one. Raises Invalid."""
    most = getattr(rules(), what)
    if done > most:
        raise Invalid(_say(TOO_MANY[what], most, what, person), "text")


def refuse_in_one(person: User, what: str, found: int) -> None:
    """`found`: how many "links" or "mentions" stand in one piece. Raises Invalid."""
    most = getattr(rules(), what)
    if found > most:
        raise Invalid(_say(IN_ONE[what], most, what, person), "text")


def refuse_files(person: User, words: str = NO_FILES, field: str = "picture") -> None:
    """`words`: the sentence with a place for until when. Raises Invalid, beside `field`."""
    if holds_for(person) and not rules().files:
        raise Invalid(words.replace("{}", _ends(person)), field)


def refuse_messages(person: User) -> None:
    """To another member. Raises Invalid."""
    if holds_for(person) and not rules().messages:
        raise Invalid(NO_MESSAGES.format(_ends(person)), "text")


def holds_for(person: User) -> bool:
    return person.is_newcomer and not limits.are_off()


def _say(sentence: str, most: int, what: str, person: User) -> str:
    number = formatting.count(most, *WORDS[what])
    return sentence.replace("{most}", number).replace("{when}", _ends(person))


def _ends(person: User) -> str:
    return formatting.coming(person.joined_at + NEW_FOR)
