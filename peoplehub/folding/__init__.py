"""What is folded on pages: each member's own list of what they would rather not see today."""
