"""What the page has to say of the digit that is read, below the first screen."""

from components.ml.mnist import Mnist
from components.ui.common.digit_source import Shown
from components.ui.common.which_network import Reader
from components.ui.look_inside.evaluation import show_evaluation
from components.ui.look_inside.maps import show_maps
from components.ui.look_inside.nearest import show_nearest
from components.ui.look_inside.pixels_that_matter import show_pixels_that_matter
from components.ui.look_inside.who_speaks import show_who_speaks


def show_below(shown: Shown, network: Reader, mnist: Mnist) -> None:
    """Which pixels matter and which units speak for it, and how good the network is on the whole."""
    show_pixels_that_matter(shown, network)
    show_who_speaks(shown, network)
    show_nearest(shown, network, mnist.train)
    show_maps(shown, network, mnist.test)
    show_evaluation(shown, network, mnist.test)
