#!/bin/sh
# Makes the Python environment of the emulator (.venv-emulator) or of the policy scanner (.venv-policy), once per change of its requirements.
set -eu
cd "$(dirname "$0")/../.."
case "${1:-}" in
emulator) requirements=cli/emulator/server/requirements.txt ;;
policy) requirements=__tests__/policy/requirements.txt ;;
*) echo "usage: setup.sh emulator|policy" >&2 && exit 2 ;;
esac
environment=".venv-$1"
if cmp -s "$requirements" "$environment/requirements.txt"; then
  exit 0
fi
echo "installing $(grep -v '^#' "$requirements" | tr '\n' ' ')into $environment"
python3 -m venv --clear "$environment"
"$environment/bin/pip" install --quiet --disable-pip-version-check --requirement "$requirements"
cp "$requirements" "$environment/requirements.txt"
