"""Refuses files on which Janus would run open: it ignores a file that it cannot read, and asks nobody for a token then."""

from pathlib import Path

from .errors import NodeError
from .libconfig import ConfigFile, load_libconfig
from .paths import Paths
from .published_tree import Tree, read_tree

_MAIN = Path("janus/janus.jcfg")

#: Texts of the main file that have to be there, and what Janus would do without.
_NEEDED = {
    "general.token_auth_secret": "no token could be checked",
    "general.admin_secret": "the admin API would ask for none",
    "media.rtp_port_range": "media would leave from ports that the packet filter does not guard",
    "nat.nat_1_1_mapping": "clients would be told the private address",
}


def check_janus_files(files: Tree) -> None:
    """Reports every file that cannot be read and every setting without which Janus serves everybody."""
    if _MAIN not in files:
        raise NodeError(f"{_MAIN} is missing: Janus would run on its defaults and ask nobody for a token")
    library = load_libconfig()
    problems = []
    for path in sorted(path for path in files if path.suffix == ".jcfg"):
        try:
            with ConfigFile(library, files[path]) as file:
                problems += [f"{path}: {problem}" for problem in _open_doors(file) if path == _MAIN]
        except NodeError as error:
            problems.append(f"{path} {error}; Janus would ignore the whole file")
    if problems:
        raise NodeError("; ".join(problems))


def _open_doors(file: ConfigFile) -> list[str]:
    # The words that Janus takes for true.
    asks = file.value("general.token_auth").lower() in ("true", "yes", "1")
    open_sessions = [] if asks else ["general.token_auth is not true; anybody could open sessions"]
    return open_sessions + [f"{name} is missing; {what}" for name, what in _NEEDED.items() if not file.value(name)]


def main(paths: Paths) -> int:
    """`ExecStartPre=` of Janus, whoever starts it."""
    check_janus_files(read_tree(paths.config))
    return 0
