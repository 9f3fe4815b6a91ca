"""Peer advisors: their profiles, when they are there, and requests for one of them."""
