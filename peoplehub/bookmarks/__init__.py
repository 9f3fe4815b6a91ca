"""Bookmarks: what members save for later, each with a note and a reminder of their own. Nobody else
sees them."""
