"""Somebody in a private conversation shows messages of it to the safeguarding leads."""
from peoplehub.accounts.models import User
from peoplehub.core.acts import act
from peoplehub.core.attached_files import columns_of
from peoplehub.core.errors import Invalid, require
from peoplehub.core.idempotency import deduplicated
from peoplehub.messages import queries as messages
from peoplehub.messages.models import Conversation
from peoplehub.safeguarding import policy, queries
from peoplehub.safeguarding.actions.opening import add_copy, announce_opened, open_case
from peoplehub.safeguarding.models import FROM_SHOWN, SafeguardingCase

NO_LEAD = (
    "There is no safeguarding lead here just now, so nothing was sent. In an emergency call 999. "
    "You can report a message instead: then our moderators read it."
)
CHOOSE = "Choose at least one message, so that we can see what worries you."
MOST = 50  # messages at once


@act
@deduplicated
def show_messages(person: User, conversation: Conversation, numbers: list[int], reason: str,
                  words: str = "") -> SafeguardingCase:
    """Copies of the chosen messages become a case, which neither of the two can read. It is about
    whoever the other one is. Raises Invalid when none of them can be shown."""
    other = conversation.other(person.id).user
    require(policy.may_show(person, conversation, queries.leads_but(other.id)), NO_LEAD)
    chosen = [messages.message_to_report(person, conversation.id, number)
              for number in sorted(set(numbers))[:MOST]]
    if not chosen:
        raise Invalid(CHOOSE, "messages")
    opened = open_case(person, FROM_SHOWN, reason, about_id=other.id)
    for one in chosen:
        add_copy(opened, person, f"Message {one.number} of a conversation", one.reported_words,
                 written_by=one.author.pen_name if one.author else "",
                 written_at=one.published_at, **columns_of(one))
    add_copy(opened, person, "What the person who showed them says", words,
             written_by=person.pen_name)
    announce_opened(opened, person)
    return opened
