"""Pages that belong to no single room: home, help now, promises. They read many rooms, change none."""
