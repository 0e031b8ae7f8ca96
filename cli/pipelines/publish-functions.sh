#!/usr/bin/env bash
# Publishes a package of functions (npm run build -w apps/signaling) to the app that RESOURCE_GROUP and FUNCTION_APP name.
#
#   publish-functions.sh PACKAGE.zip
set -euo pipefail
package=${1:?usage: publish-functions.sh PACKAGE.zip}
: "${RESOURCE_GROUP:?}" "${FUNCTION_APP:?}"
[ -f "$package" ] || { echo "$package is missing: build it with npm run build -w apps/signaling" >&2 && exit 1; }
az functionapp deployment source config-zip \
  --resource-group "$RESOURCE_GROUP" --name "$FUNCTION_APP" --src "$package" --only-show-errors --output none
echo "$FUNCTION_APP: published $(sha256sum "$package" | cut -c1-12)"
