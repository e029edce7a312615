"""A visitor reads the app in another language, by the browser's own translation."""

import re

from playwright.sync_api import Page, expect

from tests.conftest import RUN_TIMEOUT
from tests.e2e.conftest import settled
from tests.e2e.test_jobs import move
from tests.e2e.translator import SIGN, translate


def assert_nothing_old_is_left(page: Page) -> None:
    """All that is translated is what a tab without translation says at the same address. (Pictures aren't.)"""
    main = page.get_by_test_id("stMain")
    sentences = main.locator("h1, h2, h3, p, td, th")
    translated = sentences.all_inner_texts()
    page.reload()
    settled(page)
    expect(main).not_to_contain_text(SIGN)
    assert [text.replace(SIGN, "") for text in translated] == sentences.all_inner_texts()


def test_a_translated_gate_says_what_the_neuron_does(server, visit):
    """React failed at the texts that the translation had replaced, or wrote into them, where nobody saw it.

    Red boxes with a NotFoundError stood in the truth table, above it "4 of 4 right. Wrong: (0, 0), (0, 1), (1, 0)", the
    goals stayed empty, and the next page had this page's title.
    """
    page = visit(server, "/perceptron")
    translate(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{SIGN}Perceptron: one neuron, tuned by hand")
    numbers_and_code = page.locator("code, .katex, [data-testid=stSliderThumbValue]")
    assert numbers_and_code.count() > 10
    expect(numbers_and_code.filter(has_text=SIGN)).to_have_count(0)

    move(page, "Weight w1", 5)
    move(page, "Weight w2", 5)
    move(page, "Bias b", -8)
    expect(page.get_by_test_id("stAlert")).to_have_text(f"{SIGN}4 of 4 right.{SIGN} This neuron is an AND gate.")
    expect(page.get_by_role("cell", name=f"{SIGN}✓ right")).to_have_count(4)
    goals = page.get_by_role("paragraph").filter(has_text="Goals:")
    expect(goals).to_have_text(f"{SIGN}Goals:{SIGN} ✓ AND · ○ OR · ○ NAND · ○ NOR")
    page.get_by_role("navigation", name="App pages").get_by_role("link", name="How networks learn").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{SIGN}How networks learn: small steps downhill")
    settled(page)
    assert_nothing_old_is_left(page)


def test_a_translated_run_counts_and_ends(server, visit):
    """What changes several times a second is translated again and again, and none of it stays."""
    page = visit(server, "/train_and_draw")
    translate(page)
    page.get_by_role("button", name=re.compile("Train$")).click()
    expect(page.get_by_text(re.compile(rf"^{SIGN}Epoch \d"))).to_be_visible(timeout=1000 * RUN_TIMEOUT)
    expect(page.get_by_text(f"{SIGN}Test accuracy", exact=True)).to_be_visible(timeout=1000 * RUN_TIMEOUT)
    settled(page)
    assert_nothing_old_is_left(page)
