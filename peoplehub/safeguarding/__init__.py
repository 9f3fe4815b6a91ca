"""Safeguarding: words of danger are seen, their writer is shown who to call, and the team is told
of what is public. Cases about somebody's safety stand apart, for the safeguarding leads alone."""
