"""Sentences that have to stand beside a result, because its page alone would promise too much: an
advisor who is full, away or having a break is found, and cannot be asked now."""
from collections.abc import Collection

from peoplehub.advisors import queries as advisors
from peoplehub.advisors.models import AdvisorProfile
from peoplehub.core.publications import Publication


def notes_on(pieces: Collection[Publication]) -> dict[tuple[str, int], str]:
    """The sentences, by kind and number of the piece."""
    pages = [piece.id for piece in pieces if isinstance(piece, AdvisorProfile)]
    said = advisors.why_not_offered(pages) if pages else {}
    return {(AdvisorProfile.kind, id): words for id, words in said.items()}
