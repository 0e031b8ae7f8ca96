#!/usr/bin/python3
"""Write the id of the image that was just built to the parameter that the app layer reads: MANIFEST REGION PARAMETER."""
import json
import pathlib
import sys

import boto3


def image_id(manifest: dict, region: str) -> str:
    """Id of the newest build's image in a region; a manifest lists `region:ami-…`, by comma."""
    newest = [build for build in manifest["builds"] if build["packer_run_uuid"] == manifest["last_run_uuid"]]
    for artifact in newest[-1]["artifact_id"].split(","):
        place, _, image = artifact.partition(":")
        if place == region:
            return image
    raise SystemExit("the manifest has no image in " + region)


def main() -> None:
    manifest, region, parameter = sys.argv[1:]
    image = image_id(json.loads(pathlib.Path(manifest).read_text()), region)
    boto3.client("ssm", region_name=region).put_parameter(
        Name=parameter, Value=image, Type="String", DataType="aws:ec2:image", Overwrite=True
    )
    print(parameter + " = " + image)


if __name__ == "__main__":
    main()
