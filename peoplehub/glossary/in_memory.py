"""The glossary as this process knows it. It is read anew only where its version is another one."""
from flask import current_app

from peoplehub.glossary.marking import Glossary, Meaning
from peoplehub.glossary.queries import glossary_version, terms

KEPT = "glossary"  # of the extensions of the application
NOTHING = Glossary((), None)


def glossary_at(version: int | None) -> Glossary:
    known: Glossary = current_app.extensions.get(KEPT, NOTHING)
    if known.version != version:
        found = terms() if version else []
        known = Glossary([Meaning(term.slug, term.title, term.meaning, tuple(term.written_as),
                                  term.checked_on is not None) for term in found], version)
        current_app.extensions[KEPT] = known
    return known


def meanings_in(html: str) -> dict:
    """The terms that stand in safe HTML, for paper: the title and the meaning of each, and whether
    somebody has checked all of them."""
    used = glossary_at(glossary_version()).used_in(html)
    return {"terms": [[term.title, term.meaning] for term in used],
            "are_checked": all(term.is_checked for term in used)}
