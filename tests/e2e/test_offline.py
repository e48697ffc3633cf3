"""The offline proof: with no way out of this machine everything works, and nobody even tries to leave."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tests.e2e.serving import browser

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no network namespaces")
def test_everything_works_with_no_way_out_and_nobody_tries_to_leave() -> None:
    if browser() is None:
        pytest.skip("there is no Chromium on this computer (Debian: apt-get install chromium)")
    command = [sys.executable, "-m", "tests.e2e.offline_child"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=280, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[0] in {"alone", "watched"}
    assert done.stdout.splitlines()[-1] == "nothing left"
