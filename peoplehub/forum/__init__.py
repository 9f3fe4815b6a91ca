"""The forum: boards, topics, numbered posts, following."""
