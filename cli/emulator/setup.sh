#!/bin/sh
# Makes the Python environment of the emulator (.venv-emulator) of the policy scanner (.venv-policy) or of the manifests' check
# (.venv-manifests), once per change of its requirements.
set -eu
cd "$(dirname "$0")/../.."
case "${1:-}" in
emulator) requirements=cli/emulator/server/requirements.txt ;;
policy) requirements=__tests__/policy/requirements.txt ;;
manifests) requirements=__tests__/integration/manifests/requirements.txt ;;
*) echo "usage: setup.sh emulator|policy|manifests" >&2 && exit 2 ;;
esac
environment=".venv-$1"
if cmp -s "$requirements" "$environment/requirements.txt"; then
  exit 0
fi
echo "installing $(grep -v '^#' "$requirements" | tr '\n' ' ')into $environment"
python3 -m venv --clear "$environment"
"$environment/bin/pip" install --quiet --disable-pip-version-check --requirement "$requirements"
cp "$requirements" "$environment/requirements.txt"
