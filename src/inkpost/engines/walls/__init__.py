"""What a process that handles strangers' files gives up before it reads the first byte of them.

``launch`` speaks to the system: namespaces, limits, Landlock; ``seccomp`` has the calls that are given up. Each process
has a module of its own that says what it needs to keep.
"""

from __future__ import annotations

import msgspec

from inkpost.engines.walls import launch


class GivenUp(msgspec.Struct, frozen=True):
    """What a process can reach no more, as far as the system took it."""

    sockets: bool = False
    """Whether the system refuses it every socket, and to start, to change or to touch anything."""
    network: bool = False
    """Whether it is in a network of its own, which leads nowhere."""
    files: bool = False
    """Whether it reads nothing but what its module names."""

    def sentence(self, what: str, kept: str, limits: str) -> str:
        """What to log at start. ``what`` is done with the files, ``kept`` is what the process reads."""
        cut_off = self.sockets or self.network
        network = "without any network" if cut_off else "WITH the network, since this system allows no seccomp"
        files = f"confined to {kept}" if self.files else "WITH the files of this user, since Landlock is absent"
        return f"{what} {network}, {files}, {limits}."


def leave_network() -> bool:
    """The first step: out of the network, and out of every privilege; False where the network is still there."""
    network = launch.leave(launch.CLONE_NEWNET | launch.CLONE_NEWIPC)
    launch.drop_privileges()
    return network
