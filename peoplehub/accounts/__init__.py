"""User accounts: registration, sessions, profiles, roles, suspension, blocking."""
