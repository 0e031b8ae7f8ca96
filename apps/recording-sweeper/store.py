"""The S3-compatible store that recordings go to."""

import hashlib
import os

import boto3
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from recording import PART_BYTES

TYPES = {".ivf": "video/x-ivf", ".ogg": "audio/ogg"}


class StoreError(Exception):
    """The store did not do its part. Says what it answered, never what was sent."""


class Store:
    """Uploads, and says what is there."""

    def __init__(self, settings):
        # Newer clients send checksums that older stores do not know; the MD5 of the upload serves all of them.
        os.environ.setdefault("AWS_REQUEST_CHECKSUM_CALCULATION", "when_required")
        os.environ.setdefault("AWS_RESPONSE_CHECKSUM_VALIDATION", "when_required")
        keys = {}
        if settings.access_key:
            keys = {"aws_access_key_id": settings.access_key, "aws_secret_access_key": settings.secret_key}
        self.bucket = settings.bucket
        self.client = boto3.client(
            "s3",
            region_name=settings.region,
            endpoint_url=settings.endpoint or None,
            config=Config(
                connect_timeout=5,
                read_timeout=60,
                # No attempt after the first: if only the answer got lost, a second upload would store a second version.
                retries={"total_max_attempts": 1},
                s3={"addressing_style": "path" if settings.path_style else "auto"},
            ),
            **keys,
        )

    def compare(self, key, content):
        """What the store has under a key: "absent", "same" or "other"."""
        try:
            head = self.client.head_object(Bucket=self.bucket, Key=key, ChecksumMode="ENABLED")
        except ClientError as error:
            code = error.response["Error"]["Code"]
            if code in ("404", "NoSuchKey", "NotFound"):
                return "absent"
            hint = ": the key needs s3:GetObject and s3:ListBucket on the prefix" if code == "403" else ""
            raise StoreError(f"HeadObject {code}{hint}") from None
        except BotoCoreError as error:
            raise StoreError(f"HeadObject {type(error).__name__}") from None
        if head["ContentLength"] != content.size:
            return "other"
        etag = head.get("ETag", "").strip('"')
        if etag in (content.md5, content.parts_etag) or head.get("ChecksumSHA256") == content.sha256_base64:
            return "same"
        # Encrypted with a key of KMS, or sent in parts of another size: an ETag that says nothing about the content.
        return "same" if self._sha256(key) == content.sha256 else "other"

    def upload(self, path, key, content):
        """Sends a recording. That it returns is not yet a reason to delete anything: ask `compare`."""
        kind = TYPES[path[-4:]]
        try:
            if content.size <= PART_BYTES:
                with open(path, "rb") as file:
                    # The store checks what it got against the digest, and refuses what the network has changed.
                    self.client.put_object(
                        Bucket=self.bucket, Key=key, Body=file, ContentType=kind, ContentMD5=content.md5_base64
                    )
            else:
                parts = TransferConfig(multipart_threshold=PART_BYTES, multipart_chunksize=PART_BYTES, max_concurrency=2)
                self.client.upload_file(path, self.bucket, key, ExtraArgs={"ContentType": kind}, Config=parts)
        except ClientError as error:
            raise StoreError(f"upload {error.response['Error']['Code']}") from None
        except FileNotFoundError:
            raise
        except Exception as error:  # boto3's transfer and urllib3 have exceptions of their own, one worse than the other
            raise StoreError(f"upload {type(error).__name__}") from None

    def _sha256(self, key):
        digest = hashlib.sha256()
        try:
            body = self.client.get_object(Bucket=self.bucket, Key=key)["Body"]
            for chunk in body.iter_chunks(1024 * 1024):
                digest.update(chunk)
        except (ClientError, BotoCoreError) as error:
            raise StoreError(f"GetObject {type(error).__name__}") from None
        return digest.hexdigest()
