"""Moderation: reports, holding, hiding, suspending, and the log of decisions."""
