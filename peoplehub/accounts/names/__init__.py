"""Pen names: which are safe for their owner, and which could pass for somebody else."""
from peoplehub.accounts.names.checks import LONGEST, SHORTEST, TAKEN, clean, refusal_for, slug_of
from peoplehub.accounts.names.confusables import skeleton

__all__ = ["LONGEST", "SHORTEST", "TAKEN", "clean", "refusal_for", "skeleton", "slug_of"]
