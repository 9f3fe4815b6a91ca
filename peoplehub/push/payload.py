"""What a push says: one of a few fixed sentences, and a path. It holds no word of anybody."""
import hashlib
import json
import re
from datetime import timedelta

from flask import current_app

from peoplehub.push import encryption
from peoplehub.push.models import PushMessage

SITE = "{site}"  # its name stands here
WORDS = {  # what → what its reader reads
    "alarm": f"{SITE}: someone on the team is needed",
    "advisor": f"{SITE}: somebody would like to talk",
    "news": f"Something new on {SITE}",
    "test": f"{SITE}: this is a test, and it has arrived",
}
USEFUL_FOR = {  # what → how long it is worth being read; also the TTL of the push service
    "alarm": timedelta(hours=1),  # one that nobody takes is sent anew by its clock
    "advisor": timedelta(hours=3),
    "news": timedelta(hours=6),
    "test": timedelta(minutes=5),
}
URGENCY = {"news": "normal"}  # RFC 8030, section 5.3; "high" for the rest
REPLACES = ("news",)  # on a device the one before of the same, whatever page it opens
NEUTRAL_PATH = re.compile(r"(?:/[a-z-]{1,20}|/\d{1,12}){1,5}")  # no slug: it may hold a title


def check(what: str, path: str) -> None:
    """Raises ValueError where a push could tell something of anybody."""
    if what not in WORDS or not NEUTRAL_PATH.fullmatch(path):
        raise ValueError(f"no neutral push: {what} {path}")


def words_of(message: PushMessage) -> bytes:
    """What is encrypted for the browser, as JSON: a title and a path; and a tag, where it is not
    the path by which one notice replaces another."""
    title = WORDS[message.what].replace(SITE, current_app.config["SITE_NAME"])
    tag = {"tag": message.what} if message.what in REPLACES else {}
    return json.dumps({"title": title, "path": message.path} | tag).encode()


def topic_of(message: PushMessage) -> str:
    """The same for all that is about the same, of which the push service keeps the last for a
    device that is off (RFC 8030, section 5.4: at most 32 characters). It says nothing to others."""
    secret = current_app.config["PUSH_KEY"]
    digest = hashlib.sha256(f"{secret} {message.about}".encode()).digest()
    return encryption.to_base64url(digest)[:32]
