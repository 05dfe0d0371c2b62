#!/usr/bin/env sh
# Draws the secrets of one docker compose stack: ./deploy/compose/secrets.sh > .env
set -eu
random() { openssl rand -base64 24 | tr -d '/+=\n'; }
pair() { # pair NAME: prints NAME_PRIVATE and NAME_PUBLIC, DER in Base64
    key="$(mktemp)"
    openssl genpkey -algorithm ed25519 -outform DER -out "$key" 2>/dev/null
    private="$(base64 <"$key" | tr -d '\n')"
    public="$(openssl pkey -inform DER -in "$key" -pubout -outform DER 2>/dev/null | base64 | tr -d '\n')"
    rm -f "$key"
}
echo "POSTGRES_PASSWORD=$(random)"
trusted=""
for service in gateway core orchestrator router monitor billing; do
    name="$(printf '%s' "$service" | tr '[:lower:]' '[:upper:]')"
    pair
    echo "${name}_SERVICE_KEY=compose:$private"
    trusted="${trusted:+$trusted,}$service:compose:$public"
    [ "$service" = gateway ] || { echo "${name}_OWNER_PASSWORD=$(random)"; echo "${name}_APP_PASSWORD=$(random)"; }
done
echo "TRUSTED_KEYS=$trusted"
pair
echo "SESSION_KEY=compose:$private:$public"
echo "MASTER_KEY=compose:$(openssl rand -base64 32)"
echo "ORCHESTRATOR_MASTER_KEY=compose:$(openssl rand -base64 32)"
