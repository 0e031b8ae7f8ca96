#!/usr/bin/python3
"""Fetch the node's bundle, check it, unpack it and apply it. A failure ends in a log line and a non-zero exit: the
launching hook then times out and the group replaces the node."""
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import syslog

import boto3
from botocore.config import Config

BUNDLES = pathlib.Path("/opt/webrtc/bundles")


def fetch(region: str, bucket: str, key: str, wanted: str) -> pathlib.Path:
    """The unpacked bundle; fetched and checked unless it is there already."""
    target = BUNDLES / wanted
    if target.is_dir():
        return target
    retries = Config(retries={"mode": "standard", "max_attempts": 10})
    s3 = boto3.client("s3", region_name=region, config=retries)
    BUNDLES.mkdir(mode=0o755, parents=True, exist_ok=True)
    archive = BUNDLES / (wanted + ".tar.gz")
    s3.download_file(bucket, key, str(archive))
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != wanted:
        archive.unlink()
        raise ValueError("bundle has SHA-256 " + found + ", wanted " + wanted)
    partial = BUNDLES / (wanted + ".partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(mode=0o755)
    subprocess.run(["tar", "-xzf", str(archive), "-C", str(partial), "--no-same-owner"], check=True)
    partial.rename(target)
    archive.unlink()
    return target


def apply(bundle: pathlib.Path, region: str, bucket: str) -> None:
    """Run the playbook of the bundle on this machine."""
    playbook = bundle / "ansible" / "site.yml"
    source = json.dumps({"mediasoup_region": region, "mediasoup_bucket": bucket})
    command = ["ansible-playbook", "-c", "local", "-i", "localhost,", "-e", source, str(playbook)]
    environment = {**os.environ, "HOME": "/root", "ANSIBLE_CONFIG": str(bundle / "ansible" / "ansible.cfg")}
    subprocess.run(command, check=True, env=environment)


if __name__ == "__main__":
    syslog.openlog("webrtc-bootstrap", syslog.LOG_PERROR)
    try:
        region, bucket, key, sha256 = sys.argv[1:]
        apply(fetch(region, bucket, key, sha256), region, bucket)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is logged and the node is not put into service
        syslog.syslog(syslog.LOG_ERR, "failed: " + str(error))
        sys.exit(1)
    syslog.syslog(syslog.LOG_INFO, "bundle applied")
