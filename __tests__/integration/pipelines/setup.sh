#!/bin/sh
# Installs what reads pipelines, actionlint and check-jsonschema, into .venv-pipelines, once per change of their versions.
set -eu
cd "$(dirname "$0")/../../.."
# The newest that Debian's Go compiles.
actionlint=v1.7.7
jsonschema=0.39.0
wanted="actionlint $actionlint, check-jsonschema $jsonschema"
environment=.venv-pipelines
if [ "$(cat "$environment/wanted" 2>/dev/null)" = "$wanted" ]; then
  exit 0
fi
echo "installing $wanted into $environment"
python3 -m venv --clear "$environment"
"$environment/bin/pip" install --quiet --disable-pip-version-check "check-jsonschema==$jsonschema"
if ! command -v go >/dev/null; then
  # Only the test that needs it fails, and says so.
  echo "Go is missing, so there is no actionlint: apt-get install golang-go" >&2
  exit 0
fi
GOBIN=$PWD/$environment/bin go install "github.com/rhysd/actionlint/cmd/actionlint@$actionlint"
echo "$wanted" >"$environment/wanted"
