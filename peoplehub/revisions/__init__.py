"""Revisions: what published pieces said before they were changed. Moderators read it for 30 days.
"Remove details" takes old words out at once, from here and from wherever they were copied to."""
