"""What is folded on pages: words behind a content note, and what is on a member's own list of what
they would rather not see today."""
