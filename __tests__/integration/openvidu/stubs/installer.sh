#!/bin/bash
# Stands in for OpenVidu's installer: records its arguments, says what it was told, and leaves a service behind.
printf '%s\n' "$@" > /fake/arguments
echo "installs with $*"
seq 1 300 | sed 's/^/step /'
if [ -f /fake/installer-fails ]; then
  echo "no space left on device"
  exit 3
fi
mkdir -p /opt/openvidu/config/cluster
printf 'EXTERNAL_S3_ENDPOINT=\nDOMAIN_NAME=kept\n' > /opt/openvidu/config/cluster/openvidu.env
cat > /etc/systemd/system/openvidu.service <<'UNIT'
[Service]
ExecStart=/usr/bin/python3 -m http.server --bind 127.0.0.1 --directory /fake/www 9092
UNIT
systemctl daemon-reload
