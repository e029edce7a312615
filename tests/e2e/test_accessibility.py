"""Every page in both themes, measured by axe, and on a phone's width."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.conftest import wait_until
from tests.e2e.conftest import settled
from tests.e2e.legible import hard_to_read, pale_code

PATHS = (
    "/",
    "/first_steps?r_tall=2.3&r_others=true",
    "/perceptron",
    "/learning",
    "/sklearn_perceptron?features=2&max_iter=1&compare=data_set:blobs",  # all that it can show
    "/mnist_gallery",
    "/train_and_draw",
    "/train_and_draw, trained",
    "/train_and_draw, paused",
    "/look_inside?source=Pick+a+test+digit&test_digit=8",
    "/frameworks",
    "/glossary?term=weight",
)

# What axe finds and nobody can mend from here: (rule, where, why).
NOT_OURS = (
    ("list", "[data-testid=stSidebarNavItems]", "Streamlit puts its navigation's sections as <div> into the <ul>"),
    ("listitem", "[data-testid=stSidebarNavItems]", "the other side of the same"),
    ("color-contrast", "label[disabled]", "WCAG 1.4.3 exempts inactive controls; axe can't tell this one's is"),
)


@pytest.fixture
def address(request) -> Callable[[str], str]:
    """Where a path is; of a run that has ended, with another one to compare; of one that was paused."""

    def address(path: str) -> str:
        test_digit = "&source=Pick+a+test+digit"
        if path.endswith("trained"):
            return request.getfixturevalue("learned") + test_digit
        return request.getfixturevalue("waiting") + test_digit if path.endswith("paused") else path

    return address


def unfold_all(page: Page) -> None:
    """Open every expander, and wait for what the server puts into them."""
    page.evaluate("document.querySelectorAll('details:not([open]) > summary').forEach(it => it.click())")
    if page.get_by_text("Look inside the network").count():
        page.get_by_text("Most often: ").wait_for()
        page.get_by_role("textbox", name="Name").first.wait_for()
        page.get_by_role("button", name="train.py").wait_for()
    if page.get_by_text("Compared with other models").count():
        page.get_by_text("split and shuffled with 30 other seeds").wait_for()
        page.get_by_text("Best on average: ").wait_for()
        page.get_by_role("figure", name="The same plane for").wait_for()
        page.get_by_test_id("stProgress").wait_for(state="detached")
    settled(page)


def is_ours(page: Page, rule: str, target: list) -> bool:
    """Whether a finding is about something that this app decides."""
    inside = "([target, where]) => document.querySelector(target).closest(where) !== null"
    return not any(
        rule == known and isinstance(target[0], str) and page.evaluate(inside, [target[0], where])
        for known, where, _ in NOT_OURS
    )


def serious(page: Page, rules: dict[str, object]) -> list[str]:
    """What axe finds now by these rules."""
    # Text that fades in is too pale for a moment.
    page.wait_for_function("document.getAnimations().every(it => it.playState !== 'running')")
    return [
        f"{violation['id']} ({violation['impact']}) at {node['target']}: {node['failureSummary']}\n{node['html']}"
        for violation in Axe().run(page, options={"resultTypes": ["violations"], **rules}).response["violations"]
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
        if is_ours(page, violation["id"], node["target"])
    ]


@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_for_everyone(server, visit, address, path):
    """With all expanders open, axe finds nothing serious in either theme, and no phone has to be scrolled sideways.

    On a phone the gallery's numbers were 4.7 pixels high, the tools of its table stood on a sentence, and a figure was
    called "Digits in the last ba…".
    """
    # As high as the whole page: axe passes over the contrast of what has to be scrolled to.
    page = visit(server, address(path), viewport={"width": 1280, "height": 6000}, reduced_motion="reduce")
    unfold_all(page)
    # Names and roles are the same in both themes.
    for theme, ground, rules in (
        ("light", "rgb(255, 255, 255)", {}),
        ("dark", "rgb(15, 23, 32)", {"runOnly": ["color-contrast"]}),
    ):
        page.emulate_media(color_scheme=theme)
        expect(page.get_by_test_id("stApp")).to_have_css("background-color", ground)
        findings = serious(page, rules)
        assert not findings, "\n\n".join([theme, *findings])
        assert pale_code(page) == [], theme

    page.set_viewport_size({"width": 390, "height": 844})
    for place in ("html", "[data-testid=stMain]", "[data-testid=stMainBlockContainer]"):
        # Charts fit themselves to the new width a moment later.
        fits = f"(it => it.scrollWidth <= it.clientWidth)(document.querySelector('{place}'))"
        wait_until(lambda fits=fits: page.evaluate(fits), 5, f"{place} fits on a phone")
    if (table := page.get_by_test_id("stDataFrame")).count():
        table.hover()  # a finger always sees its tools, a mouse only now
        expect(page.locator(":has(> [data-testid=stDataFrame]) [data-testid=stElementToolbar]")).to_have_css(
            "opacity", "1"
        )
    for _ in range(20):  # charts and figures fit themselves to the new width a moment later
        if not (found := hard_to_read(page)):
            break
        page.wait_for_timeout(250)
    assert found == []
