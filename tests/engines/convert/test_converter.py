"""The pool: what it makes, what it is cut off from, and what it does when LibreOffice dies, hangs or is used up."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from engines.convert.making import contract, package, pages, paragraph, pdf_text, text
from inkpost.engines.convert import ConversionFailed, Converter, ConverterSettings
from inkpost.engines.convert.process import SPARE_ADDRESSES
from inkpost.engines.walls import launch
from support import wait_for

LONG = contract("long", products=800)
SRC = Path(__file__).resolve().parents[3] / "src"


def note(value: str) -> bytes:
    return package(paragraph(text(value)))


def alive(pid: int) -> bool:
    """Whether a process runs; one that only waits to be collected does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def proc(pid: int, name: str) -> str:
    return Path(f"/proc/{pid}/{name}").read_text()


@contextmanager
def running(office: Path, tmp_path: Path, **changes: object) -> Iterator[Converter]:
    settings = replace(ConverterSettings(soffice=office, work_dir=tmp_path), **changes)  # type: ignore[arg-type]
    with Converter(settings) as converter:
        assert converter.wait_ready(60)
        yield converter


@contextmanager
def in_hand(converter: Converter, folder: Path, docx: bytes) -> Iterator[Future[bytes]]:
    """A conversion of which LibreOffice holds the file."""
    with ThreadPoolExecutor(1) as thread:
        result = thread.submit(converter.to_pdf, docx)
        wait_for(lambda: list(folder.glob("*/*/tray/document.docx")), what="the file in the tray")
        yield result


def test_a_contract_of_two_pages(converter: Converter) -> None:
    pdf = converter.to_pdf(contract("4711"))
    assert pdf.startswith(b"%PDF-")
    assert pages(pdf) == 2
    shown = pdf_text(pdf)
    assert "Service contract No 4711" in shown
    assert "Product 10" in shown
    assert "Page 2" in shown


def test_threads_get_their_own_documents(converter: Converter) -> None:
    names = [f"Document-{number}-of-many" for number in range(24)]
    with ThreadPoolExecutor(6) as threads:
        pdfs = list(threads.map(lambda name: converter.to_pdf(note(name)), names))
    assert [pdf_text(pdf).strip() for pdf in pdfs] == names


def test_a_bad_file_is_refused_and_the_same_process_goes_on(converter: Converter) -> None:
    before = sorted(converter.pids)
    for _ in range(4):
        with pytest.raises(ConversionFailed) as refused:
            converter.to_pdf(package("<w:p><w:r></w:p>"))
        assert refused.value.code == "unreadable"
        assert "cannot read" in refused.value.message
    assert "still here" in pdf_text(converter.to_pdf(note("still here")))
    assert sorted(converter.pids) == before


def test_nothing_of_our_environment_and_no_open_file_reaches_libreoffice(
    converter: Converter, monkeypatch: pytest.MonkeyPatch
) -> None:
    for pid in converter.pids:
        names = {line.partition("=")[0] for line in proc(pid, "environ").split("\0") if line}
        assert names <= {
            "PATH", "LANG", "HOME", "TMPDIR", "XDG_CACHE_HOME", "SAL_USE_VCLPLUGIN", "FONTCONFIG_PATH",
        }  # fmt: skip
        ours = {
            os.readlink(f"/proc/self/fd/{name}")
            for name in os.listdir("/proc/self/fd")
            if Path(f"/proc/self/fd/{name}").exists()
        }
        theirs = {os.readlink(f"/proc/{pid}/fd/{name}") for name in os.listdir(f"/proc/{pid}/fd")}
        assert {path for path in ours & theirs if path.startswith(("socket:", "pipe:"))} == set()


def test_limits_are_set(converter: Converter) -> None:
    memory = ConverterSettings().memory_limit_bytes + SPARE_ADDRESSES
    for pid in converter.pids:
        rows = {line[:26].strip(): line[26:].split()[:2] for line in proc(pid, "limits").splitlines()}
        assert rows["Max address space"] == [str(memory)] * 2
        assert rows["Max core file size"] == ["0", "0"]
        assert rows["Max cpu time"][0] != "unlimited"
        assert rows["Max file size"][0] != "unlimited"
        assert os.getsid(pid) == os.getpgid(pid) == pid


def test_the_isolation_that_is_claimed_is_there(converter: Converter) -> None:
    isolation = converter.isolation
    said = isolation.sentence
    assert said.endswith("MiB and 10 s a document.")
    assert ("without any network" in said) == (isolation.network == "namespace")
    for pid in converter.pids:
        assert "NoNewPrivs:\t1" in proc(pid, "status")
        assert "CapEff:\t0000000000000000" in proc(pid, "status")
        apart = os.readlink(f"/proc/{pid}/ns/net") != os.readlink("/proc/self/ns/net")
        assert apart == (isolation.network == "namespace")


def sockets_of(pids: Iterable[int]) -> set[Path]:
    """The socket files that offices with these numbers, or processes below them, listen on."""
    every = [each for pid in pids for each in (psutil.Process(pid), *psutil.Process(pid).children(recursive=True))]
    paths = {each.laddr for process in every for each in process.net_connections("unix")}
    return {Path(path) for path in paths if isinstance(path, str) and "/OSL_PIPE_" in path}


def test_where_no_namespace_is_allowed_it_says_so_and_still_converts(
    office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = Path(launch.__file__).read_text().replace('_call("unshare"', '_call("not_there"')
    launcher = tmp_path / "launch.py"
    launcher.write_text(refused.replace("except OSError", "except (OSError, AttributeError)"))
    monkeypatch.setattr(launch, "__file__", str(launcher))
    with running(office, tmp_path / "work") as converter:
        assert converter.isolation.network in ("", "landlock")
        assert "other network not cut off" in converter.isolation.sentence or "WITH" in converter.isolation.sentence
        assert "openly" in pdf_text(converter.to_pdf(note("openly")))
        ours = sockets_of(converter.pids)
        assert len(ours) == 2
        assert {path.stat().st_mode & 0o077 for path in ours} == {0}
    assert not any(path.exists() for path in ours)


def test_a_killed_process_is_replaced_within_the_same_call(office: Path, tmp_path: Path) -> None:
    with running(office, tmp_path) as converter:
        (pid,) = converter.pids
        with in_hand(converter, tmp_path, LONG) as result:
            os.kill(pid, signal.SIGKILL)
        assert "Product 800" in pdf_text(result.result())
        assert pid not in converter.pids


def test_a_file_that_kills_twice_is_given_up(office: Path, tmp_path: Path) -> None:
    with running(office, tmp_path) as converter, in_hand(converter, tmp_path, LONG) as result:
        killed: set[int] = set()

        def kill_the_next() -> bool:
            for pid in set(converter.pids) - killed:
                if list(tmp_path.glob("*/*/tray/document.docx")):
                    os.kill(pid, signal.SIGKILL)
                    killed.add(pid)
            return len(killed) == 2

        wait_for(kill_the_next, what="the second process with the file in hand")
        with pytest.raises(ConversionFailed) as failed:
            result.result()
        assert failed.value.code == "crashed"
        assert "after" in pdf_text(converter.to_pdf(note("after")))


def test_a_process_killed_while_idle_costs_nothing(office: Path, tmp_path: Path) -> None:
    with running(office, tmp_path) as converter:
        (pid,) = converter.pids
        os.kill(pid, signal.SIGKILL)
        assert "fine" in pdf_text(converter.to_pdf(note("fine")))


def test_a_hang_ends_at_the_limit_and_the_slot_recovers(office: Path, tmp_path: Path) -> None:
    with running(office, tmp_path, time_limit_s=5) as converter:
        (pid,) = converter.pids
        os.kill(pid, signal.SIGSTOP)
        with pytest.raises(ConversionFailed) as failed:
            converter.to_pdf(note("never"))
        assert failed.value.code == "timeout"
        assert "5 seconds" in failed.value.message
        assert not alive(pid)
        assert "again" in pdf_text(converter.to_pdf(note("again")))


def test_a_process_is_renewed_after_its_documents(office: Path, tmp_path: Path) -> None:
    with running(office, tmp_path, documents_per_process=3) as converter:
        seen = set()
        for number in range(6):
            assert f"n{number}" in pdf_text(converter.to_pdf(note(f"n{number}")))
            wait_for(lambda: converter.ready, what="a warm process")
            seen.update(converter.pids)
        assert len(seen) >= 3
        wait_for(lambda: sum(map(alive, seen)) == 1, what="one process left")


def test_an_idle_process_is_renewed_early(office: Path, tmp_path: Path) -> None:
    with running(office, tmp_path, documents_per_process=4, idle_renewal_s=0.05) as converter:
        (pid,) = converter.pids
        converter.to_pdf(note("second after the warming one"))
        wait_for(lambda: converter.pids and converter.pids != [pid], what="another process")


def test_closing_finishes_what_is_in_hand_and_leaves_nothing(office: Path, tmp_path: Path) -> None:
    with running(office, tmp_path, slots=2) as converter:
        pids = converter.pids
        assert len(pids) == 2
        with in_hand(converter, tmp_path, LONG) as result:
            converter.close()
            assert "Product 800" in pdf_text(result.result())
    assert not any(alive(pid) for pid in pids)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(ConversionFailed) as refused:
        converter.to_pdf(note("late"))
    assert refused.value.code == "closed"


def test_what_waits_is_refused_when_the_converter_closes(office: Path, tmp_path: Path) -> None:
    with running(office, tmp_path) as converter, ThreadPoolExecutor(3) as threads, in_hand(converter, tmp_path, LONG):
        waiting = [threads.submit(converter.to_pdf, note("w")) for _ in range(3)]
        wait_for(lambda: converter.waiting == 3, what="three waiting documents")
        converter.close()
        for result in waiting:
            with pytest.raises(ConversionFailed) as refused:
                result.result()
            assert refused.value.code == "closed"


def resident(pid: int) -> int:
    return int(proc(pid, "statm").split()[1]) * resource.getpagesize()


def test_a_document_that_takes_too_much_memory_is_given_up(office: Path, tmp_path: Path) -> None:
    with running(office, tmp_path) as converter:
        idle = resident(*converter.pids)
    with running(office, tmp_path, memory_limit_bytes=idle + (24 << 20)) as converter:
        with pytest.raises(ConversionFailed) as failed:
            converter.to_pdf(contract("huge", products=2500))
        assert failed.value.code == "memory"
        assert "small" in pdf_text(converter.to_pdf(note("small")))


def test_memory_that_runs_out_in_the_middle_costs_no_document(office: Path, tmp_path: Path) -> None:
    with running(office, tmp_path) as converter:
        (pid,) = converter.pids
        size = int(proc(pid, "statm").split()[0]) * resource.getpagesize()
        resource.prlimit(pid, resource.RLIMIT_AS, (size + (4 << 20), size + (4 << 20)))
        assert "Product 800" in pdf_text(converter.to_pdf(LONG))
        assert pid not in converter.pids
        assert "next" in pdf_text(converter.to_pdf(note("next")))


OWNER = """
import sys, threading
from pathlib import Path
from inkpost.engines.convert import Converter, ConverterSettings
converter = Converter(ConverterSettings(soffice=Path(sys.argv[1]), work_dir=Path(sys.argv[2])))
converter.start()
assert converter.wait_ready(60)
print(*converter.pids, flush=True)
threading.Event().wait()
"""


def test_libreoffice_dies_with_its_owner_and_the_next_one_sweeps(office: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", OWNER, str(office), str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={"PYTHONPATH": str(SRC)}) as owner:
        assert owner.stdout is not None
        pid = int(owner.stdout.readline())
        assert alive(pid)
        owner.kill()
    wait_for(lambda: not alive(pid), what="the end of LibreOffice")
    (left,) = tmp_path.iterdir()
    with running(office, tmp_path) as converter:
        assert not left.exists()
        assert converter.ready


def test_without_libreoffice_it_says_so(tmp_path: Path) -> None:
    with Converter(ConverterSettings(soffice=tmp_path / "nowhere", work_dir=tmp_path)) as converter:
        assert not converter.ready
        assert "not installed" in converter.isolation.sentence
        with pytest.raises(ConversionFailed) as failed:
            converter.to_pdf(note("x"))
        assert failed.value.code == "no_office"


def test_a_program_that_is_no_libreoffice_fails_in_a_sentence(tmp_path: Path) -> None:
    program = tmp_path / "soffice.bin"
    program.write_text("#!/bin/sh\necho 'I am none' >&2\nexit 3\n")
    program.chmod(0o755)
    work = tmp_path / "work"
    heard: list[tuple[str, int, str]] = []
    settings = ConverterSettings(soffice=program, work_dir=work, start_limit_s=10)
    with Converter(settings, heard=lambda *told: heard.append(told)) as converter:
        with pytest.raises(ConversionFailed) as failed:
            converter.to_pdf(note("x"))
        assert failed.value.code == "crashed"
    assert list(work.iterdir()) == []
    assert {name for name, _, _ in heard} == {"soffice"}
    assert all("I am none" in said or "soffice.bin" in said for _, _, said in heard), "its words, or the launcher's"


def test_a_long_work_dir_is_no_obstacle(office: Path, tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["a folder with a rather long name, ünïcödé % and spaces"] * 3)
    with running(office, deep) as converter:
        assert "deep" in pdf_text(converter.to_pdf(note("deep")))


def test_a_folder_that_is_not_hidden_is_named_by_an_escaped_address(tmp_path: Path) -> None:
    """Where the system allows no namespace, LibreOffice sees the work folder by its own name."""
    root = str(tmp_path / "a folder with 100% ünïcödé")
    (profile,) = (each for each in launch.command("soffice.bin", root, "pipe") if each.startswith("-env:"))
    assert profile == f"-env:UserInstallation={Path(root).as_uri()}/profile"


def test_starting_twice_or_from_many_threads_is_once(office: Path, tmp_path: Path) -> None:
    with running(office, tmp_path) as converter:
        starters = [threading.Thread(target=converter.start) for _ in range(4)]
        for starter in starters:
            starter.start()
        for starter in starters:
            starter.join()
        assert len(converter.pids) == 1
