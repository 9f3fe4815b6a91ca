"""Validation of uploaded documents (PDF, Word, OpenDocument) by their bytes, not by their names.

A file must be one thing only. What is also something else (a PDF with an archive on its back, a
page of HTML with a PDF inside) is refused, whatever it says it is. So is what runs something or
fetches something when it is opened. Nothing is read before it is known how much there is to read.
"""
from peoplehub.core.documents.validation import (
    CHECKS,
    MIMETYPES,
    MOST_BYTES,
    Original,
    checked,
    clean_name,
)

__all__ = ["CHECKS", "MIMETYPES", "MOST_BYTES", "Original", "checked", "clean_name"]
