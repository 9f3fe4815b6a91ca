"""Validation of pen names: safe for their owner, and not to be confused with anybody else's."""
from peoplehub.accounts.names.checks import LONGEST, SHORTEST, TAKEN, clean, refusal_for, slug_of
from peoplehub.accounts.names.confusables import skeleton

__all__ = ["LONGEST", "SHORTEST", "TAKEN", "clean", "refusal_for", "skeleton", "slug_of"]
