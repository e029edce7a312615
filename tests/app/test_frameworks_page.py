"""The page on frameworks: every control, with exact values, and the panel that waits for the worker."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from components.training.eager import OPERATIONS, scripts
from components.training.engine import WORKER_GONE, EngineUnavailable
from components.training.events import Installation
from components.ui.common.content import texts as content
from components.ui.common.engine import engine as app_engine
from components.ui.frameworks.program_files import programs
from components.ui.frameworks.programs import STEPS
from tests.app.conftest import OpenPage, texts
from tests.conftest import RUN_TIMEOUT, version_here, wait_until

PAGE = "pages/frameworks.py"
PRINTED = {operation: (f"tf.Tensor({operation})", f'Tensor("{operation}")') for operation in OPERATIONS}
TOLD = Installation("3.12.1", "2.99.0", "3.98.0", "2.97.0", "jax", ("CPU:0", "GPU:0"), PRINTED)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Callable[[Installation | EngineUnavailable | None], None]:
    """Make the engine tell this of its installation: the real one takes seconds to be there, and then stays."""

    def told(answer: Installation | EngineUnavailable | None) -> None:
        def installation() -> Installation | None:
            if isinstance(answer, EngineUnavailable):
                raise answer
            return answer

        monkeypatch.setattr(app_engine(), "installation", installation)

    return told


def html(app: AppTest, label: str) -> str:
    """The one picture whose description begins so."""
    (found,) = [it.proto.body for it in app.get("html") if f'aria-label="{label}' in it.proto.body]
    return str(found)


def codes(app: AppTest) -> list[str]:
    return [code.value for code in app.code]


def choose(app: AppTest, key: str, value: object) -> AppTest:
    app.get_by_key(key).set_value(value).run()
    assert not app.exception
    return app


# The years


def test_the_year_moves_the_picture_and_the_three_cards(open_page: OpenPage) -> None:
    app = open_page(PAGE)
    assert html(app, "Three lanes, up to 2019. TensorFlow: first in 2015, 2.0 in 2019.")
    choose(app, "fw_year", 2015)
    assert "**PyTorch**" in texts(app)
    assert texts(app).count("Not there yet.") == 1
    choose(app, "fw_year", 2023)
    assert html(app, "Three lanes, up to 2023.")
    assert "Keras 3 runs on TensorFlow, JAX or PyTorch. [2023](https://keras.io/keras_3/)" in texts(app)
    assert "Not there yet." not in texts(app)


@pytest.mark.parametrize(("year", "shown"), [("2022", 2022), ("1999", 2019), ("soon", 2019)])
def test_a_year_in_the_address(year: str, shown: int, open_page: OpenPage) -> None:
    assert open_page(PAGE, fw_year=year).slider(key="fw_year").value == shown


# Side by side


def test_each_table_has_all_rows_and_what_is_otherwise_now_beside_it(open_page: OpenPage) -> None:
    comparison, versus = (table.value for table in open_page(PAGE).table)
    assert list(comparison[""]) == [f"**{row['what']}**" for row in content("frameworks")["comparison"]]
    assert list(versus.columns) == ["", "TensorFlow", "PyTorch"]
    cells = [cell for table in (comparison, versus) for row in table.to_numpy().tolist() for cell in row]
    assert sum("](https://" in cell for cell in cells) == 12
    assert "TorchServe, ONNX. [2025](https://github.com/pytorch/serve): TorchServe is archived" in cells


# Which one first


def test_each_question_can_change_the_advice(open_page: OpenPage) -> None:
    app = open_page(PAGE)

    def says(advice: str) -> bool:
        return app.info[0].value.startswith(f"**Begin with {advice}.**")

    assert says("Keras, on TensorFlow")
    choose(app, "fw_aim", "Try ideas of my own")
    assert says("Keras, on PyTorch")
    choose(app, "fw_style", "Write each step")
    assert says("PyTorch")
    choose(app, "fw_company", "People who use TensorFlow")
    assert says("TensorFlow")
    assert "That alone would point to PyTorch." in app.info[0].value


# The steering wheel and the engine


@pytest.mark.parametrize(
    ("name", "sentence", "picture", "setting"),
    [
        ("JAX", "A library for fast arithmetic", "It trains and it infers", "jax"),
        ("OpenVINO", "Intel's library for trained networks.", "It infers. It does not train.", "openvino"),
        ("CNTK", "It has ended.", "Nothing runs.", None),
    ],
)
def test_the_engine_changes_the_picture_and_what_it_can_do(
    name: str, sentence: str, picture: str, setting: str | None, open_page: OpenPage
) -> None:
    app = choose(open_page(PAGE), "fw_engine", name)
    assert [text for text in texts(app) if text.startswith(sentence)]
    assert picture in html(app, "The steering wheel, Keras, is")
    settings = [code for code in codes(app) if "KERAS_BACKEND" in code]
    assert len(settings) == (setting is not None)
    assert all(f'"{setting}"' in code for code in settings)


def test_an_engine_that_nobody_knows_in_the_address_is_the_usual_one(open_page: OpenPage) -> None:
    app = open_page(PAGE, fw_engine="Steam")
    assert "is connected to the engine, TensorFlow." in html(app, "The steering wheel, Keras, is")


# One network, three times


def test_a_step_is_shown_from_all_three_programs_and_the_whole_ones_are_a_press_away(open_page: OpenPage) -> None:
    app = open_page(PAGE)
    for step in STEPS:
        choose(app, "fw_step", step)
        assert [code for code in codes(app) if code in {it.parts[step] for it in programs().values()}] == [
            it.parts[step] for it in programs().values()
        ]
    assert not app.get("download_button")
    app.session_state["whole_programs"] = True
    app.run()
    assert {button.label for button in app.get("download_button")} == {it.file for it in programs().values()}
    assert set(codes(app)) >= {it.text.strip() for it in programs().values()}


# Installing


def test_while_the_worker_starts_the_panel_says_so_and_then_fills(
    open_page: OpenPage, told: Callable[..., None]
) -> None:
    """Here no clock ticks; a rerun is what the panel's next look begins."""
    told(None)
    app = open_page(PAGE)
    assert app.info[-1].value == "TensorFlow is starting. Its versions and devices will appear here."
    assert not app.metric
    assert codes(app)[-2:] == [script.strip() for script in scripts("a + b")]  # nothing was printed yet
    told(TOLD)
    app.run()
    assert [(it.label, it.value) for it in app.metric] == [
        ("Python", "3.12.1"),
        ("TensorFlow", "2.99.0"),
        ("Keras", "3.98.0"),
        ("NumPy", "2.97.0"),
    ]
    assert [text for text in texts(app) if text.startswith("Keras' backend: `jax`. Devices: `CPU:0`, `GPU:0`.")]


def test_where_no_worker_starts_the_panel_is_a_sentence(open_page: OpenPage, told: Callable[..., None]) -> None:
    told(EngineUnavailable(WORKER_GONE))
    app = open_page(PAGE)
    assert [warning.value for warning in app.warning] == [WORKER_GONE]
    assert not app.metric


def test_the_operation_shows_the_scripts_and_what_they_printed(open_page: OpenPage, told: Callable[..., None]) -> None:
    told(TOLD)
    app = open_page(PAGE)
    for operation in OPERATIONS:
        choose(app, "fw_operation", operation)
        at_once, in_graph = scripts(operation)
        expected = [at_once.strip(), PRINTED[operation][0], in_graph.strip(), PRINTED[operation][1]]
        assert codes(app)[-4:] == expected


def test_the_real_worker_tells_the_real_versions(open_page: OpenPage) -> None:
    open_page(PAGE)
    wait_until(lambda: app_engine().installation() is not None, RUN_TIMEOUT, "the worker is ready")
    app = open_page(PAGE)
    shown = {it.label: it.value for it in app.metric}
    assert [shown["TensorFlow"], shown["Keras"]] == [version_here("tensorflow"), version_here("keras")]
    assert "tf.Tensor(\n[[11 22]\n [33 44]], shape=(2, 2), dtype=int32)" in codes(app)


def test_the_answers_survive_a_page_switch(open_page: OpenPage) -> None:
    app = choose(choose(open_page(PAGE), "fw_year", 2022), "fw_engine", "OpenVINO")
    app.switch_page("pages/home.py").run()
    app.switch_page(PAGE).run()
    assert app.slider(key="fw_year").value == 2022
    assert "is connected to the engine, OpenVINO." in html(app, "The steering wheel, Keras, is")
