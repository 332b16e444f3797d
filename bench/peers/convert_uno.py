"""Peer of the conversion benchmark: LibreOffice over its own UNO bridge, run by the system's Python.

``convert_uno.py FOLDER`` converts FOLDER/in.docx to FOLDER/out.pdf for every line of its input and answers the
milliseconds; its first answer is how long LibreOffice took to start and to convert once.
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

RESTART_WANTED = 81


def prop(name: str, value: object) -> object:
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def start(folder: str, pipe: str) -> subprocess.Popen[bytes]:
    profile = f"-env:UserInstallation=file://{folder}/profile"
    switches = ("--headless", "--norestore", "--nologo", "--nodefault", f"--accept=pipe,name={pipe};urp;")
    return subprocess.Popen(["soffice", profile, *switches], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def connect(pipe: str) -> object:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    while True:
        with contextlib.suppress(NoConnectException):
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        time.sleep(0.005)


def convert(desktop: object, folder: str) -> None:
    how = (prop("Hidden", True), prop("ReadOnly", True))
    document = desktop.loadComponentFromURL(f"file://{folder}/in.docx", "_blank", 0, how)
    document.storeToURL(f"file://{folder}/out.pdf", (prop("FilterName", "writer_pdf_Export"),))
    document.close(False)


def main() -> None:
    """Start, convert once, then once for every line."""
    folder = sys.argv[1]
    pipe = f"bench{time.monotonic_ns()}"
    begin = time.perf_counter()
    office = start(folder, pipe)
    desktop = connect(pipe)
    convert(desktop, folder)
    print((time.perf_counter() - begin) * 1000, flush=True)
    for _ in sys.stdin:
        begin = time.perf_counter()
        convert(desktop, folder)
        print((time.perf_counter() - begin) * 1000, flush=True)
    with contextlib.suppress(Exception):
        desktop.terminate()
    office.wait(20)


if __name__ == "__main__":
    main()
