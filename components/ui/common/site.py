"""All pages, in the order of the course: the one table from which the menu, Home, each page's end and the tests follow.

A new page is a row in content/pages.toml, which says what each column is for, and a script of its name in `pages`.
"""

from dataclasses import dataclass

from components.ui.common.content import texts

NAME = "Neuron to Network"


@dataclass(frozen=True)
class Page:
    """A row of the table."""

    part: str
    name: str
    title: str
    icon: str
    about: str
    heading: str
    card: str
    action: str
    invitation: str

    @property
    def script(self) -> str:
        """The path of its script, as Streamlit's links want it."""
        return f"pages/{self.name}.py"

    @property
    def url_path(self) -> str:
        """What stands in its address after the app's own."""
        return "" if self is HOME else self.name


PAGES = tuple(Page(**row) for row in texts("pages")["page"])
HOME, *PATH = PAGES  # and what Home leads to


def after(page: Page) -> Page:
    """The page that the end of this one leads to: from the last one, back to Home."""
    return PAGES[(PAGES.index(page) + 1) % len(PAGES)]


def page_at(url_path: str) -> Page:
    """The page with this address. KeyError if there is none."""
    return {page.url_path: page for page in PAGES}[url_path]
