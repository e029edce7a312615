"""The search for a browser, on machines that are made up: nothing is started or installed here."""

import sys

import pytest

from tests.e2e.browser import ADVICE, NoBrowser, find_browser

OWN = "/cache/playwright/chrome"
DOWNLOAD = [sys.executable, "-m", "playwright", "install", "chromium"]
APT = [["apt-get", "update"], ["apt-get", "install", "-y", "chromium-headless-shell"]]
SHELL = "/usr/bin/chromium-headless-shell"


class Machine:
    """A machine with some browsers on it, which remembers what it was told to run."""

    def __init__(self, *browsers, download_gives=None, apt_gives=None, root=True):
        self.browsers = set(browsers)
        self.gives = {"playwright": download_gives, "apt-get": apt_gives}
        self.root = root
        self.ran = []

    def run(self, command):
        """Pretend to run a command: it ends well if it was said to give a browser."""
        self.ran.append(list(command))
        gives = self.gives["playwright" if "playwright" in command else "apt-get"]
        if "apt-get" in command and "install" in command and not (gives or "").endswith(command[-1]):
            return False  # no such package
        if gives and "install" in command:
            self.browsers.add(gives)
        return gives is not None

    def find(self):
        """Search this machine. Paths that `which` finds lie in /usr/bin; a browser "starts" as its own path."""
        return find_browser(
            OWN,
            lambda path: path if path in self.browsers else None,
            which=lambda name: f"/usr/bin/{name}",
            run=self.run,
            may_use_apt=lambda: self.root,
        )


def test_playwrights_own_chromium_comes_first():
    """It is the one that Playwright was tested with, so an installed Chrome does not go before it."""
    machine = Machine("/usr/bin/google-chrome", OWN)
    assert machine.find() == OWN
    assert machine.ran == []


@pytest.mark.parametrize(
    "path",
    [
        SHELL,
        "/usr/bin/google-chrome",
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    ],
)
def test_an_installed_browser_is_taken_before_anything_is_downloaded(path):
    """Each usual command and place is looked at, and nothing is installed."""
    machine = Machine(path)
    assert machine.find() == path
    assert machine.ran == []


def test_chrome_goes_before_chromium():
    """The order of the commands holds: what a visitor most likely uses comes first."""
    assert Machine("/usr/bin/chromium", "/usr/bin/google-chrome").find() == "/usr/bin/google-chrome"


def test_without_any_browser_playwright_downloads_its_own():
    """apt-get is not touched where the download works."""
    machine = Machine(download_gives=OWN, apt_gives="/usr/bin/chromium")
    assert machine.find() == OWN
    assert machine.ran == [DOWNLOAD]


def test_a_downloaded_chromium_that_does_not_start_is_not_the_end():
    """On a bare Debian the download works and its Chromium lacks system libraries; apt-get brings one that starts."""
    machine = Machine(download_gives="/somewhere/that/does/not/start", apt_gives=SHELL)
    assert machine.find() == SHELL
    assert machine.ran == [DOWNLOAD, *APT]


def test_an_older_debian_has_no_shell_and_gets_all_of_chromium():
    """The package is new in Debian 12."""
    machine = Machine(apt_gives="/usr/bin/chromium")
    assert machine.find() == "/usr/bin/chromium"
    assert machine.ran == [DOWNLOAD, *APT, ["apt-get", "install", "-y", "chromium"]]


def test_who_is_not_root_on_debian_is_told_what_to_install():
    """apt-get would only ask for a password: the tests fail with one sentence instead."""
    machine = Machine(apt_gives="/usr/bin/chromium", root=False)
    with pytest.raises(NoBrowser, match="install Google Chrome or Chromium"):
        machine.find()
    assert machine.ran == [DOWNLOAD]


def test_without_a_network_the_failure_is_one_sentence():
    """Neither download works: after both were tried, the message is one line that ends with a full stop."""
    machine = Machine()
    with pytest.raises(NoBrowser) as failure:
        machine.find()
    assert machine.ran == [DOWNLOAD, APT[0]]
    assert str(failure.value) == ADVICE
    assert "\n" not in ADVICE
    assert ADVICE.count(". ") == 0
    assert ADVICE.endswith(".")
