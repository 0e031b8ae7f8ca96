"""Runs moto as an AWS API emulator, with the operations that a TURN fleet's stacks need and moto lacks.

    python launch.py --port 5601
"""

import argparse
import os
import pathlib
import sys
import threading

#: Strictness and speed of moto; a value that is already set wins.
settings = {
    "MOTO_ACM_VALIDATION_WAIT": "1",
    "MOTO_IAM_LOAD_MANAGED_POLICIES": "true",
    "MOTO_ENABLE_AMI_VALIDATION": "true",
    "MOTO_EC2_ENABLE_INSTANCE_TYPE_VALIDATION": "true",
    "AWS_DEFAULT_REGION": "us-east-1",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--operations", type=pathlib.Path, help="file that receives what each stack asks for")
    parser.add_argument("--while-stdin-is-open", action="store_true", help="end with the process that started it")
    options = parser.parse_args()
    for name, value in settings.items():
        os.environ.setdefault(name, value)
    if options.while_stdin_is_open:
        threading.Thread(target=end_with_stdin, daemon=True).start()
    # moto reads its settings at import.
    sys.path.insert(0, str(pathlib.Path(__file__).parent))
    import patches
    from patches.around import around
    from repeated_requests import RepeatedRequests
    from requested_operations import RequestedOperations

    patches.apply()
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication
    from moto.server import main as serve

    around(DomainDispatcherApplication, "__call__", RepeatedRequests().serve)
    if options.operations:
        around(DomainDispatcherApplication, "__call__", RequestedOperations(options.operations).serve)

    serve(["--host", "127.0.0.1", "--port", str(options.port)])


def end_with_stdin() -> None:
    sys.stdin.buffer.read()
    os._exit(0)


if __name__ == "__main__":
    main()
