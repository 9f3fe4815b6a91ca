#!/bin/sh
# Put nginx's site in place under the name that PEOPLEHUB_BASE_URL says. Run it again after a change of
# the name or an upgrade; lines for more live processes in peoplehub-upstreams.conf stay.
#     sudo sh deploy/nginx/configure.sh one|many [SETTINGS FILE] [NGINX FOLDER]
set -eu
cd "$(dirname "$0")"
shape=${1:-}; settings=${2:-/etc/peoplehub/peoplehub.env}; nginx=${3:-/etc/nginx}

stop() { printf 'Nothing was changed: %s\n' "$*" >&2; exit 1; }

case $shape in
    one) upstreams=upstreams-one.conf ;;
    many) upstreams=upstreams.conf ;;
    *) stop "say \"one\" for one process, or \"many\" for web and live processes." ;;
esac
[ -r "$settings" ] || stop "$settings cannot be read."
name=$(sed -n 's#^PEOPLEHUB_BASE_URL=https://\([A-Za-z0-9.-]*\)/*$#\1#p' "$settings" | tail -n 1)
[ -n "$name" ] || stop "PEOPLEHUB_BASE_URL in $settings is no https:// address."
[ "$name" != peoplehub.example ] || stop "PEOPLEHUB_BASE_URL in $settings is still the example."

mkdir -p "$nginx/conf.d" "$nginx/sites-enabled"
if [ ! -e "$nginx/conf.d/peoplehub-upstreams.conf" ] || [ "$shape" = one ]; then
    cp "$upstreams" "$nginx/conf.d/peoplehub-upstreams.conf"
fi
if ! grep -q '^upstream peoplehub_messages ' "$nginx/conf.d/peoplehub-upstreams.conf"; then # an upgrade
    sed -n '/^# What people write/,/^}/p' upstreams.conf >>"$nginx/conf.d/peoplehub-upstreams.conf"
fi
sed "s/peoplehub\.example/$name/g" peoplehub.conf >"$nginx/sites-enabled/peoplehub.conf"
rm -f "$nginx/sites-enabled/default" # two sites cannot both be the one for unknown names
echo "nginx will serve $name. Try it with: sudo nginx -t"
