"""Reply addresses: made when a letter about a private message leaves, and found again in what comes
in."""
import base64
import re
import secrets
from collections.abc import Iterable

from flask import current_app

from peoplehub.accounts.models import User
from peoplehub.accounts.tokens import hash_of
from peoplehub.core.acts import save
from peoplehub.core.extensions import db
from peoplehub.core.mail import Email, Reply
from peoplehub.email_replies.models import ReplyAddress
from peoplehub.messages import policy
from peoplehub.messages.models import Conversation

MARKER = "Write above this line to answer by email. Nothing below it is sent."
ABOUT = re.compile(r"(\d{1,10}) conversation (\d{1,10})")  # as `Email.about` says it
LOCAL_PART = re.compile(r"reply-([a-z2-7]{32})@([a-z0-9.-]{1,253})")


def reply_for(email: Email) -> Reply | None:
    """Where a letter can be answered, and its words with the marker line first. None for a letter
    about anything else, for a message request, and while this is switched off. Only within an act.
    """
    domain, about = current_app.config["REPLY_DOMAIN"], ABOUT.fullmatch(email.about or "")
    if not domain or about is None:
        return None
    person = db.session.get(User, int(about[1]))
    conversation = db.session.get(Conversation, int(about[2]))
    if person is None or conversation is None or conversation.is_request:
        return None
    if not policy.may_send(person, conversation):
        return None
    token, letter = new_token(), f"{MARKER}\n\n{email.body}"
    save(ReplyAddress(token_hash=hash_of(token), user_id=person.id,
                      conversation_id=conversation.id, letter=letter))
    return Reply(f"reply-{token}@{domain}", letter)


def new_token() -> str:
    """160 bits in lower case: mail servers may change the case of an address."""
    return base64.b32encode(secrets.token_bytes(20)).decode().lower()


def tokens_in(addresses: Iterable[str]) -> list[str]:
    """The tokens of the reply addresses of this site among them, each once."""
    domain = current_app.config["REPLY_DOMAIN"].lower()
    found = [match for said in addresses for match in LOCAL_PART.finditer(said.lower())]
    return list(dict.fromkeys(token for token, at in (one.groups() for one in found)
                              if at == domain))
