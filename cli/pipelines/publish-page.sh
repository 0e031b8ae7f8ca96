#!/usr/bin/env bash
# Tells a built page where its functions are and publishes it to the static web app that RESOURCE_GROUP and PAGE name.
#
#   publish-page.sh DIRECTORY
#
# ENDPOINTS is JSON: [{"key": region, "api": address of the functions, "signalr": address of the messages}].
# The token that publishes is read from Azure for this one run.
set -euo pipefail
directory=${1:?usage: publish-page.sh DIRECTORY}
: "${RESOURCE_GROUP:?}" "${PAGE:?}" "${ENDPOINTS:?}"
[ -f "$directory/index.html" ] || { echo "$directory has no index.html: build it with npm run build -w apps/web" >&2 && exit 1; }
npm run --silent configure -w apps/web -- "$(realpath "$directory")" "$ENDPOINTS"
token=$(az staticwebapp secrets list --resource-group "$RESOURCE_GROUP" --name "$PAGE" --query properties.apiKey --output tsv)
if [ -n "${GITHUB_ACTIONS:-}" ]; then echo "::add-mask::$token"; fi
if [ -n "${TF_BUILD:-}" ]; then echo "##vso[task.setsecret]$token"; fi
SWA_CLI_DEPLOYMENT_TOKEN=$token npx --yes @azure/static-web-apps-cli@2.0.10 deploy "$directory" --env production
