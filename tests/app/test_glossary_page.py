"""The glossary: its search, its links into the other pages, and the words under each page's title."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.ui.common.glossary import Place, fold, glossary
from components.ui.common.site import PAGES
from components.ui.common.words import PAGE
from tests.app.conftest import OpenPage, texts

TERMS = glossary().terms
NAMES = [term.name for term in TERMS]


def entries(app: AppTest) -> list[str]:
    """The names of the entries that are shown, open or closed, the opened one first."""
    shown = [*(heading.value for heading in (*app.header, *app.subheader)), *(closed.label for closed in app.expander)]
    return [name for name in shown if name in NAMES]


def links(app: AppTest) -> dict[str, str]:
    """Where the page's links lead, by what they say."""
    return {link.proto.label: f"{link.proto.page}?{link.proto.query_string}" for link in app.page_link}


def press(app: AppTest, label: str) -> None:
    """Press the one button that says so."""
    (button,) = [button for button in app.button if button.label == label]
    button.click().run()


def test_it_opens_with_all_words_from_a_to_z(open_page: OpenPage) -> None:
    app = open_page(PAGE)
    assert entries(app) == sorted(NAMES, key=fold)
    letters = [header.value for header in app.header]
    assert letters == sorted({name[0].upper() for name in NAMES})
    jumps = next(text for text in texts(app) if text.startswith(f"{len(NAMES)} words: "))
    assert re.findall(r"\[(\w)\]\(#(\w)\)", jumps) == [(letter, letter.lower()) for letter in letters]
    assert [header.proto.anchor for header in app.header] == [letter.lower() for letter in letters]


@pytest.mark.parametrize("name", ["learning rate", "AND", "η", "Learning-Rate", "relu"])
def test_each_term_has_its_own_address(name: str, open_page: OpenPage) -> None:
    """By any of its names, in any spelling."""
    app = open_page(PAGE, term=name)
    term = glossary()[name]
    assert entries(app)[0] == term.name
    assert any(term.says in text and term.formula in text for text in texts(app))
    assert f"({term.source})" in "".join(texts(app)) or not term.source
    assert links(app)[term.there].startswith(f"{Path(term.see.script).stem}?")
    assert not app.info


def test_the_search_finds_in_names_other_names_and_sentences(open_page: OpenPage) -> None:
    app = open_page(PAGE)
    app.text_input(key="term").set_value("propag").run()
    found = [term.name for term in TERMS if "propag" in fold(" ".join((term.name, *term.also, term.text)))]
    assert len(found) > 2
    assert [header.value for header in app.header] == [f"{len(found)} entries mention “propag”"]
    assert entries(app)[0] == "backpropagation"
    assert sorted(entries(app), key=fold) == found
    app.text_input(key="term").set_value("").run()
    assert len(entries(app)) == len(NAMES)


def test_a_wrong_word_gives_a_sentence_near_words_and_the_whole_list(open_page: OpenPage) -> None:
    app = open_page(PAGE, term="lerning rate <b>$1")
    assert not app.exception
    app.text_input(key="term").set_value("gradiant").run()
    assert [info.value for info in app.info] == ["No entry mentions “gradiant”. Here are all the entries."]
    assert len(entries(app)) == len(NAMES)
    press(app, "gradient")
    assert entries(app)[0] == "gradient"
    assert not app.info


def test_an_opened_entry_leads_to_the_words_that_it_uses_and_back_to_all(open_page: OpenPage) -> None:
    """As links they left the address at the first word: a reload, or the link that was sent on, showed that one."""
    app = open_page(PAGE, term="epoch")
    words = [button.label for button in app.button]
    assert {"batch", "step"} <= set(words)
    assert "epoch" not in words
    press(app, "batch")
    assert app.text_input(key="term").value == "batch"
    assert entries(app)[0] == "batch"
    press(app, "All words from A to Z")
    assert entries(app) == sorted(NAMES, key=fold)


def test_what_a_link_says_of_settings_counts_also_where_it_names_a_default(open_page: OpenPage) -> None:
    """From relu's entry and then from sigmoid's, the page went on showing relu: Streamlit lets the session's value
    stand where an address names a default. And what an earlier link had set stayed, so that "Train with sgd" trained
    a network that began with zeros. Other sections of a page keep what they have.
    """

    def follow(name: str) -> AppTest:
        app.query_params.clear()
        for key, value in glossary()[name].see.parameters:
            app.query_params[key] = value
        app.switch_page(PAGE).run()
        app.switch_page(glossary()[name].see.script).run()
        return app

    app = open_page(PAGE)
    assert follow("relu").get_by_key("f_name").value == "relu"
    app.slider(key="w_steps").set_value(5).run()
    assert follow("sigmoid").get_by_key("f_name").value == "sigmoid"
    assert app.slider(key="w_steps").value == 5
    assert follow("learning rate").slider(key="w_steps").value == 0
    assert follow("initial weights").get_by_key("initialisation").value == "zeros"
    app.query_params.clear()  # as the menu does
    app.switch_page(PAGE).run()
    app.switch_page("pages/train_and_draw.py").run()
    assert app.get_by_key("initialisation").value == "zeros"
    assert follow("logit").get_by_key("source").value == "Pick a test digit"  # what is read is no setting of a run
    assert app.get_by_key("initialisation").value == "zeros"
    assert follow("sgd").get_by_key("optimizer").value == "sgd"
    assert app.get_by_key("initialisation").value == "glorot_uniform"


SCRIPTS = sorted({term.see.script for term in TERMS})


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_link_puts_its_page_into_the_state_that_it_names(script: str, open_page: OpenPage) -> None:
    """Each parameter is the key of a widget there, which has the value; each section is a heading's anchor."""
    assert script in {page.script for page in PAGES}
    wrong = []
    for parameters in together([term.see for term in TERMS if term.see.script == script]):
        app = open_page(script, **parameters)
        assert not app.error, parameters
        wrong += problems(app, parameters)
    anchors = [heading.proto.anchor for heading in (*app.header, *app.subheader)]
    sections = [(term.name, term.see.section) for term in TERMS if term.see.script == script and term.see.section]
    wrong += [f"{name}: there is no section {section!r}" for name, section in sections if section not in anchors]
    assert not wrong, "\n".join(wrong)


def together(places: list[Place]) -> list[dict[str, str]]:
    """The links' parameters, in as few visits as they can all be seen in: opening a page takes a while."""
    visits: list[dict[str, str]] = []
    for place in places:
        wanted = dict(place.parameters)
        fitting = (visit for visit in visits if all(visit.get(key, text) == text for key, text in wanted.items()))
        visit = next(fitting, None)
        if visit is None:
            visits.append(wanted)
        else:
            visit.update(wanted)
    return visits


def problems(app: AppTest, parameters: dict[str, str]) -> list[str]:
    """What is wrong with a link's parameters, on the page that they opened."""
    found = []
    for key, text in parameters.items():
        try:
            value = app.get_by_key(key).value
        except KeyError:
            found.append(f"no widget has the key {key!r}")
            continue
        if not same(value, text):
            found.append(f"{key} is {value!r}, not {text!r}")
    return found


def same(value: object, text: str) -> bool:
    """Whether a widget's value is what an address says."""
    if isinstance(value, bool):
        return text == str(value).lower()
    return float(text) == value if isinstance(value, int | float) else text == str(value)


def test_a_link_that_is_wrong_would_be_noticed(open_page: OpenPage) -> None:
    parameters = {"w_rate": "0.5", "w_rat": "0.5", "f_name": "rilu"}
    assert problems(open_page("pages/learning.py", **parameters), parameters) == [
        "no widget has the key 'w_rat'",
        "f_name is 'sigmoid', not 'rilu'",
    ]


@pytest.mark.parametrize("script", [page.script for page in PAGES])
def test_each_page_has_its_words_and_uses_them(script: str, open_page: OpenPage) -> None:
    """Under the title, folded up: each with its definition and a link to its entry. Texts link some of them, too."""
    app = open_page(script)
    page = Path(script).stem
    names = glossary().words.get(page, ())
    assert 4 <= len(names) <= 8 or script == PAGE
    linked = REFERENCE.findall("\n".join(texts(app)))
    assert len(set(linked)) >= 3 or script == PAGE
    said = fold(REFERENCE.sub("", page_text(app)))
    for name in names:
        own = (name, *glossary()[name].also)
        assert any(re.search(rf"\b{re.escape(fold(one))}", said) for one in own), f"{script} does not say {name!r}"
        assert glossary()[name].says not in texts(app)
    app.session_state[f"words_{page}"] = True
    app.run()
    shown = links(app)
    for name in names:
        assert shown[f"**{name}**"] == f"glossary?term={name.replace(' ', '+')}"
        assert glossary()[name].says in texts(app)


# Where a word in a text leads to, as `linked` writes it below the text.
REFERENCE = re.compile(r'(?m)^\[([^\]]+)\]: glossary\?term=[\w+-]+ ".+"$')


def page_text(app: AppTest) -> str:
    """All that a page says: texts, headings, tables, and the labels and hints of its widgets."""
    parts = texts(app) + [str(cell) for table in app.table for cell in table.value.to_numpy().ravel()]
    for element in app.main:
        proto = getattr(element, "proto", None)
        parts += [str(getattr(proto, part, "")) for part in ("label", "help", "body")]
    parts += [heading.value for heading in (*app.title, *app.header, *app.subheader)]
    return "\n".join(parts)


@pytest.mark.parametrize("section", ["gates", "no-such-place"])
def test_a_page_goes_to_the_section_of_its_address_once_a_visit(section: str, open_page: OpenPage) -> None:
    app = open_page("pages/perceptron.py", section=section)
    assert scrolled(app) == [f"<script>document.getElementById('{section}')?.scrollIntoView()</script>"]
    app.slider(key="w1").set_value(0.5).run()
    assert not scrolled(app)


def test_nothing_but_a_plain_name_gets_into_the_script(open_page: OpenPage) -> None:
    app = open_page("pages/perceptron.py", section="x')?.remove();alert('")
    assert scrolled(app) == ["<script>document.getElementById(location.hash.slice(1))?.scrollIntoView()</script>"]


def scrolled(app: AppTest) -> list[str]:
    return [
        html.proto.body for html in app.get("html") if html.proto.body.startswith("<script>document.getElementById")
    ]
