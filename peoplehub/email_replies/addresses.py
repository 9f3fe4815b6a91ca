"""Reply addresses: made when a letter about a private message or a topic leaves, and found again in
what comes in."""
import base64
import re
import secrets
from collections.abc import Iterable

from flask import current_app
from markupsafe import escape

from peoplehub.accounts.models import User
from peoplehub.accounts.tokens import hash_of
from peoplehub.core.acts import save
from peoplehub.core.extensions import db
from peoplehub.core.mail import Email, Reply
from peoplehub.core.text import one_line
from peoplehub.email_replies import queries
from peoplehub.email_replies.models import ANSWERS_TOPICS, ReplyAddress
from peoplehub.folding.not_today import folded
from peoplehub.messages.models import Conversation
from peoplehub.messages.policy import may_send

MARKER = "Write above this line to answer by email. Nothing below it is sent."
# As `Email.about` says it: whose, and the conversation or the topic of a notice.
ABOUT = re.compile(r"(\d{1,10}) (?:(?P<talk>conversation)|notice topic) (\d{1,10})")
IN_TOPIC = "Your answer is posted in the topic “{}”, where others read it.\n{}{}/unread"
LOCAL_PART = re.compile(r"reply-([a-z2-7]{32})@([a-z0-9.-]{1,253})")


def reply_for(email: Email) -> Reply | None:
    """Where a letter can be answered, and its words with the marker line first. None for a letter
    about anything else, for a message request, for a topic unless its reader asked to answer by
    email (`answer_topics`), and while this is switched off. Only within an act.
    """
    domain, about = current_app.config["REPLY_DOMAIN"], ABOUT.fullmatch(email.about or "")
    person = db.session.get(User, int(about[1])) if domain and about else None
    if person is None or about is None:
        return None
    made = (_of_conversation if about["talk"] else _of_topic)(person, int(about[3]), email.body)
    if made is None:
        return None
    token = new_token()
    made.token_hash = hash_of(token)
    save(made)
    return Reply(f"reply-{token}@{domain}", made.letter)


def _of_conversation(person: User, conversation_id: int, body: str) -> ReplyAddress | None:
    conversation = db.session.get(Conversation, conversation_id)
    if conversation is None or conversation.is_request or not may_send(person, conversation):
        return None
    return ReplyAddress(user_id=person.id, conversation_id=conversation.id,
                        letter=f"{MARKER}\n\n{body}")


def _of_topic(person: User, topic_id: int, body: str) -> ReplyAddress | None:
    """The letter names the topic, or nobody would know where their words go."""
    if not person.preferences.get(ANSWERS_TOPICS):
        return None
    topic = queries.topic_to_answer(person, topic_id)
    if topic is None or _is_folded(person, topic.marked_title):
        return None
    where = IN_TOPIC.format(one_line(topic.title), current_app.config["BASE_URL"].rstrip("/"),
                            f"/forum/topics/{topic.id}")
    return ReplyAddress(user_id=person.id, topic_id=topic.id,
                        letter=f"{MARKER}\n\n{where}\n\n{body}")


def _is_folded(person: User, marked_title: str) -> bool:
    """Whether it, with its content note, has what is on their "not today" list."""
    page = f"<p data-fold>{escape(marked_title)}</p>"
    return folded(person, page) != page


def new_token() -> str:
    """160 bits in lower case: mail servers may change the case of an address."""
    return base64.b32encode(secrets.token_bytes(20)).decode().lower()


def tokens_in(addresses: Iterable[str]) -> list[str]:
    """The tokens of the reply addresses of this site among them, each once."""
    domain = current_app.config["REPLY_DOMAIN"].lower()
    found = [match for said in addresses for match in LOCAL_PART.finditer(said.lower())]
    return list(dict.fromkeys(token for token, at in (one.groups() for one in found)
                              if at == domain))
