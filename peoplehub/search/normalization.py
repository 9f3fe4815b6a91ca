"""Letters as search compares them: normalized, without case and accents."""
import re
import unicodedata


def fold(typed: str) -> str:
    """Lowercase letters without accents, straight quotation marks."""
    typed = re.sub("[“”„«»]", '"', unicodedata.normalize("NFKD", typed).lower())
    return unicodedata.normalize("NFC", re.sub("['’]s\\b|[\u0300-\u036f]", "", typed))
