"""`python3 -m webrtc_node <service>`; as a command `webrtc-node`."""

import json
import sys
from collections.abc import Callable

from .errors import NodeError, ParameterError
from .faults import read_faults
from .log import log
from .paths import Paths
from .state import add_drain_reason, drain_reasons, drain_seconds, read_state, remove_drain_reason


def main(words: list[str]) -> int:
    services: dict[str, Callable[[Paths], int]] = {
        "boot": _boot,
        "health": _health,
        "drain-watch": _drain_watch,
        "stop-server": _stop_server,
        "check-janus": _check_janus,
        "refresh": _refresh,
        "metrics": _metrics,
        "logs": _logs,
        "status": _status,
        "drain": _drain,
        "undrain": _undrain,
    }
    name, *rest = words or [""]
    if name == "probe":
        from .probe import main as probe

        return probe(rest)
    if name not in services or rest:
        print(f"webrtc-node: one of {', '.join([*services, 'probe'])}", file=sys.stderr)
        return 64
    try:
        return services[name](Paths.from_environment())
    except ParameterError as error:
        log(str(error), "error")
        # EX_CONFIG: the units do not restart on it, since they would read the same file.
        return 78
    except NodeError as error:
        log(str(error), "error")
        return 1
    except KeyboardInterrupt:
        return 130


# Each service imports only what it needs: the health service starts without boto3.
def _boot(paths: Paths) -> int:
    from .boot import main as run

    return run(paths)


def _health(paths: Paths) -> int:
    from .health import main as run

    return run(paths)


def _drain_watch(paths: Paths) -> int:
    from .drain import main as run

    return run(paths)


def _stop_server(paths: Paths) -> int:
    from .drain import stop

    return stop(paths)


def _check_janus(paths: Paths) -> int:
    from .janus_files import main as run

    return run(paths)


def _refresh(paths: Paths) -> int:
    from .refresh import main as run

    return run(paths)


def _metrics(paths: Paths) -> int:
    from .metrics import main as run

    return run(paths)


def _logs(paths: Paths) -> int:
    from .logs import main as run

    return run(paths)


def _status(paths: Paths) -> int:
    state = read_state(paths)
    draining = {"reasons": drain_reasons(paths), "seconds": round(drain_seconds(paths))}
    faults = read_faults(paths)
    print(json.dumps({**vars(state), "faults": faults, "drain": draining}, indent=2))
    return 0 if state.serving and not faults else 1


def _drain(paths: Paths) -> int:
    add_drain_reason(paths, "operator")
    return 0


def _undrain(paths: Paths) -> int:
    remove_drain_reason(paths, "operator")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
