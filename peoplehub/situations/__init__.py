"""Browsing by situation, age and region: what there is with a tag, in every package."""
