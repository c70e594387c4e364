"""Debian's Firefox, driven by puppeteer-core over WebDriver BiDi, by scripts of Node in this folder."""

import json
import os
import shutil
import subprocess

import pytest
from support.files import ROOT

SECONDS = 120


def seen_in_firefox(script, address):
    """What a script of this folder prints as JSON of the page at an address; skipped where something is missing."""
    firefox = shutil.which("firefox-esr") or shutil.which("firefox")
    missing = [name for name in ("node", "npm") if not shutil.which(name)] + ["firefox-esr"] * (not firefox)
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}; docs/CONTRIBUTING.md says how to get it")
    environment = _modules_of_node()
    has_it = subprocess.run(
        ["node", "-e", "require('puppeteer-core')"], capture_output=True, env=environment, timeout=SECONDS
    )
    if has_it.returncode:
        pytest.skip("puppeteer-core is not installed: npm install -g puppeteer-core@24")
    command = ["node", str(ROOT / "tests" / "support" / script), address, firefox]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, timeout=SECONDS)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def _modules_of_node():
    """The environment in which Node finds what npm has installed for all, and NODE_PATH names."""
    found = subprocess.run(["npm", "root", "-g"], capture_output=True, text=True, timeout=SECONDS, check=True)
    places = [os.environ.get("NODE_PATH", ""), found.stdout.strip()]
    return {**os.environ, "NODE_PATH": os.pathsep.join(filter(None, places))}
