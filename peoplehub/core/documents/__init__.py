"""Validation of uploaded documents (PDF, Office Open XML, OpenDocument, text, pictures)
by their bytes, not by their names.

A file must be one thing only. What is also something else (a PDF with an archive on its back, a
page of HTML with a PDF inside) is refused, whatever it says it is. So is what runs something or
fetches something when it is opened. Nothing is read before it is known how much there is to read.
"""
from peoplehub.core.documents.validation import (
    ACCEPT,
    CHECKS,
    KIND_WORDS,
    KINDS_IN_WORDS,
    MIMETYPES,
    MOST_BYTES,
    OTHER_KINDS,
    PICTURE,
    Original,
    checked,
    checked_or_drawn,
    clean_name,
    ending_of,
)

__all__ = ["ACCEPT", "CHECKS", "KINDS_IN_WORDS", "KIND_WORDS", "MIMETYPES", "MOST_BYTES",
           "OTHER_KINDS", "PICTURE", "Original", "checked", "checked_or_drawn", "clean_name",
           "ending_of"]
