"""Who listens to whom: the one table of side effects.

DURING listeners share the act's transaction: if one fails, the act is undone.
AFTER listeners run once the act is committed: a failure is logged, never shown.
"""

DURING: dict = {}

AFTER: dict = {}
