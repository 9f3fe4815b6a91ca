"""Questions that nobody has answered: to whom they are offered, and who will answer."""
