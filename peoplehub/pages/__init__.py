"""Pages of no single package: home, help now, promises. They read many packages and change none."""
