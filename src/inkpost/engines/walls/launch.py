"""The last step before LibreOffice: give up network, files and memory of the machine, then become it.

Run as a script in a process of its own, with nothing but the standard library. It reads one JSON object from
its only argument, writes one JSON line about what it gave up to its standard output, and executes LibreOffice
(or ends, when the argument says ``probe``).
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import resource
import signal
import struct
import sys
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

CLONE_NEWNS = 0x00020000
CLONE_NEWUSER = 0x10000000
CLONE_NEWIPC = 0x08000000
CLONE_NEWNET = 0x40000000
MS_BIND = 4096
MS_REC = 16384
MS_PRIVATE = 1 << 18
PR_SET_PDEATHSIG = 1
PR_SET_SECUREBITS = 28
PR_SET_NO_NEW_PRIVS = 38
NO_ROOT_LOCKED = 0b11
CAPABILITY_VERSION_3 = 0x20080522

LANDLOCK_CREATE, LANDLOCK_ADD, LANDLOCK_RESTRICT = 444, 445, 446
EXECUTE, WRITE_FILE, READ_FILE, READ_DIR, REMOVE_FILE, MAKE_SOCK = 1, 2, 4, 8, 32, 512
MAKE_DEVICES = 1 << 6 | 1 << 11
FILE_RIGHTS = READ_FILE | WRITE_FILE | EXECUTE | 1 << 14 | 1 << 15
READ_ONLY = (
    "/usr", "/lib", "/lib64", "/opt", "/etc/fonts", "/etc/libreoffice", "/etc/ld.so.cache", "/etc/localtime",
    "/var/cache/fontconfig", "/var/lib/libreoffice", "/var/spool/libreoffice", "/proc/self", "/dev/urandom",
)  # fmt: skip

PRIVATE = "/tmp"  # noqa: S108 - hidden behind the slot's folder
libc = ctypes.CDLL(None, use_errno=True)


def _call(name: str, *arguments: Any) -> int:
    result = int(getattr(libc, name)(*arguments))
    if result < 0:
        raise OSError(ctypes.get_errno(), name)
    return result


def isolate(slot: str) -> tuple[str, str]:
    """Leave the network, hide /tmp behind the slot's folder; answers how, and where that folder is now."""
    if not leave(CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWNS):
        return "", slot
    try:
        _call("mount", b"none", b"/", None, MS_REC | MS_PRIVATE, None)
        _call("mount", slot.encode(), PRIVATE.encode(), None, MS_BIND, None)
    except OSError:
        return "namespace", slot
    return "namespace", PRIVATE


def leave(spaces: int) -> bool:
    """Go on in new namespaces, as the superuser or by means of a user namespace; False where neither is allowed."""
    uid, gid = os.getuid(), os.getgid()
    try:
        _call("unshare", spaces)
    except OSError:
        try:
            _call("unshare", spaces | CLONE_NEWUSER)
            _map_only(uid, gid)
        except OSError:
            return False
    return True


def _map_only(uid: int, gid: int) -> None:
    for name, line in (("setgroups", "deny"), ("uid_map", f"{uid} {uid} 1"), ("gid_map", f"{gid} {gid} 1")):
        with open(f"/proc/self/{name}", "w") as file:
            file.write(line)


def limit(memory: int, cpu: int, output: int) -> None:
    """Bound address space and written files (bytes) and processor time (seconds); no core files."""
    for kind, value in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, cpu),
        (resource.RLIMIT_FSIZE, output),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 4096),
    ):
        _, hard = resource.getrlimit(kind)
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (value, value))
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w") as file:
        file.write("800")


def drop_privileges() -> None:
    """No program started from here gains rights; the superuser's, if we have them, end with this step."""
    _call("prctl", PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    with contextlib.suppress(OSError):
        _call("prctl", PR_SET_SECUREBITS, NO_ROOT_LOCKED, 0, 0, 0)
    header = struct.pack("=Ii", CAPABILITY_VERSION_3, 0)
    with contextlib.suppress(OSError):
        _call("capset", header, bytes(24))


def confine(slot: str, program: str) -> tuple[bool, bool]:
    """Read what is needed, write in the slot alone, start nothing; answers if files and TCP are confined."""
    ruleset, rights, net = _new_rules()
    if ruleset < 0:
        return False, False
    for path in (*READ_ONLY, os.path.dirname(os.path.dirname(program))):
        _allow(ruleset, path, READ_FILE | READ_DIR)
    _allow(ruleset, "/dev/null", READ_FILE | WRITE_FILE)
    for path in (program, *_loaders()):
        _allow(ruleset, path, READ_FILE | EXECUTE)
    if slot != PRIVATE:
        _share(ruleset)
    _allow(ruleset, slot, rights & ~EXECUTE & ~MAKE_DEVICES)
    confined = _obey(ruleset)
    return confined, confined and net


def confine_to(reading: Iterable[str], *, listing: Iterable[str] = (), own: str = "", program: str = "") -> bool:
    """Read and list these folders alone, write in one's ``own``, start one program; False where the system takes none.

    Without the last two nothing is written, made, removed or started.
    """
    ruleset, rights, _ = _new_rules()
    if ruleset < 0:
        return False
    for path in reading:
        _allow(ruleset, path, READ_FILE | READ_DIR)
    for path in listing:
        _allow(ruleset, path, READ_DIR)
    if own:
        _allow(ruleset, own, rights & ~EXECUTE & ~MAKE_DEVICES)
    if program:
        _allow(ruleset, "/dev/null", READ_FILE | WRITE_FILE)
        for path in (program, *_loaders()):
            _allow(ruleset, path, READ_FILE | EXECUTE)
    return _obey(ruleset)


def _new_rules() -> tuple[int, int, bool]:
    """Rules that forbid all that this system's Landlock knows: their handle, the rights to files, if TCP is in it."""
    abi = int(libc.syscall(LANDLOCK_CREATE, None, ctypes.c_size_t(0), 1))
    if abi < 1:
        return -1, 0, False
    rights = _rights(abi)
    net = 3 if abi >= 4 else 0
    attributes = struct.pack("=QQQ", rights, net, 3 if abi >= 6 else 0)
    size = 8 if abi < 4 else 16 if abi < 6 else 24
    return int(libc.syscall(LANDLOCK_CREATE, attributes, ctypes.c_size_t(size), 0)), rights, net != 0


def _obey(ruleset: int) -> bool:
    confined = int(libc.syscall(LANDLOCK_RESTRICT, ruleset, 0)) == 0
    os.close(ruleset)
    return confined


def _share(ruleset: int) -> None:
    """LibreOffice wants its pipe in /tmp, and closes it to other users only if it can look up its own."""
    _allow(ruleset, PRIVATE, MAKE_SOCK | REMOVE_FILE)
    for path in ("/etc/passwd", "/etc/nsswitch.conf"):
        _allow(ruleset, path, READ_FILE)


def _rights(abi: int) -> int:
    known = {1: 13, 2: 14, 3: 15, 4: 15}
    return (1 << known.get(abi, 16)) - 1


def _loaders() -> list[str]:
    places = ("/lib64", "/lib", "/usr/lib64")
    found = [os.path.join(place, name) for place in places if os.path.isdir(place) for name in os.listdir(place)]
    return [path for path in found if os.path.basename(path).startswith("ld-")]


def _allow(ruleset: int, path: str, access: int) -> None:
    try:
        handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    if not os.path.isdir(path):
        access &= FILE_RIGHTS
    libc.syscall(LANDLOCK_ADD, ruleset, 1, struct.pack("=Qi", access, handle), 0)
    os.close(handle)


def follow_parent(parent: int) -> None:
    """Die with the thread that started us, also when it died already."""
    _call("prctl", PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)


def file_url(path: str) -> str:
    """A folder as LibreOffice takes it: it refuses to start over a space or a percent sign that is not escaped."""
    return f"file://{quote(path)}"


def command(program: str, root: str, pipe: str) -> list[str]:
    switches = (
        "headless",
        "invisible",
        "norestore",
        "nologo",
        "nodefault",
        "nofirststartwizard",
        "nolockcheck",
    )
    accept = f"--accept=pipe,name={pipe};urp;StarOffice.ComponentContext"
    return [
        program,
        f"-env:UserInstallation={file_url(root)}/profile",
        *(f"--{name}" for name in switches),
        accept,
    ]


def environment(root: str) -> dict[str, str]:
    """All that LibreOffice gets to know of the world around it."""
    home = f"{root}/home"
    kept = {
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "SAL_USE_VCLPLUGIN": "svp",
        "FONTCONFIG_PATH": "/etc/fonts",
    }
    return {**kept, "HOME": home, "XDG_CACHE_HOME": f"{home}/cache", "TMPDIR": f"{root}/scratch"}


def main() -> None:
    """Give up what can be given up, say so, become LibreOffice."""
    given = json.loads(sys.argv[1])
    os.umask(0o077)
    slot, program = given["slot"], given["program"]
    network, root = isolate(slot)
    limit(given["memory"], given["cpu"], given["output"])
    drop_privileges()
    files, tcp = confine(root, program)
    follow_parent(given["parent"])
    said = {"network": network or ("landlock" if tcp else ""), "files": files, "root": root}
    os.write(1, json.dumps(said).encode() + b"\n")
    if not given.get("probe"):
        os.chdir(root)
        os.dup2(2, 1)
        os.execve(program, command(program, root, given["pipe"]), environment(root))  # noqa: S606


if __name__ == "__main__":
    main()
