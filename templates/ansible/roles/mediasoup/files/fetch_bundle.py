#!/usr/bin/python3
"""Fetch the team's application from the artifact bucket, check it by its digest and unpack it: REGION BUCKET KEY SHA256 DIRECTORY."""
import hashlib
import pathlib
import shutil
import subprocess
import sys

import boto3


def fetch(region: str, bucket: str, key: str, wanted: str, directory: str) -> None:
    target = pathlib.Path(directory) / wanted
    target.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    archive = target.with_suffix(".tar.gz")
    boto3.client("s3", region_name=region).download_file(bucket, key, str(archive))
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != wanted:
        archive.unlink()
        sys.exit("the application has SHA-256 " + found + ", wanted " + wanted)
    partial = target.with_suffix(".partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir()
    subprocess.run(["tar", "-xzf", str(archive), "-C", str(partial), "--no-same-owner"], check=True)
    if not (partial / "start").is_file():
        sys.exit("the application has no executable 'start' at its top")
    partial.chmod(0o755)
    partial.rename(target)
    archive.unlink()


if __name__ == "__main__":
    fetch(*sys.argv[1:])
