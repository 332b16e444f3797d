"""Exchanges documents with the vendor's Java SDK against a server: ``run_diadocsdk_java.py CHECKOUT``.

CHECKOUT is a working copy of https://github.com/diadoc/diadocsdk-java. Its sources are compiled in a temporary folder
with ``java/Exchange.java``, which does what two programs of two organisations do, and says what it saw. Of the SDK only
what wants libraries of CryptoPro that are not public is replaced, by the few lines in ``java/stubs``.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from buyer_titles import buyers  # noqa: E402
from exchange_partners import Partner  # noqa: E402
from exchange_samples import transfer_xml  # noqa: E402
from inkpost.operations import exchange_administration  # noqa: E402
from support import Served, start_server  # noqa: E402
from worlds import new_world, services_of  # noqa: E402

JARS = Path("/usr/share/java")
WANTED = (
    *("protobuf", "httpclient", "httpcore", "httpclient-osgi", "commons-io", "commons-codec", "commons-logging"),
    *("gson", "javax.mail", "javax.activation", "com.android.json"),
    *("org.jetbrains.annotations-java8", "org.jetbrains.annotations-common"),
)
PACKAGES = (
    "openjdk-17-jdk-headless protobuf-compiler libprotobuf-java libhttpclient-java libcommons-io-java"
    " libcommons-codec-java libgoogle-gson-java libmail-java libandroid-json-java libjetbrains-annotations-java"
)
LEFT_OUT = ("crypt/TokenDecryptManager.java", "CertificateHelper.java", "sign/GOSTSignInfoProvider.java")
"""Below ``Diadoc/Api``: they sign and decrypt by CryptoPro."""
OLD_BASE = "GeneratedMessageV3"
"""What classes of protobuf before version 4 derive from; the SDK names the class of later ones."""


def main() -> int:
    """Compile, serve, run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkout", type=Path, help="a git working copy of diadocsdk-java")
    parser.add_argument("--classes", type=Path, help="keep the compiled SDK here, and use what is there already")
    given = parser.parse_args()
    complaint = unusable(given.checkout)
    if complaint:
        print(complaint, file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="inkpost-vendor-") as name:
        folder = Path(name)
        classes = (given.classes or folder / "sdk-classes").resolve()
        if not classes.is_dir():
            compile_sdk(given.checkout.resolve(), folder, classes)
        javac(folder / "program", [HERE / "java/Exchange.java"], classes)
        served = start_server(folder / "data")
        try:
            return run(folder, classes, served)
        finally:
            served.stop()


def unusable(checkout: Path) -> str:
    """What stands in the way of a run, or nothing."""
    if not (checkout / "src/main/java/Diadoc/Api/DiadocApi.java").is_file():
        return (
            f"{str(checkout)!r} is no working copy of diadocsdk-java: get one with\n"
            "  git clone https://github.com/diadoc/diadocsdk-java\n"
            "and name it: make diadoc-sdk DIADOCSDK_JAVA=/path/to/diadocsdk-java"
        )
    missing = [tool for tool in ("java", "javac", "protoc") if shutil.which(tool) is None]
    missing += [str(jar) for jar in jars() if not jar.exists()]
    if missing:
        return f"missing: {', '.join(missing)}; on Debian: apt-get install {PACKAGES}"
    return ""


def jars() -> list[Path]:
    """The libraries that the SDK stands on."""
    return [JARS / f"{name}.jar" for name in WANTED]


def compile_sdk(checkout: Path, folder: Path, classes: Path) -> None:
    """The SDK's classes; those of messages are made from its own schema by the protoc at hand."""
    generated, sources = folder / "generated", folder / "sources"
    generated.mkdir()
    schema = checkout / "proto"
    files = [str(each.relative_to(schema)) for each in sorted(schema.rglob("*.proto"))]
    protoc = ["protoc", f"-I{schema}", f"--java_out={generated}", *files]
    subprocess.run(protoc, check=True, stderr=subprocess.DEVNULL)
    api = checkout / "src/main/java/Diadoc/Api"
    shutil.copytree(api, sources / "Diadoc/Api", ignore=shutil.ignore_patterns("Proto"))
    for name in LEFT_OUT:
        (sources / "Diadoc/Api" / name).unlink()
    if any(OLD_BASE in each.read_text() for each in generated.rglob("LoginPasswordProtos.java")):
        titles = sources / "Diadoc/Api/generateTitle/GenerateClient.java"
        titles.write_text(titles.read_text().replace("GeneratedMessage", OLD_BASE))
    found = [each for top in (generated, sources, HERE / "java/stubs") for each in sorted(top.rglob("*.java"))]
    javac(classes, found)


def javac(classes: Path, files: list[Path], *more: Path) -> None:
    """Compile files into a folder."""
    classes.mkdir(parents=True)
    listed = classes.with_suffix(".files")
    listed.write_text("".join(f'"{each}"\n' for each in files))
    path = class_path(*more)
    subprocess.run(
        [
            "javac",
            "-nowarn",
            "-Xlint:none",
            "-proc:none",
            "-encoding",
            "UTF-8",
            "-d",
            str(classes),
            "-cp",
            path,
            f"@{listed}",
        ],
        check=True,
    )


def class_path(*folders: Path) -> str:
    """Where classes are."""
    return os.pathsep.join(map(str, (*folders, *jars())))


def run(folder: Path, classes: Path, served: Served) -> int:
    """Let the program exchange between two organisations; its status."""
    services = services_of(served)
    one, two = (Partner(new_world(served, services)) for _ in range(2))
    for each in (one, two):
        exchange_administration.set_employee(services, each.guid, each.person.id, administrator=True)
    program = one.world.application().client_id
    transfer, title = folder / "transfer.xml", folder / "title.xml"
    transfer.write_bytes(transfer_xml())
    title.write_bytes(buyers("ON_NSCHFDOPPR_1", "SIGNATURE"))
    people = [word for each in (one, two) for word in (each.person.login, each.person.password)]
    command = ["java", "-Dfile.encoding=UTF-8", "-cp", class_path(folder / "program", classes), "Exchange"]
    done = subprocess.run([*command, served.base_url, program, *people, str(transfer), str(title)], check=False)
    services.close()
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
