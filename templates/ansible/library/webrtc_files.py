#!/usr/bin/python3
"""Ansible module: lay the files of a bundle where they belong, and take away what an earlier bundle laid there.

One call per role instead of one per file: a bundle has some sixty files, and a task of its own for each would take longer
than everything else that a node does at boot.
"""
import json
import os
import pathlib
import tempfile

from ansible.module_utils.basic import AnsibleModule

DOCUMENTATION = """
module: webrtc_files
short_description: Lays the files of a bundle
options:
  root: {description: Directory of the bundle that mirrors the machine, type: path, required: true}
  files: {description: Paths relative to the root of the machine and modes, type: list, elements: dict, required: true}
  record: {description: File that remembers what was laid, type: path, required: true}
"""


def lay(source: pathlib.Path, target: pathlib.Path, mode: int, dry: bool) -> bool:
    """Write one file whole, unless it is there with the same bytes, mode and owner."""
    wanted = source.read_bytes()
    if target.is_file() and not target.is_symlink():
        found = target.stat()
        same = found.st_mode & 0o7777 == mode and found.st_uid == 0 and found.st_gid == 0
        if same and target.read_bytes() == wanted:
            return False
    if not dry:
        missing = [parent for parent in target.parents if not parent.exists()]
        for parent in reversed(missing):
            parent.mkdir(mode=0o755)
            parent.chmod(0o755)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".webrtc-")
        with os.fdopen(handle, "wb") as file:
            file.write(wanted)
            os.fchmod(file.fileno(), mode)
            os.fchown(file.fileno(), 0, 0)
        os.replace(name, target)
    return True


def main() -> None:
    module = AnsibleModule(
        argument_spec={
            "root": {"type": "path", "required": True},
            "files": {"type": "list", "elements": "dict", "required": True},
            "record": {"type": "path", "required": True},
        },
        supports_check_mode=True,
    )
    root, record = pathlib.Path(module.params["root"]), pathlib.Path(module.params["record"])
    files = {entry["path"]: int(entry["mode"], 8) for entry in module.params["files"]}
    missing = [path for path in files if not (root / path).is_file()]
    if missing:
        module.fail_json(msg="the bundle lacks " + ", ".join(missing))
    changed = [
        path for path, mode in files.items() if lay(root / path, pathlib.Path("/") / path, mode, module.check_mode)
    ]
    before = json.loads(record.read_text()) if record.is_file() else []
    stale = [path for path in before if path not in files and os.path.lexists("/" + path)]
    if not module.check_mode:
        for path in stale:
            os.unlink("/" + path)
        if before != sorted(files):
            record.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
            record.write_text(json.dumps(sorted(files)))
    module.exit_json(changed=bool(changed or stale), laid=changed, removed=stale)


if __name__ == "__main__":
    main()
