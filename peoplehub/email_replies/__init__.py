"""Answering a private message or a topic by e-mail: reply addresses, what comes in, and what is
kept for its writer to check. Switched on by PEOPLEHUB_REPLY_DOMAIN."""
