"""A rule that fits in one line of code."""

import streamlit as st

from components.charts.html import div, picture_of
from components.charts.palette import POSITIVE
from components.ui.common.program import program
from components.ui.common.settings import Range

SCALE = 10  # pixels
LENGTH = Range("a_length", "Length", 5, 1, 20, 1)
WIDTH = Range("a_width", "Width", 3, 1, 20, 1)


@st.fragment
def area() -> None:
    """Two sliders, the rectangle and the line."""
    controls, picture = st.columns(2, gap="large", vertical_alignment="center")
    with controls:
        length = LENGTH.show()
        width = WIDTH.show()
    with picture:
        st.markdown(f"**{length} × {width} = {length * width}**")
        # The frame keeps its height, so that nothing below it jumps.
        style = f"width:{length * SCALE}px;height:{width * SCALE}px;border:2px solid {POSITIVE};background:{POSITIVE}33"
        rectangle = picture_of(f"A rectangle, {length} long and {width} wide.", "", f"box-sizing:border-box;{style}")
        st.html(div(f"height:{20 * SCALE}px", rectangle))
    st.code(program("area", length=length, width=width), language="python")
