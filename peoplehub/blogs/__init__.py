"""Members' blogs and stories: entries, and what people say below them."""
