"""Which pixels matter: the digit, coloured by what the answer loses where a patch is wiped off."""

import numpy as np
import streamlit as st

from components.charts.digit_pictures import enlarged, png_url
from components.charts.numbers import percent
from components.charts.occlusion import occlusion_picture
from components.ml.forward import predict
from components.ml.occlusion import PATCH, occlusion
from components.ui.common.digit_source import Picture, Shown
from components.ui.common.settings import Choice
from components.ui.common.which_network import Reader

READ = "the one that is read"
FOR = Choice("matters_for", "For which digit?", READ, (READ, *map(str, range(10))))
SIDE = 8


def show_pixels_that_matter(shown: Shown, network: Reader) -> None:
    """For the digit that is read, or any other; nothing as long as there is nothing to look at."""
    if len(shown.pictures) != 1 or not network.layers:
        return
    st.subheader("Which pixels matter?")
    picture: Picture = shown.pictures[0]
    (probabilities,) = predict(network.layers, picture[None])
    wanted = FOR.show()
    digit = int(probabilities.argmax()) if wanted == READ else int(wanted)
    falls = occlusion(network.layers, picture, digit)
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        st.image(png_url(enlarged(picture, SIDE)), width=28 * SIDE, alt="The digit as the network gets it.")
        about = f"The same digit, coloured by what each place does for the {digit}."
        st.image(png_url(enlarged(occlusion_picture(picture, falls), SIDE)), width=28 * SIDE, alt=about)
        with st.container(width="stretch"):
            row, column = np.unravel_index(falls.argmax(), falls.shape)
            st.markdown(
                f"A patch of {PATCH} × {PATCH} pixels is wiped off, everywhere in turn. **Blue**: without it, {digit} "
                "becomes less likely. **Orange**: without it, more likely. Most of all it needs the ink around row "
                f"{row}, column {column}: without it, the probability of {digit} falls from "
                f"{percent(float(probabilities[digit]))} to {percent(float(probabilities[digit] - falls.max()))}, on "
                "average over all patches there."
            )
