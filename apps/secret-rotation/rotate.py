"""Rotates a generated secret in AWS Secrets Manager.

Secrets Manager calls `handler` once for each of four steps, and may call any of them again. The new value is made by
Secrets Manager itself and is never logged. The old value stays readable as AWSPREVIOUS: nodes accept both, so that a
rotation ends no session.
"""

import logging

import boto3

log = logging.getLogger()
log.setLevel(logging.INFO)


class RotationRefused(Exception):
    """The call does not belong to a rotation that is under way, or the new value is unfit."""


def handler(event, _context):
    """Entry point of the function."""
    rotate(boto3.client("secretsmanager"), event["SecretId"], event["ClientRequestToken"], event["Step"])


def rotate(client, secret, token, step):
    """Takes one step of the rotation that is to end in the version `token` of `secret`."""
    steps = {"createSecret": create, "setSecret": announce, "testSecret": check, "finishSecret": finish}
    if step not in steps:
        raise RotationRefused(f"{step} is none of the steps {', '.join(steps)}")
    stages = stages_by_version(client, secret)
    if token not in stages:
        raise RotationRefused(f"version {token} of {secret} is not staged for rotation")
    if "AWSCURRENT" in stages[token]:
        log.info("%s: version %s is current already, nothing to do", step, token)
        return
    if "AWSPENDING" not in stages[token]:
        raise RotationRefused(f"version {token} of {secret} is not pending")
    steps[step](client, secret, token, stages)
    log.info("%s: done for version %s", step, token)


def stages_by_version(client, secret):
    """Labels of every version of the secret."""
    description = client.describe_secret(SecretId=secret)
    # Absent while a schedule is being set up: Secrets Manager then calls the third step alone, to try the function.
    if not description.get("RotationEnabled", True):
        raise RotationRefused(f"rotation of {secret} is switched off")
    return description.get("VersionIdsToStages", {})


def create(client, secret, token, _stages):
    """Makes the new value, unless an earlier call did."""
    try:
        client.get_secret_value(SecretId=secret, VersionId=token, VersionStage="AWSPENDING")
        return
    except client.exceptions.ResourceNotFoundException:
        pass
    value = client.get_random_password(
        PasswordLength=len(current_value(client, secret)), ExcludePunctuation=True, IncludeSpace=False
    )["RandomPassword"]
    client.put_secret_value(
        SecretId=secret, ClientRequestToken=token, SecretString=value, VersionStages=["AWSPENDING"]
    )


def announce(_client, _secret, _token, _stages):
    """Nobody has to be told: running nodes look for new values by themselves."""


def check(client, secret, token, _stages):
    """Refuses a value that nodes could not use. A trial of the function may bring the current value itself."""
    pending = client.get_secret_value(SecretId=secret, VersionId=token, VersionStage="AWSPENDING")["SecretString"]
    if len(pending) != len(current_value(client, secret)) or not (pending.isascii() and pending.isalnum()):
        raise RotationRefused("the new value has another length or alphabet than the old one")


def finish(client, secret, token, stages):
    """Makes the new value current; Secrets Manager labels the one before AWSPREVIOUS."""
    current = next((version for version, labels in stages.items() if "AWSCURRENT" in labels), None)
    client.update_secret_version_stage(
        SecretId=secret,
        VersionStage="AWSCURRENT",
        MoveToVersionId=token,
        **({"RemoveFromVersionId": current} if current else {}),
    )


def current_value(client, secret):
    """The value in use."""
    return client.get_secret_value(SecretId=secret, VersionStage="AWSCURRENT")["SecretString"]
