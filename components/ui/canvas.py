"""The canvas to draw on. The only module that knows streamlit-drawable-canvas."""

from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont
from streamlit_drawable_canvas import st_canvas

from components.ml.drawing import BRUSH_WIDTH, CANVAS_HEIGHT, CANVAS_WIDTH, TOOLBAR_HEIGHT

_DRAWING = "drawing"


@st.cache_resource(max_entries=1, show_spinner=False)
def _paper() -> Image.Image:
    """Black paper with a frame that keeps the pen away from the component's toolbar in the top right corner.

    As a background it is not part of the drawing: in what comes back, alpha is the ink and nothing else.
    """
    paper = Image.new("RGB", (CANVAS_WIDTH, CANVAS_HEIGHT), "#26303a")
    pen = ImageDraw.Draw(paper)
    pen.rectangle((0, TOOLBAR_HEIGHT, CANVAS_WIDTH - 1, CANVAS_HEIGHT - 1), fill="#000000", outline="#8a97a3", width=2)
    pen.text(
        (12, TOOLBAR_HEIGHT / 2),
        "Draw a digit, 0 to 9, in here",
        fill="#d5dde4",
        font=ImageFont.load_default(16),
        anchor="lm",
    )
    return paper


def drawing_canvas() -> NDArray[np.uint8] | None:
    """Show the canvas and return its ink (height, width), 0 to 255; None as long as nothing was drawn.

    Streamlit forgets the canvas when the visitor leaves the page, and the component tells its picture only after
    the next stroke. So the last drawing is kept in the session, strokes and ink, and given back once a visit.
    """
    state: dict[str, Any] = st.session_state.setdefault(_DRAWING, {"strokes": None, "ink": None, "clears": 0})
    key = f"canvas_{st.session_state.get('visit', 0)}_{state['clears']}"
    if state.get("key") != key:
        state.update(key=key, initial=state["strokes"])
    result = st_canvas(
        stroke_width=BRUSH_WIDTH,
        stroke_color="#ffffff",
        background_image=_paper(),
        width=CANVAS_WIDTH,
        height=CANVAS_HEIGHT,
        # The same for as long as the visit lasts: given back anew, it would wipe out the strokes since.
        initial_drawing=state["initial"],
        return_image_data=True,
        key=key,
    )
    if result.image_data is not None:
        state.update(strokes=result.json_data, ink=np.asarray(result.image_data)[..., 3])
    ink: NDArray[np.uint8] | None = state["ink"]
    return ink


def clear_canvas() -> None:
    """Take new paper. For a button's callback."""
    state = st.session_state.get(_DRAWING)
    if state is not None:
        state.update(strokes=None, ink=None, clears=state["clears"] + 1)
