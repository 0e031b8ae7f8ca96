"""What a node tells of itself."""

import json
import re

from lab import project
from lab.programs import run
from lab.waiting import wait_for
from lab.site import Site

from .registry import drill, expect


QUERY_WORDS = re.compile(r"\b(?:webrtc|node)_[a-z0-9_]+\b")


def queries() -> dict[str, set[str]]:
    """Names of series that each file asks for, without those that our recording rules make."""
    found: dict[str, set[str]] = {}
    directory = project / "templates/observability"
    for file in sorted(directory.rglob("*")):
        if file.suffix == ".json":
            texts = [t["expr"] for panel in json.loads(file.read_text())["panels"] for t in panel.get("targets", [])]
        elif file.name in ("recording.yml", "alerts.yml"):
            texts = [line.split("expr:", 1)[1] for line in file.read_text().splitlines() if "expr:" in line]
        else:
            continue
        names = {name for text in texts for name in QUERY_WORDS.findall(re.sub(r"\b\w+:[\w:]+", "", text))}
        found[file.name] = names
    return found


@drill("observability: rules hold in promtool, every query names what a node really exports")
def observability(site: Site) -> str:
    node = site.node()
    directory = project / "templates/observability"
    run("promtool", "check", "config", "--syntax-only", str(directory / "prometheus.yml"))
    run("promtool", "check", "rules", str(directory / "rules/recording.yml"), str(directory / "rules/alerts.yml"))
    run("promtool", "test", "rules", str(directory / "rules/tests.yml"))
    fetch = "import urllib.request as u; print(u.urlopen('http://127.0.0.1:9100/metrics').read().decode())"
    # Exist on machines of the cloud, or on media nodes, only; the unit tests hold their names to the code.
    elsewhere = {"webrtc_allowance_exceeded_packets_total", "webrtc_media_sessions"}
    asked = queries()
    exported: set[str] = set()

    def all_exported() -> bool:
        shown = node.call("python3", "-c", fetch, check=False)
        exported.update(re.findall(r"^([a-z_0-9]+)", shown, re.MULTILINE), re.findall(r"^# TYPE (\S+)", shown, re.MULTILINE))
        return set().union(*asked.values()) <= exported | elsewhere

    # Figures are taken once a minute; a node that has just booted took its first before it had a certificate.
    try:
        wait_for("every figure", all_exported, 75, 2.0)
    except AssertionError:
        pass  # said below, by file and name
    for file, names in asked.items():
        missing = names - exported - elsewhere
        expect(names and not missing, f"{file} asks for {sorted(missing)}, which no exporter has")
    # The same figures reach CloudWatch under the names that scaling and alarms wait for.
    table = (project / "modules/shared/metrics.ts").read_text()
    sent = lambda: {m["MetricName"] for m in site.cloud.emulator.cloudwatch.list_metrics(Namespace="WebRTC/Turn")["Metrics"]}  # noqa: E731
    wait_for("CloudWatch", lambda: "Allocations" in sent(), 70)
    unknown = {name for name in sent() if f'"{name}"' not in table}
    expect(not unknown, f"CloudWatch gets {unknown}, which modules/shared/metrics.ts does not list")
    return f"{sum(map(len, asked.values()))} names in {len(asked)} files all exported; CloudWatch: {', '.join(sorted(sent()))}"
