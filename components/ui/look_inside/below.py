"""What the page has to say of the digit that is read, beside its answer and below."""

from streamlit.delta_generator import DeltaGenerator

from components.ml.mnist import Mnist
from components.training.snapshot import Snapshot
from components.ui.common.digit_source import Shown
from components.ui.common.which_network import Reader
from components.ui.look_inside.clinic import show_clinic
from components.ui.look_inside.evaluation import show_evaluation
from components.ui.look_inside.pixels_that_matter import show_pixels_that_matter
from components.ui.look_inside.who_speaks import show_who_speaks


def show_below(
    shown: Shown, network: Reader, beside: DeltaGenerator, run: Snapshot | None, rewound: bool, mnist: Mnist
) -> None:
    """The clinic, which pixels matter and which units speak for it, and how good the network is on the whole."""
    show_clinic(shown, network, beside, run, rewound, mnist)
    show_pixels_that_matter(shown, network)
    show_who_speaks(shown, network)
    show_evaluation(network, mnist.test)
