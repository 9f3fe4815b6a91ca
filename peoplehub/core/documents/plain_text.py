"""Checks of plain text files."""
from peoplehub.core.documents import errors
from peoplehub.core.errors import Invalid

ALLOWED = frozenset("\t\n\r\f")


def check_text(data: bytes) -> int:
    """Refuse what is no text in UTF-8, or has characters in it that no text has. It is always
    given as text that nothing runs. Returns 0: it has no pages. Raises Invalid."""
    try:
        words = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Invalid(errors.NOT_TEXT, "original") from error
    if not words.strip() or words.startswith("%PDF-") or any(
            one < " " and one not in ALLOWED for one in set(words)):
        raise Invalid(errors.NOT_TEXT, "original")
    return 0
