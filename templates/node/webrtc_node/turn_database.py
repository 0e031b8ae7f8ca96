"""coturn's SQLite database, of which we use one table: the shared secrets that are valid now.

coturn asks it for each allocation, so a row works, and stops working, at once. Live allocations stay as they are."""

import os
import pwd
import sqlite3
from pathlib import Path

#: As coturn makes it, so that both agree whoever comes first.
_SCHEMA = "CREATE TABLE IF NOT EXISTS turn_secret (realm varchar(127) default '', value varchar(256), primary key (realm,value))"


def write_turn_secrets(database: Path, realm: str, values: list[str], user: str = "turnserver") -> bool:
    """Makes exactly these values valid, in one transaction. Says whether anything changed."""
    database.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(database, timeout=5)
    try:
        with connection:
            connection.execute(_SCHEMA)
            present = {row[0] for row in connection.execute("SELECT value FROM turn_secret WHERE realm = ?", (realm,))}
            wanted = set(values)
            connection.executemany("DELETE FROM turn_secret WHERE realm = ? AND value = ?", [(realm, v) for v in present - wanted])
            connection.executemany("INSERT INTO turn_secret (realm, value) VALUES (?, ?)", [(realm, v) for v in wanted - present])
    finally:
        connection.close()
    _give(database, user)
    return present != wanted


def _give(database: Path, user: str) -> None:
    """The directory too: SQLite keeps its journal beside the file."""
    os.chmod(database, 0o600)
    os.chmod(database.parent, 0o700)
    try:
        owner = pwd.getpwnam(user)
    except KeyError:
        return
    if os.geteuid() == 0:
        for path in (database, database.parent):
            os.chown(path, owner.pw_uid, owner.pw_gid)
