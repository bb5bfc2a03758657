#!/bin/sh
# Runs once, on an empty data volume: the engine gets a role and databases of its own, apart from the record, and nobody
# is let in over the network unencrypted.
set -eu
sed -i 's/^host all all all /hostssl all all all /' "$PGDATA/pg_hba.conf"
grep -q '^hostssl all all all ' "$PGDATA/pg_hba.conf"
psql -v ON_ERROR_STOP=1 -v password="$ENGINE_DB_PASSWORD" --username "$POSTGRES_USER" --dbname postgres <<'SQL'
CREATE ROLE temporal LOGIN PASSWORD :'password';
CREATE DATABASE temporal OWNER temporal;
CREATE DATABASE temporal_visibility OWNER temporal;
SQL
