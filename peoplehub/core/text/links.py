"""Links in people's text: which schemes and hosts are allowed, and the host named beside each link.
"""
import re
from urllib.parse import urlsplit

from bleach.linkifier import TLDS

SAFE_ADDRESS = re.compile(
    r"(https?://[^\s]+|mailto:[^\s@]+@[^\s@]+|/(?![/\\])[^\s]*|#[\w-]*)", re.I
)
# An address in plain words. bleach's own pattern is quadratic in a long word of dots and dashes;
# this one begins only where a word does, and every part of a name is as short as names can be.
# Without its beginning only the endings that people here know make an address: "home.So" does not.
NAME = r"(?:[\w-]{1,63}\.){1,8}"
KNOWN = "com|net|org|info|uk|eu|ie|gov|edu|scot|wales|cymru|london"
# Characters that end a sentence or close a quotation are not part of it, nor the second half of
# "[words](address)" that was not one.
APART = r"\s{}|\\^`<>\"…«»“”‘’—؟،。、，！？；："
REST = rf"[^{APART}]*[^{APART}?!;:.,'*_~\]]"
ADDRESS = re.compile(
    rf"(?<!\]\()(?<!//\[)(?<![\w@./-])"
    rf"(?:(?:https?://|www\.){NAME}(?:{'|'.join(TLDS)})|{NAME}(?:{KNOWN}))"
    rf"(?![\w-]|\.\w)(?::[0-9]{{1,5}})?(?:/(?:{REST})?|[?#]{REST})?", re.I
)
LINK = (  # [words](address): one pair of brackets may stand inside either
    r"(?<!\\)\[((?:[^\[\]]|\[[^\[\]]*\])*)\]"
    r"\(\s{0,9}<?((?:[^\s()<>]|\([^\s()<>]*\))+)>?\s{0,9}\)"
)
MAIL = re.compile(r"[^\s@/:?#]+@(?:[\w-]{1,63}\.){1,8}[\w-]{2,24}")
HOST = re.compile(r"(?:[a-z0-9_-]{1,63}\.){0,8}(?:[a-z]{2,24}|xn--[a-z0-9-]{1,59})\.?", re.I)
LONGEST_HOST = 253  # characters (RFC 1035)
WORDS_OF_ADDRESS = re.compile(r"(?:https?://)?(?:www\.)?([^/?#]*)", re.I)
PORT = re.compile(r":[0-9]{1,5}$")
HREF = (None, "href")


def has_link(html: str) -> bool:
    """Whether HTML of ours leads out of the site."""
    return 'href="http' in html or 'href="mailto:' in html


def completed(address: str) -> str | None:
    """The address as a link has it: with the beginning that people leave out. None when it is not
    one that may be a link."""
    if MAIL.fullmatch(address):
        address = f"mailto:{address}"
    elif ADDRESS.fullmatch(address) and not address.lower().startswith("http"):
        address = f"https://{address}"
    if not SAFE_ADDRESS.fullmatch(address):
        return None
    if address.startswith(("/", "#")):
        # Only @name itself is a mention (mentions.py): a typed link to a person differs from it.
        return f"{address}#" if re.fullmatch(r"/people/[\w-]+", address) else address
    return address if _place(address) else None


def say_where(attributes: dict, new: bool = False) -> dict | None:
    """The place a link leads to, behind its words: "the form (leeds.gov.uk)". So nobody has to
    trust the words that somebody wrote for it. A callback of bleach: `new` when it found an address
    that was no link yet; None makes plain words of the link."""
    address = attributes.get(HREF, "")
    if address.startswith(("/", "#")):
        return attributes
    place = _place(address)
    if place is None:
        return None
    said = attributes["_text"]
    if new and not said.lower().startswith("http"):
        attributes[HREF] = "https" + address.removeprefix("http")
    shown = WORDS_OF_ADDRESS.match(said.strip())
    if shown is None or PORT.sub("", shown[1].lower()) != place:
        attributes["_text"] = f"{said} ({place})".strip()
    return attributes


def _place(address: str) -> str | None:
    """Whose address it is, in plain letters: a name that only looks like "nhs.uk" becomes
    "xn--…". None when browsers and we might read it differently."""
    if address[:7].lower() == "mailto:":
        return address[7:].partition("?")[0].lower()
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return None
    if "\\" in address or len(host) > LONGEST_HOST:
        return None
    host = ".".join(_plain(label) for label in host.lower().split("."))
    if not HOST.fullmatch(host):
        return None
    return host.removeprefix("www.")


def _plain(label: str) -> str:
    """A part of a name as the internet spells it (RFC 3492)."""
    return label if label.isascii() else f"xn--{label.encode('punycode').decode()}"
