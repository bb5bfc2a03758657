#!/bin/sh
# Makes the certificates with which the services of docker-compose.yml know each other. The key of the authority is thrown
# away at once: nobody can make one more, and renewing makes all of them anew. Usage: certificates.sh [FOLDER] [DAYS]
set -eu
folder=${1:-secrets/tls}
days=${2:-730}
umask 077
mkdir -p "$folder"
cd "$folder"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

curve='-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes'
# shellcheck disable=SC2086
openssl req -x509 $curve -keyout "$work/ca.key" -out ca.pem -days "$days" -subj '/CN=Caseward, inside' \
  -addext 'keyUsage=critical,keyCertSign,cRLSign' 2>/dev/null

# name, owner inside the container, what it is for, by which names it is called
certify() {
  printf 'basicConstraints=critical,CA:FALSE\nextendedKeyUsage=%s\nsubjectAltName=%s\n' "$3" "$4" >"$work/$1.ext"
  # shellcheck disable=SC2086
  openssl req $curve -keyout "$1.key" -out "$work/$1.csr" -subj "/CN=$1" 2>/dev/null
  openssl x509 -req -in "$work/$1.csr" -CA ca.pem -CAkey "$work/ca.key" -CAcreateserial -CAserial "$work/serial" \
    -days "$days" -extfile "$work/$1.ext" -out "$1.pem" 2>/dev/null
  if [ "$(id -u)" = 0 ]; then chown "$2" "$1.key"; else echo "give $folder/$1.key to user $2"; fi
}
certify postgres 999 serverAuth DNS:postgres,DNS:localhost
certify engine 1000 serverAuth,clientAuth DNS:temporal,DNS:localhost
certify client 1000 clientAuth DNS:caseward
certify ui 5000 clientAuth DNS:temporal-ui
chmod 644 ./*.pem
