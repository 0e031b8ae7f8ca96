"""Nodes in a small internet of network namespaces: each a systemd machine of its own (nspawn), behind one-to-one NAT as in a
cloud, with a metadata service and an AWS to talk to.

    wsd-net  clients and peers, 185.30.0.0/16 and 185.20.0.50
       |
    wsd-router  185.10.0.N <-> 10.88.0.N, metadata at 169.254.169.254, AWS at 10.88.0.1:5000; this program runs here
       |
    wsd-n1 ... wsd-n4  10.88.0.11 ...
"""

import os
import sys
from pathlib import Path

project = Path(__file__).resolve().parents[4]
sys.path.insert(0, str(project / "templates/node"))

#: Trees that are made once and kept, and the machines of this run.
CACHE = Path(os.environ.get("WEBRTC_DRILL_CACHE", "/var/tmp/wsd"))
