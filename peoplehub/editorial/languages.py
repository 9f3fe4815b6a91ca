"""The languages in which something can be published: a short list, each with its own name."""
from typing import NamedTuple

from markupsafe import Markup

from peoplehub.core.text import known_safe

ENGLISH = "en"


class Language(NamedTuple):
    """`words`: its name in English; `own`: in itself."""

    words: str
    own: str
    direction: str = "ltr"


LANGUAGES = {  # by the code of BCP 47
    ENGLISH: Language("English", "English"), "cy": Language("Welsh", "Cymraeg"),
    "pl": Language("Polish", "Polski"), "ro": Language("Romanian", "Română"),
    "pa": Language("Punjabi", "ਪੰਜਾਬੀ"), "ur": Language("Urdu", "اردو", "rtl"),
    "bn": Language("Bengali", "বাংলা"), "gu": Language("Gujarati", "ગુજરાતી"),
    "ar": Language("Arabic", "العربية", "rtl"), "so": Language("Somali", "Soomaali"),
    "uk": Language("Ukrainian", "Українська"),
}


def language_of(code: str) -> Language:
    return LANGUAGES.get(code, LANGUAGES[ENGLISH])


def spoken(code: str) -> Markup:
    """The attributes of an element whose words are in that language: of the page's own, only that
    each line may run in its own direction."""
    if code not in LANGUAGES or code == ENGLISH:
        return known_safe('dir="auto"')
    return known_safe(f'lang="{code}" dir="{LANGUAGES[code].direction}"')
