"""Drafts: what members have written in a form and not sent yet, found on every device of theirs."""
