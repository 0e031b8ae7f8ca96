#!/bin/bash
# Applies the bundle to a machine that becomes an image: the same playbook as a node that configures itself, without its start.
set -euo pipefail
bundle=/tmp/webrtc/bundle
export DEBIAN_FRONTEND=noninteractive HOME=/root ANSIBLE_CONFIG=$bundle/ansible/ansible.cfg

install -m 0644 "$bundle/root/etc/apt/sources.list.d/ubuntu.sources" /etc/apt/sources.list.d/ubuntu.sources
apt-get update -qq
apt-get install -y -qq --no-install-recommends ansible-core python3-boto3

package=()
if [ -f /tmp/webrtc/coturn.deb ]; then
  package=(-e turn_package=/tmp/webrtc/coturn.deb)
fi
ansible-playbook -c local -i localhost, --tags install,configure "${package[@]}" \
  -e "mediasoup_region=$REGION" -e "mediasoup_bucket=$ARTIFACT_BUCKET" "$bundle/ansible/site.yml"

# What belongs to this machine and not to those that start from the image.
rm -rf /tmp/webrtc /etc/webrtc/parameters.json /var/lib/cloud/instances /home/*/.ssh/authorized_keys "$HOME/.ssh/authorized_keys"
rm -f /etc/ssh/ssh_host_*
cloud-init clean --logs
truncate -s 0 /etc/machine-id
apt-get clean
sync
