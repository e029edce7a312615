"""All pages, in the order of the course: the one table from which the menu, Home, each page's end and the tests follow.

A new page is a line here and a script of its name in `pages`.
"""

from dataclasses import dataclass

NAME = "Neuron to Network"


@dataclass(frozen=True)
class Page:
    """A page: its script's `name` is also its address, but for Home's, which is the app's own.

    `part` is the menu's heading above it, `title` its entry there, `about` what a mouse on the entry is told, and
    `heading` what stands on top of the page. On Home a card says what happens there (`card`), how long it takes and
    what there is to reach (`action`), and leads to it; `invitation` leads to it from the end of the page before. Icons
    are names of Material symbols.
    """

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


HOME = Page(
    part="",
    name="home",
    title="Home",
    icon="home",
    about="A way to each page.",
    heading=NAME,
    card="",
    action="",
    invitation="Back to the start",
)
PAGES = (
    HOME,
    Page(
        part="The idea",
        name="first_steps",
        title="First steps",
        icon="footprint",
        about="What a neural network is, and what it is for.",
        heading="First steps: what a neural network is",
        card="Birds, burrs and the brain. What a network is made of. Your own rule for finding a 1.",
        action="10 minutes: write a rule that finds the 1s",
        invitation="Next: what a neural network is",
    ),
    Page(
        part="Neurons that learn",
        name="perceptron",
        title="Perceptron",
        icon="tune",
        about="Tune one neuron by hand, then watch it learn.",
        heading="Perceptron: one neuron, tuned by hand",
        card="One neuron. It decides whether you go outside. Then make it an AND gate, and try XOR.",
        action="8 minutes: make a neuron an AND gate",
        invitation="Next: one neuron, the Perceptron",
    ),
    Page(
        part="Neurons that learn",
        name="learning",
        title="How networks learn",
        icon="trending_down",
        about="Take a small network's steps one by one.",
        heading="How networks learn: small steps downhill",
        card="A small network bends a line until it fits a curve. Take its steps one by one.",
        action="12 minutes: let a network fit a curve",
        invitation="Next: how networks learn",
    ),
    Page(
        part="Neurons that learn",
        name="sklearn_perceptron",
        title="scikit-learn playground",
        icon="science",
        about="Move every parameter of a Perceptron.",
        heading="scikit-learn playground: the neuron learns by itself",
        card="scikit-learn's own neuron, and data with ten features. Move its parameters.",
        action="6 minutes: beat the course's accuracy",
        invitation="Next: let scikit-learn find the weights",
    ),
    Page(
        part="A network that reads",
        name="mnist_gallery",
        title="MNIST gallery",
        icon="grid_view",
        about="Browse 70,000 handwritten digits.",
        heading="MNIST gallery: 70,000 digits that people wrote",
        card="70,000 handwritten digits: pictures to you, numbers to a network.",
        action="5 minutes: find a digit that you can't read",
        invitation="Next: the digits that a whole network learns from",
    ),
    Page(
        part="A network that reads",
        name="train_and_draw",
        title="Train and draw",
        icon="draw",
        about="Train a Keras network, live, and draw digits for it.",
        heading="Train and draw: a network that reads your digits",
        card="Train a Keras network in seconds. Draw a digit. Does it read it?",
        action="10 minutes: train it, and let it read your digit",
        invitation="Next: train a network on them",
    ),
    Page(
        part="Reference",
        name="frameworks",
        title="Frameworks",
        icon="construction",
        about="One network in Keras, TensorFlow and PyTorch.",
        heading="Frameworks: TensorFlow, Keras and PyTorch",
        card="TensorFlow, Keras, PyTorch: the same network in each, and which one to learn first.",
        action="8 minutes: choose your first framework",
        invitation="Next: the tools that networks are made with",
    ),
    Page(
        part="Reference",
        name="glossary",
        title="Glossary",
        icon="menu_book",
        about="Look up a word, and see it move.",
        heading="Glossary: the words of this course",
        card="Each word in a sentence or two, with a link to where you can see it move.",
        action="Look up a word",
        invitation="Next: all the words of this course",
    ),
)
PATH = PAGES[1:]  # what Home leads to


def after(page: Page) -> Page:
    """The page that the end of this one leads to: from the last one, back to Home."""
    return PAGES[(PAGES.index(page) + 1) % len(PAGES)]


def page_at(url_path: str) -> Page:
    """The page with this address. KeyError if there is none."""
    return {page.url_path: page for page in PAGES}[url_path]
