"""The forum: boards of topics, topics of numbered posts, and who follows them."""
