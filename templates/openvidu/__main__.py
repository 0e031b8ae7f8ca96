"""openvidu-node.pyz boot|drain"""

import sys

from openvidu_node.boot import boot
from openvidu_node.drain import drain
from openvidu_node.parameters import load

if __name__ == "__main__":
    steps = {"boot": boot, "drain": drain}
    sys.exit(steps[sys.argv[1]](load()))
