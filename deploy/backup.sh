#!/bin/sh
# A backup of the database and the files, in a new folder: /var/backups/peoplehub/2026-11-26-0330. The
# database first and the files after it: a file too many does no harm, a missing one does.
#     sudo sh deploy/backup.sh [SETTINGS FILE] [BACKUP FOLDER]
set -eu
umask 077
settings=${1:-/etc/peoplehub/peoplehub.env}; backups=${2:-/var/backups/peoplehub}

value() { sed -n "s/^PEOPLEHUB_$1=//p" "$settings" | tail -n 1; }

instance=$(value INSTANCE); url=$(value DATABASE_URL); files=$(value FILES_URL)
here=$backups/$(date +%F-%H%M%S)
mkdir -p "$here"
trap 'rm -rf "$here"; echo "No backup was made." >&2' EXIT
case $url in
    postgresql*)
        name=${url##*/}; name=${name%%\?*}
        if [ "$(id -u)" = 0 ]; then as="runuser -u postgres --"; else as=; fi
        $as pg_dump --format=custom "$name" >"$here/peoplehub.dump"
        pg_restore --list "$here/peoplehub.dump" >/dev/null ;;
    *)
        path=${url#sqlite:///}
        path=${path:-$instance/peoplehub.db}
        python3 - "$path" "$here/peoplehub.db" <<'PYTHON'
import sqlite3, sys
with sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True) as here:
    here.execute("VACUUM INTO ?", [sys.argv[2]])
with sqlite3.connect(sys.argv[2]) as made:
    assert made.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
PYTHON
        ;;
esac
files=${files:-$instance/files}
case $files in
    s3://*) echo "Files lie in $files: let the store keep versions of them." ;;
    *) [ ! -d "$files" ] || cp -R "$files" "$here/files" ;;
esac
trap - EXIT
echo "$here holds the database and the files. Keep $settings too, apart from it."
