"""PKCS #11 devices: what of them the environment, and it alone, may say."""

from __future__ import annotations

import os

from inkpost.errors import InkpostError, Reason
from inkpost.model.trust import Device

MODULES = "INKPOST_PKCS11_MODULES"


def device_pin(device: Device) -> str:
    """The PIN of a device, which is in the environment, where its module must be named.

    A module is a program that this process runs: who may write to the database must not choose it. Raises UNAVAILABLE
    (``device``).
    """
    if device.module not in os.environ.get(MODULES, "").split(os.pathsep):
        raise no_device(f"the module {device.module} is not named in {MODULES}")
    pin = os.environ.get(device.pin_variable, "")
    if not pin:
        raise no_device(f"the variable {device.pin_variable} with its PIN is not set")
    return pin


def no_device(why: str) -> InkpostError:
    """A device that cannot be used, and why."""
    return InkpostError(
        Reason.UNAVAILABLE, f"The device with the key of the seal cannot be used: {why}", subject="device"
    )
