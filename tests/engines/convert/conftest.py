"""A converter that several tests share, and what makes the others fast to write."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from inkpost.engines.convert import Converter, ConverterSettings, find_office


@pytest.fixture(scope="session")
def office() -> Path:
    found = find_office()
    if found is None:
        pytest.skip("LibreOffice is not installed")
    return found


@pytest.fixture(scope="session")
def converter(office: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Converter]:
    """Two warm slots with a limit of ten seconds a document."""
    settings = ConverterSettings(slots=2, soffice=office, time_limit_s=10, work_dir=tmp_path_factory.mktemp("convert"))
    with Converter(settings) as shared:
        assert shared.wait_ready(60)
        yield shared
