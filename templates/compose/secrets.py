#!/usr/bin/env python3
"""In containers there is no systemd and no boot service: fill what coturn and the health service read, and keep it current."""
import time

from webrtc_node.log import log
from webrtc_node.parameters import load_parameters
from webrtc_node.paths import Paths
from webrtc_node.secret_store import read_secrets, save_secrets
from webrtc_node.state import State, write_state
from webrtc_node.turn_database import write_turn_secrets

#: Seconds between two looks. A new secret has to work within a minute.
INTERVAL = 20.0


def main() -> None:
    paths = Paths.from_environment()
    parameters = load_parameters(paths.parameters)
    if parameters.coturn is None or parameters.address is None:
        raise SystemExit("parameters.json has to hold coturn and address")
    address = parameters.address
    serving = State("serving", private_ip=address.private, public_ip=address.public, hostname=address.hostname)
    while True:
        try:
            secrets = read_secrets(parameters, None)
            if write_turn_secrets(paths.turn_database, parameters.coturn.realm, secrets["turn"]):
                log(f"{len(secrets['turn'])} shared secrets are valid now")
            save_secrets(paths, secrets)
            write_state(paths, serving)
        except Exception as error:  # the file may be half written just now; what was valid stays
            log(f"keeps what it has: {error}", "warning")
        time.sleep(INTERVAL)


if __name__ == "__main__":
    main()
