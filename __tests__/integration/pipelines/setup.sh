#!/bin/sh
# Installs what reads pipelines, actionlint and check-jsonschema, into .venv-pipelines, once per change of their versions.
set -eu
cd "$(dirname "$0")/../../.."
actionlint=v1.7.12
jsonschema=0.39.0
wanted="actionlint $actionlint, check-jsonschema $jsonschema"
environment=.venv-pipelines
if [ "$(cat "$environment/wanted" 2>/dev/null)" = "$wanted" ]; then
  exit 0
fi
command -v go >/dev/null || { echo "Go is missing: apt-get install golang-go (1.21 or newer)" >&2 && exit 1; }
echo "installing $wanted into $environment"
python3 -m venv --clear "$environment"
"$environment/bin/pip" install --quiet --disable-pip-version-check "check-jsonschema==$jsonschema"
GOBIN=$PWD/$environment/bin go install "github.com/rhysd/actionlint/cmd/actionlint@$actionlint"
echo "$wanted" >"$environment/wanted"
