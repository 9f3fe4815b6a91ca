"""What a push says: one of a few fixed sentences, and a path. It holds no word of anybody."""
import hashlib
import json
import re
from datetime import timedelta

from flask import current_app

from peoplehub.push import encryption
from peoplehub.push.models import PushMessage

WORDS = {  # what → what its reader reads, after the name of the site
    "alarm": "someone on the team is needed",
    "advisor": "somebody would like to talk",
    "test": "this is a test, and it has arrived",
}
USEFUL_FOR = {  # what → how long it is worth being read; also the TTL of the push service
    "alarm": timedelta(hours=1),  # one that nobody takes is sent anew by its clock
    "advisor": timedelta(hours=3),
    "test": timedelta(minutes=5),
}
NEUTRAL_PATH = re.compile(r"(?:/[a-z-]{1,20}|/\d{1,12}){1,5}")  # no slug: it may hold a title


def check(what: str, path: str) -> None:
    """Raises ValueError where a push could tell something of anybody."""
    if what not in WORDS or not NEUTRAL_PATH.fullmatch(path):
        raise ValueError(f"no neutral push: {what} {path}")


def words_of(message: PushMessage) -> bytes:
    """What is encrypted for the browser: a title and a path, as JSON."""
    title = f"{current_app.config['SITE_NAME']}: {WORDS[message.what]}"
    return json.dumps({"title": title, "path": message.path}).encode()


def topic_of(message: PushMessage) -> str:
    """The same for all that is about the same, of which the push service keeps the last for a
    device that is off (RFC 8030, section 5.4: at most 32 characters). It says nothing to others."""
    secret = current_app.config["PUSH_KEY"]
    digest = hashlib.sha256(f"{secret} {message.about}".encode()).digest()
    return encryption.to_base64url(digest)[:32]
