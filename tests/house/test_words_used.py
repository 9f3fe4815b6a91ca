"""One standard word for one thing in what people read: the words that were others' are gone."""
import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).parents[2] / "templates"
# What is not said, and the standard word that is.
INSTEAD = {
    r"e-mail": "email",
    r"Look at it first": "Preview",
    r"Go on\b": "Continue",
    r"\bTake (it )?away\b": "Delete",
    r"Let it be seen": "Approve",
    r'"Late"': "Overdue",
    r"Hear of new messages again": "Unmute",
    r"(sent|send) (you )?a (new )?letter": "email",
}
SAID = [path for path in TEMPLATES.rglob("*.*") if path.suffix in (".html", ".txt")]


@pytest.mark.parametrize("word", INSTEAD)
def test_pages_and_emails_use_the_standard_word(word):
    found = [f"{path.relative_to(TEMPLATES)}: {line.strip()[:100]}" for path in SAID
             for line in path.read_text().splitlines()
             if re.search(word, line, re.IGNORECASE if word == "e-mail" else 0)]
    assert not found, f"say {INSTEAD[word]}: " + "\n".join(found)
