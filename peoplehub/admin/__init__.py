"""Keeping the site: how it is doing, its people, its boards, its letters and its record."""
