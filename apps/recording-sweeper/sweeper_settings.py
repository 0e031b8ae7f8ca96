"""Settings of the sweeper: the program's own variables, and a few that begin with SWEEP_."""

import re
from dataclasses import dataclass


class SettingsError(Exception):
    """The settings are not good; says all that is wrong at once, and shows no value: one may be a secret in the wrong place."""


@dataclass(frozen=True)
class Settings:
    """What the sweeper works with."""

    directory: str
    bucket: str
    prefix: str
    region: str
    #: Address of the store; empty: AWS by its region.
    endpoint: str
    path_style: bool
    #: Empty: the credentials of the machine's or pod's role.
    access_key: str
    secret_key: str
    #: Whether a recording goes from the disk once the store has it.
    delete: bool
    #: Address of the program on this machine; empty: it is not asked which rooms are live.
    program: str
    #: Seconds without a write after which a recording counts as left behind: well beyond the program's own upload.
    settle: int
    #: Seconds between two sweeps.
    interval: int
    #: Longest wait for the program to end, seconds, before the last sweep.
    end: int


def read_settings(environment):
    """Reads the settings from the environment, or raises SettingsError with every problem."""
    problems = []

    def text(name, default, pattern, rule):
        value = environment.get(name) or default
        if value is None:
            problems.append(f"{name}: has to be set")
        elif value and not re.fullmatch(pattern, value):
            problems.append(f"{name}: has to be {rule}")
        return value or ""

    def whole(name, default, least, most):
        value = environment.get(name) or str(default)
        if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
            problems.append(f"{name}: has to be a whole number from {least} to {most}")
            return default
        return int(value)

    def switch(name, default):
        # The program takes 1 alone for yes.
        return (environment.get(name) or default) == "1"

    host = text("S3_ENDPOINT", "", r"[\w.-]+(:\d{1,5})?", "host or host:port, as the program takes it")
    scheme = "https" if switch("S3_USE_SSL", "1") else "http"
    settings = Settings(
        directory=text("RECORD_DIR", None, r"/.*", "an absolute path"),
        bucket=text("S3_BUCKET", None, r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", "the name of a bucket"),
        prefix=text("S3_PREFIX", "", r"[\w!.*'()/-]+", "a prefix of keys").strip("/"),
        region=text("S3_REGION", "us-east-1", r"[a-z0-9-]+", "a region"),
        endpoint="" if host in ("", "s3.amazonaws.com") else f"{scheme}://{host}",
        path_style=switch("S3_PATH_STYLE", "0"),
        access_key=environment.get("S3_ACCESS_KEY") or "",
        secret_key=environment.get("S3_SECRET_KEY") or "",
        delete=switch("DELETE_RECORDING_AFTER_UPLOAD", "0"),
        program=text("SWEEP_PROGRAM_URL", "", r"http://[\w.:-]+", "http://host:port"),
        settle=whole("SWEEP_SETTLE_SECONDS", 300, 0, 86_400),
        interval=whole("SWEEP_INTERVAL_SECONDS", 300, 1, 86_400),
        end=whole("SWEEP_END_SECONDS", 60, 0, 3_600),
    )
    if bool(settings.access_key) != bool(settings.secret_key):
        problems.append("S3_ACCESS_KEY and S3_SECRET_KEY: have to be set both, or neither (then the role's are used)")
    if problems:
        raise SettingsError("\n".join(["The settings are not complete:", *(f"  {problem}" for problem in problems)]))
    return settings
