"""The artifact bucket of the lab."""

import boto3

BUCKET = "drill-artifacts"

#: Runs a program with a boto3 that asks the lab: that of Debian 12 does not know AWS_ENDPOINT_URL, that of Ubuntu 24.04 does.
WITH_EMULATOR = (
    "/usr/bin/python3",
    "-c",
    "import boto3, runpy, sys; client = boto3.client; "
    "boto3.client = lambda *a, **k: client(*a, **{**k, 'endpoint_url': 'http://10.88.0.1:5000'}); "
    "sys.argv = sys.argv[1:]; runpy.run_path(sys.argv[0], run_name='__main__')",
)


def publish(key: str, content: bytes) -> None:
    store = boto3.client("s3", region_name="eu-west-1")
    if not store.list_buckets()["Buckets"]:
        store.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    store.put_object(Bucket=BUCKET, Key=key, Body=content)
