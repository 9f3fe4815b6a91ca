"""Answering a private message by e-mail: reply addresses, what comes in, and what is held for its
writer. Switched on by PEOPLEHUB_REPLY_DOMAIN."""
