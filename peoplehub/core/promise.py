"""The version of our community promise that people agree to when they join.

Raise it when templates/pages/terms.html or the rules behind it change in meaning.
"""
VERSION = "November 2026"
