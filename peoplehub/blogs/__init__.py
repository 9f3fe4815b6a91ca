"""Blogs and stories: entries, and comments on them."""
