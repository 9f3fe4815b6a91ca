"""Who is told of what: in the site at once, by letter if they asked for it."""
