"""Find a browser for the tests: one that is on the machine, else one that can be had."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

# The shell is Debian's Chromium without windows: the same pages in two thirds of the time.
COMMANDS = ("chromium-headless-shell", "google-chrome", "google-chrome-stable", "chromium", "chromium-browser")
# Where macOS and Windows put a browser without making it a command.
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
)
# A download that hangs for want of a network must not hang the tests.
INSTALL_SECONDS = 300

ADVICE = (
    "The browser tests need a Chromium or Chrome that starts, and none could be found or fetched: "
    "install Google Chrome or Chromium, or run `python -m playwright install --with-deps chromium`."
)


Browser = TypeVar("Browser")


class NoBrowser(RuntimeError):
    """No browser starts here and none could be installed. The message says what to install."""


def try_command(command: Sequence[str]) -> bool:
    """Whether the command ended well and in time."""
    try:
        return subprocess.run(command, stdin=subprocess.DEVNULL, timeout=INSTALL_SECONDS).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def is_debian_root() -> bool:
    """Whether apt-get may be used here."""
    return Path("/etc/debian_version").exists() and os.geteuid() == 0


def find_browser(
    bundled: str,
    start: Callable[[str], Browser | None],
    *,
    which: Callable[[str], str | None] = shutil.which,
    run: Callable[[Sequence[str]], bool] = try_command,
    may_use_apt: Callable[[], bool] = is_debian_root,
) -> Browser:
    """Start the first browser that there is: Playwright's own, an installed one, or one installed now.

    `bundled` is the path of Playwright's Chromium. `start` gives the running browser, or None if the path holds
    none that starts: a downloaded Chromium may lack the system's libraries. Raises NoBrowser.
    """

    def first(paths: Sequence[str | None]) -> Browser | None:
        return next((browser for path in paths if path and (browser := start(path))), None)

    def installed() -> Browser | None:
        return first([*map(which, COMMANDS), *PLACES])

    def downloaded() -> Browser | None:
        return first([bundled]) if run([sys.executable, "-m", "playwright", "install", "chromium"]) else None

    def from_apt() -> Browser | None:
        if may_use_apt() and run(["apt-get", "update"]):
            for package in ("chromium-headless-shell", "chromium"):  # Debian before 12 has no shell
                if run(["apt-get", "install", "-y", package]) and (browser := installed()) is not None:
                    return browser
        return None

    browser = first([bundled]) or installed() or downloaded() or from_apt()
    if browser is None:
        raise NoBrowser(ADVICE)
    return browser
