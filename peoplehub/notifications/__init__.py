"""Notifications: on the site at once, by e-mail for those who chose it."""
