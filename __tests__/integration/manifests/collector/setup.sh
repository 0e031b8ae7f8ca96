#!/bin/sh
# Builds the collector of main.go into .venv-collector, once per change of its version. Takes some minutes and Go 1.24 or later.
set -eu
cd "$(dirname "$0")/../../../.."
# That of the image in modules/nodes/go-live/images.ts.
unstable=v0.139.0
stable=v1.45.0
target=$PWD/.venv-collector
if [ "$(cat "$target/wanted" 2>/dev/null)" = "$unstable" ]; then
  exit 0
fi
command -v go >/dev/null || { echo "Go is missing: apt-get install golang-go" >&2 && exit 1; }
echo "building an OpenTelemetry collector $unstable into .venv-collector"
mkdir -p "$target"
cp __tests__/integration/manifests/collector/main.go "$target/"
cd "$target"
rm -f go.mod go.sum
go mod init collector 2>/dev/null
core=go.opentelemetry.io/collector
go get \
  "github.com/open-telemetry/opentelemetry-collector-contrib/extension/healthcheckextension@$unstable" \
  "$core/component@$stable" "$core/confmap@$stable" "$core/confmap/provider/fileprovider@$stable" \
  "$core/exporter@$stable" "$core/exporter/otlpexporter@$unstable" "$core/exporter/otlphttpexporter@$unstable" \
  "$core/extension@$stable" "$core/otelcol@$unstable" "$core/processor@$stable" \
  "$core/processor/batchprocessor@$unstable" "$core/processor/memorylimiterprocessor@$unstable" \
  "$core/receiver@$stable" "$core/receiver/otlpreceiver@$unstable" "$core/service@$unstable" 2>go.log ||
  { cat go.log >&2 && exit 1; }
go build -trimpath -ldflags=-s -o otelcol .
echo "$unstable" >wanted
