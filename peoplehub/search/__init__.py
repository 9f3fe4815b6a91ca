"""Full-text search over everything people publish. It finds nothing that its viewer may not read.
"""
