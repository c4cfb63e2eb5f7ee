#!/usr/bin/env bash
# Restore a backup into a NEW database, and check that the wall stands in it.
#   SUPERUSER_URL=postgresql://postgres:...@host/postgres deploy/restore.sh FILE DATABASE
# The roles come first: set the URLs of the application in the environment, and they get the
# passwords that stand there. A role that the server knows already is left as it is.
set -euo pipefail
file=${1:?say which backup to restore}
database=${2:?say the name of the new database}
superuser=${SUPERUSER_URL:?set SUPERUSER_URL: a superuser and the database postgres}
superuser=${superuser/+psycopg/}
read -ra command <<< "${BUURTGEZINNEN:-buurtgezinnen}"
told() { psql --quiet --no-psqlrc --set=ON_ERROR_STOP=1 --dbname="$1" "${@:2}"; }

told "$superuser" --set=name="$database" <<< 'CREATE DATABASE :"name" TEMPLATE template0;'
there=$(python3 - "$superuser" "$database" <<'PY'
import sys
from urllib.parse import quote, urlsplit
print(urlsplit(sys.argv[1])._replace(path="/" + quote(sys.argv[2], safe="")).geturl())
PY
)
# Plugins whose tables are in the backup have a role each, installed here or not.
read -ra plugins <<< "$(pg_restore --list "$file" |
  sed -nE 's/^.* SCHEMA - plugin_([a-z0-9_]+) .*$/--plugin \1/p' | tr '\n' ' ')"
"${command[@]}" db roles --database "$database" --with-passwords ${plugins[@]+"${plugins[@]}"} |
  told "$there"
pg_restore --exit-on-error --single-transaction --dbname="$there" "$file"
MIGRATION_DATABASE_URL=${there/postgresql:/postgresql+psycopg:} "${command[@]}" db check
