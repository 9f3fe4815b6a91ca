"""Figures of moderation: each month for trustees, each year for everybody, and what is overdue."""
