"""Pages of no single room: home, help now, promises. They read many rooms and change none."""
