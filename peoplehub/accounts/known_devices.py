"""Known devices: a signed cookie of browsers that signed in before, so that guessing elsewhere
cannot lock the owner of an account out (ASVS 5.0 V6.3.1).

The cookie holds a random word of the browser's own, and a signed token for each of the last people
who came in with it: it names nobody, opens nothing, and cannot be made by guessing.
"""
import hmac
import secrets

from flask import Response, after_this_request, current_app, request

from peoplehub.core.display import YEAR

MOST_PEOPLE = 4  # who share one browser
LONGEST = 300


def cookie() -> str:
    return "__Host-device" if current_app.config["SESSION_COOKIE_SECURE"] else "device"


def knows(person_id: int) -> str:
    """The browser's own word if that person has signed in with it before, else nothing."""
    word, *seals = _parts()
    keys = [current_app.config["SECRET_KEY"], *current_app.config["SECRET_KEY_FALLBACKS"]]
    mine = [_seal(key, word, person_id) for key in keys]
    is_known = any(hmac.compare_digest(seal, one) for seal in seals for one in mine)
    return word if word and is_known else ""


def remember(person_id: int) -> None:
    """Let this browser know them from now on."""
    word, *seals = _parts()
    word = word or secrets.token_urlsafe(16)
    seal = _seal(current_app.config["SECRET_KEY"], word, person_id)
    kept = ".".join([word, seal, *[one for one in seals if one != seal]][:MOST_PEOPLE + 1])

    @after_this_request
    def keep(response: Response) -> Response:
        response.set_cookie(
            cookie(), kept, max_age=YEAR, path="/", httponly=True, samesite="Lax",
            secure=current_app.config["SESSION_COOKIE_SECURE"],
        )  # fmt: skip
        return response


def _parts() -> list[str]:
    said = request.cookies.get(cookie(), "")
    is_ours = len(said) <= LONGEST and said.isascii()
    return said.split(".") if is_ours else [""]


def _seal(key: str, word: str, person_id: int) -> str:
    told = f"device {word} {person_id}"
    return hmac.new(key.encode(), told.encode(), "sha256").hexdigest()[:40]
