"""Every page: it renders, in the shared frame, without an error, also the second time."""

import re
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from components.ui.common.content import texts
from components.ui.common.settings import declared
from components.ui.common.site import HOME, PAGES, PATH, Page, page_at
from tests.app.conftest import ROOT, OpenPage


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_shows_its_heading_and_nothing_goes_wrong(page: Page, open_page: OpenPage) -> None:
    app = open_page(page.script)
    assert [element.value for element in app.title] == [page.heading]
    assert not app.error
    app.run()
    assert not app.exception
    assert [element.value for element in app.title] == [page.heading]


def test_the_pages_are_the_scripts_in_their_folder() -> None:
    scripts = [str(path.relative_to(ROOT)) for path in (ROOT / "pages").rglob("*.py") if path.name != "__init__.py"]
    assert sorted(scripts) == sorted(page.script for page in PAGES)


def test_home_leads_to_every_other_page_and_each_page_to_the_next_one(open_page: OpenPage) -> None:
    app = open_page(HOME.script)
    assert [(link.proto.page, link.label) for link in app.page_link] == [(page.name, page.action) for page in PATH]
    following = [*PATH[1:], HOME]
    for page, after in zip(PATH, following, strict=True):
        last = app.switch_page(page.script).run().page_link[-1]
        assert (last.proto.page, last.label) == (after.url_path, after.invitation)


@pytest.mark.parametrize("path", ["pages/first_steps.py", "pages/mnist_gallery.py", "pages/train_and_draw.py"])
def test_without_mnist_a_page_says_how_to_repair_it(
    path: str, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from components.ml import mnist
    from components.ui.common import mnist as shown

    monkeypatch.setattr(shown, "load_mnist", lambda: mnist.load_mnist(tmp_path / "mnist.npz"))
    shown._mnist.clear()
    app = open_page(path)
    assert [error.value for error in app.error] == [
        "**The file mnist.npz is missing from the folder "
        f"{tmp_path.name}.** This page needs it. In the app's folder, run this, then reload the page:"
    ]
    assert app.code[-1].value == "git checkout -- data/mnist.npz"
    # The other pages keep working, and this one does again as soon as the file is back.
    app.switch_page("pages/perceptron.py").run()
    assert not app.exception
    assert not app.error
    monkeypatch.undo()
    app.switch_page(path).run()
    assert not app.error
    assert not app.exception


def test_settings_survive_a_page_switch(open_page: OpenPage) -> None:
    app: AppTest = open_page("pages/perceptron.py")
    app.slider(key="w1").set_value(1.3).run()
    app.switch_page("pages/home.py").run()
    app.switch_page("pages/perceptron.py").run()
    assert app.slider(key="w1").value == 1.3


# What addresses could say before settings were declared: in links, bookmarks, and on paper.
OLD_KEYS = """
    a_length a_width alpha b_rate b_seed b_target b_x1 b_x2 batch_size by circle class_sep cloud_distance cloud_seed
    data
    digit digits dropout e_batch e_digits e_epochs early_stopping epochs eta0 example f_name f_z features fit_activation
    fit_optimizer fit_rate fit_seed fit_units flip_y free fw_aim fw_company fw_engine fw_operation fw_step fw_style
    fw_year gate h1_b h1_w1 h1_w2 h2_b h2_w1 h2_w2 idea initialisation input job l2 layers leaf learning_rate max_iter
    n_hidden n_inputs n_outputs n_units1 n_units2 n_units3 n_units4 n_which network noise number optimizer out_b out_w1
    out_w2 output_neuron part penalty points r_ink r_middle r_others r_tall random_state rate reluctance rotation
    samples
    scaled seed shift shuffle source start1 start2 start_b sun sunny term test_digit tol units1 units2 units3 units4
    activation1 activation2 activation3 activation4 w1 w2 b w_rate w_steps weekend weight_free weight_sunny
    weight_weekend xor_input
"""


def test_whatever_an_address_could_say_is_still_a_setting(open_page: OpenPage) -> None:
    """Keys of settings stood in 20 files as texts; each is declared once now, and none may be lost."""
    for page in PAGES:
        open_page(page.script)
    assert set(OLD_KEYS.split()) - declared.keys() == set()


def test_no_two_controls_share_a_key(open_page: OpenPage) -> None:
    """ "inside" was the folded part of one page, and then a choice on another: its text in the session ended the first
    page, which takes it for open or not, in a traceback.
    """
    for page in PAGES:
        open_page(page.script)
    sources = [*(ROOT / "components/ui").rglob("*.py"), *(ROOT / "pages").glob("*.py")]
    a_key = re.compile(r'\bkey="(\w+)"|\bbutton\(\s*f?"[^"]*",\s*"\w+",\s*"(\w+)"')
    # A module may name one twice, where only one of the two is drawn.
    found = [set(a_key.findall(source.read_text(encoding="utf-8"))) for source in sources]
    named = [by_name or of_button for keys in found for by_name, of_button in keys]
    assert len(named) > 100
    assert {key for key in named if named.count(key) > 1} == {"stage"}  # a place for the canvas, on two pages
    assert set(named) & declared.keys() == set()


@pytest.mark.parametrize(
    "address",
    [
        "first_steps?n_hidden=3&n_units2=7&r_tall=2.3&circle=DL&job=Speech+to+text&idea=brain&a_width=9",
        "perceptron?gate=OR&w1=0.3&b=-0.4&data=Two+clouds&cloud_seed=7&start_b=1.1&sunny=false&weight_free=-0.2",
        "perceptron?data=My+own+points&points=0+0+0;+1+1+1&rate=0.25&h2_w1=0.5&xor_input=1,+1",
        "learning?fit_rate=0.3&fit_optimizer=adam&fit_seed=7&w_rate=0.9&w_steps=4&f_z=-2.5&f_name=relu",
        "learning?b_x1=-1.5&b_rate=5.0&b_seed=9&e_batch=100&e_digits=6000&e_epochs=9",
        "sklearn_perceptron?features=2&eta0=0.1&tol=never&penalty=l1&shuffle=false&example=3&flip_y=0.25",
        "mnist_gallery?part=test&digit=7&leaf=3&number=17&scaled=true",
        "train_and_draw?layers=2&units2=64&activation1=tanh&digits=12000&noise=0.2&l2=0.001&seed=7",
        "train_and_draw?source=Pick+a+test+digit&test_digit=42&network=convolutional&epochs=9",
        "frameworks?fw_year=2022&fw_engine=JAX&fw_aim=Put+one+into+an+app&fw_operation=a+*+b",
        "glossary?term=weight",
    ],
)
def test_an_old_address_opens_the_same_state(address: str, open_page: OpenPage) -> None:
    url_path, _, query = address.partition("?")
    asked = dict(parse_qsl(query, separator="&"))
    open_page(page_at(url_path).script)  # imports its settings
    app = open_page(page_at(url_path).script, **asked)
    assert {key: _written(app.session_state[key], key) for key in asked} == asked
    assert not app.toast


def _written(value: object, key: str) -> str:
    """A setting's value as it stands in an address."""
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(declared[key].default, int) and isinstance(value, float) else str(value)


def test_every_tooltip_in_the_file_belongs_to_a_setting(open_page: OpenPage) -> None:
    """A setting that gets another key would lose its tooltip without a word."""
    for page in PAGES:
        open_page(page.script)
    of_each_layer = {"filters", "kernel", "units", "activation"}
    assert set(texts("settings")) - of_each_layer <= declared.keys()
    assert {declared[f"{key}1"].help for key in of_each_layer} == {texts("settings")[key] for key in of_each_layer}
