#!/usr/bin/env bash
# Back up the whole database, every tenant in it, under the only role that reads past the wall.
#   BACKUP_DATABASE_URL=postgresql://buurt_backup:...@host/buurtgezinnen deploy/backup.sh FILE
# What comes out holds names: keep it on an encrypted disk. MASTER_KEY is not in it, and without
# that key the sealed texts in it stay sealed: keep the key elsewhere.
set -euo pipefail
file=${1:?say which file to write}
url=${BACKUP_DATABASE_URL:?set BACKUP_DATABASE_URL: the URL of the role buurt_backup}
umask 077
unfinished=$(mktemp "$file.XXXXXX")
trap 'rm -f "$unfinished"' EXIT
pg_dump --format=custom --lock-wait-timeout=10s --file="$unfinished" "${url/+psycopg/}"
pg_restore --list "$unfinished" > /dev/null
mv "$unfinished" "$file"
