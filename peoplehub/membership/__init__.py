"""Joining by request: where the team is asked first, why somebody would like to join, and what was
decided."""
