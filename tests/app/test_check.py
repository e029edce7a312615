"""The questions at each page's end: opened, answered, changed, and kept for the session."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from components.ui.common.check_yourself import checks
from components.ui.common.site import PAGES
from tests.app.conftest import OpenPage, texts

ASKING = {page.name: page.script for page in PAGES}
WITHOUT = [ASKING.pop(page) for page in ("home", "glossary")]


def unfold(app: AppTest, page: str) -> AppTest:
    app.session_state[f"check_{page}"] = True
    app.run()
    assert not app.exception
    return app


def answers(app: AppTest, page: str) -> list[str | None]:
    """What is chosen now."""
    return [app.get_by_key(f"check_{page}_{number}").value for number, _ in enumerate(checks(page), 1)]


def choose(app: AppTest, page: str, number: int, answer: str | None) -> None:
    app.get_by_key(f"check_{page}_{number}").set_value(answer).run()
    assert not app.exception


def said(app: AppTest) -> list[str]:
    """The verdicts, and the line that counts."""
    return [text for text in texts(app) if re.match(r":small\[[✓✗]|\*\*\d of \d\*\* answered right", text)]


@pytest.mark.parametrize("page", ASKING)
def test_each_answer_is_explained_and_can_be_changed(page: str, open_page: OpenPage) -> None:
    app = open_page(ASKING[page])
    asked = checks(page)
    assert "Check yourself" in [header.value for header in app.header]
    assert f"check_{page}_1" not in app.session_state  # what is folded up costs nothing
    unfold(app, page)
    assert answers(app, page) == [None] * len(asked)
    assert app.get_by_key(f"check_{page}_1").options == list(asked[0].why)
    assert said(app) == []
    wrong = next(answer for answer in asked[0].why if answer != asked[0].right)
    choose(app, page, 1, wrong)
    assert said(app) == [f":small[✗ **Not this one.** {asked[0].why[wrong]}]"]
    choose(app, page, 1, asked[0].right)
    first = f":small[✓ **Right.** {asked[0].why[asked[0].right]}]"
    assert said(app) == [first, f"**1 of {len(asked)}** answered right so far."]
    choose(app, page, 1, None)
    assert said(app) == []


def test_all_right_is_said_and_kept_over_other_pages(open_page: OpenPage) -> None:
    """Also while they are folded up. Another session begins anew."""
    app = unfold(open_page(ASKING["mnist_gallery"]), "mnist_gallery")
    right = [check.right for check in checks("mnist_gallery")]
    for number, answer in enumerate(right, 1):
        choose(app, "mnist_gallery", number, answer)
    assert said(app)[-1] == f"**{len(right)} of {len(right)}** answered right."
    assert dict(app.query_params) == {}
    for other in WITHOUT:
        app.switch_page(other).run()
        assert "Check yourself" not in [header.value for header in app.header]
    app.switch_page(ASKING["mnist_gallery"]).run()
    assert said(app) == []
    assert answers(unfold(app, "mnist_gallery"), "mnist_gallery") == right
    app.session_state["check_mnist_gallery"] = False
    assert said(app.run()) == []
    assert answers(unfold(app, "mnist_gallery"), "mnist_gallery") == right
    another = unfold(open_page(ASKING["mnist_gallery"]), "mnist_gallery")
    assert answers(another, "mnist_gallery") == [None] * len(right)
