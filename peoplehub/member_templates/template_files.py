"""The file of a template: checked, without what office programs keep of people, and its words read.
Slow: before an act, never in one."""
from dataclasses import dataclass, replace

from peoplehub.core import blocked_files, documents
from peoplehub.core.documents import Original
from peoplehub.core.documents.document_text import words_of
from peoplehub.core.documents.hidden_details import without_hidden_details

LONGEST_LEFT = 600  # characters


@dataclass(frozen=True)
class TemplateFile:
    """A file that may be kept. `taken`: what was taken out of it; `left`: lines of what is still
    there."""

    document: Original
    taken: str
    left: str
    words: str


def read_file(data: bytes, name: str) -> TemplateFile:
    """Raises Invalid, with a sentence, for a file that is not taken."""
    document = documents.checked(data, name)
    blocked_files.check(document.data)
    cleaned = without_hidden_details(document.kind, document.data)
    document = replace(document, data=cleaned.data)
    return TemplateFile(document, " ".join(cleaned.taken), "\n".join(cleaned.left)[:LONGEST_LEFT],
                        words_of(document.kind, document.data))
