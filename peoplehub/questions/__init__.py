"""Questions that families ask again and again, each with one answer that somebody checks."""
