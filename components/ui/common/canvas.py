"""The canvas to draw on, and what is drawn on it. The only module that knows streamlit-drawable-canvas."""

import base64
import io
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray
from PIL import Image, ImageDraw
from streamlit_drawable_canvas import st_canvas

from components.ml.drawing import BRUSH_WIDTH, CANVAS_SIDE
from components.ui.common.drawing_link import Stroke, canvas_object, decode, encode, paint, points_of
from components.ui.common.show import button
from components.ui.common.visitor import kept
from components.ui.instruments import instrument

_DRAWING = "drawing"
STROKES = "strokes"  # in the address

# In the session: how many times a stroke was read while it was being drawn. After so long, the browser no longer waits.
_ANSWERED, ANSWER_PATIENCE_MS = "pen_answered", 3_000

# The component's own undo and bin are instant, but they know nothing of what was drawn before the visitor left the
# page, and without a mouse nobody sees them. They are out of sight; where they know all that is drawn, the buttons
# below press them (components/ui/common/browser/canvas.js). The canvas is there a moment after this script.
_WITHOUT_TOOLS = """<script>{
    let looks = 600;
    const look = setInterval(() => {
        const tools = [...document.querySelectorAll(".st-key-paper *")]
            .map(element => element.shadowRoot?.querySelector(".dc-toolbar")).find(Boolean);
        tools?.style.setProperty("display", "none", "important");
        if (tools || !--looks) clearInterval(look);
    }, 50); // CANVAS
}</script>"""


@dataclass
class _Drawing:
    """What is on the paper. It is kept here and not in the component, which is gone as soon as it is not shown.

    `strokes` are the component's own objects, one for each stroke. `canvas` is the number of the canvas that is shown,
    and `given` what it began with.
    """

    strokes: list[dict[str, Any]] = field(default_factory=list)
    canvas: int = 0
    given: dict[str, Any] | None = None

    @property
    def key(self) -> str:
        return f"canvas_{self.canvas}"

    @property
    def address(self) -> str:
        return encode(self._points())

    def points(self) -> list[Stroke]:
        """Where the pen was, stroke by stroke, as its address says it: so a link is read just as the drawing was."""
        return decode(self.address) or self._points()

    def _points(self) -> list[Stroke]:
        return [points_of(each) for each in self.strokes]

    @property
    def has_older_strokes(self) -> bool:
        """Whether the canvas began with some."""
        return bool(self.given and self.given["objects"])

    def keep(self) -> None:
        """Keep what was drawn for the browser's next session, and for whoever gets its address. Copies: a second tab
        goes its own way.
        """
        kept()[_DRAWING] = tuple(self.strokes)
        self.tell_address()

    def tell_address(self) -> None:
        """Write the drawing into the address; also of a page that was left and is shown again."""
        if self.address:
            st.query_params[STROKES] = self.address
        else:
            st.query_params.pop(STROKES, None)

    def give_new_canvas(self) -> None:
        """The next canvas is another one, which begins with all that is drawn."""
        self.canvas += 1
        self.given = {"objects": self.strokes}


def _drawing() -> _Drawing:
    if _DRAWING not in st.session_state:
        # What the address asks for; or, after a refresh and a lost connection, what was drawn in this browser before.
        own = _Drawing(list(kept().get(_DRAWING, ())))
        asked = st.query_params.get(STROKES)
        st.session_state[_DRAWING] = own if asked in (None, own.address) else _from_address(asked) or own
    drawing: _Drawing = st.session_state[_DRAWING]
    return drawing


def _from_address(text: str) -> _Drawing | None:
    """The drawing that somebody sent; None if there is none in this text."""
    try:
        strokes = decode(text)
    except ValueError:
        return None
    return _Drawing([canvas_object(stroke) for stroke in strokes])


@st.cache_resource(max_entries=1, show_spinner=False)
def _paper() -> Image.Image:
    """Black paper with a frame. It is no part of the drawing: in what comes back, alpha is the ink and nothing else."""
    paper = Image.new("RGB", (CANVAS_SIDE, CANVAS_SIDE), "#000000")
    ImageDraw.Draw(paper).rectangle((0, 0, CANVAS_SIDE - 1, CANVAS_SIDE - 1), outline="#8a97a3", width=2)
    return paper


def drawing_canvas(full_screen: bool) -> NDArray[np.uint8] | None:
    """Show the canvas and its buttons, also that for the `full_screen` if the page has a stage for it; return its ink
    (height, width), 0 to 255, or None as long as there is none.

    A canvas begins with what it is given and reports nothing before the next stroke. Given something else later, it
    would lose the strokes since. So it gets a drawing once, and whenever a run of the page went by without it, which
    Streamlit tells by forgetting its key, there is a new canvas with what the old one had.
    """
    drawing = _drawing()
    if drawing.key not in st.session_state:
        drawing.give_new_canvas()
        drawing.tell_address()
    with st.container(key="paper", gap=None):
        result = st_canvas(
            stroke_width=BRUSH_WIDTH,
            stroke_color="#ffffff",
            background_image=_paper(),
            width=CANVAS_SIDE,
            height=CANVAS_SIDE,
            initial_drawing=drawing.given,
            key=drawing.key,
        )
        st.html(_WITHOUT_TOOLS.replace("CANVAS", drawing.key), unsafe_allow_javascript=True)
        so_far = _drawn_so_far()
    if result.json_data is not None and result.json_data["objects"] != drawing.strokes:
        so_far = None
        drawing.strokes = result.json_data["objects"]
        drawing.keep()
    with st.container(horizontal=True, key=None if drawing.has_older_strokes else "all_of_this_canvas"):
        button("Undo", "undo", "undo", _undo, disabled=not drawing.strokes)
        button("Clear", "delete", "clear", clear_drawing)
        if full_screen:  # the browser does it (components/ui/common/browser/full_screen.js)
            st.button("Full screen", icon=":material/fullscreen:", key="full_screen", help="Full screen")
    if so_far is not None or not drawing.strokes:
        return so_far
    return paint(drawing.points())


def _ink(png: bytes) -> NDArray[np.uint8]:
    """The canvas' alpha channel. ValueError, or an OSError, for what is no picture of it."""
    picture = Image.open(io.BytesIO(png), formats=["PNG"])
    if picture.mode != "RGBA" or picture.size != (CANVAS_SIDE, CANVAS_SIDE):
        raise ValueError("This is no picture of the canvas.")
    return np.asarray(picture)[..., 3]


def _drawn_so_far() -> NDArray[np.uint8] | None:
    """The ink with the stroke that is being drawn, if the browser has just told of it."""
    answered = st.session_state.get(_ANSWERED, 0)
    data = {"answered": answered, "side": CANVAS_SIDE, "patience": ANSWER_PATIENCE_MS}
    url = instrument("pen")(key="pen", data=data, on_ink_change=_count_answer).ink
    if not url:
        return None
    try:
        return _ink(base64.b64decode(str(url).partition(";base64,")[2]))
    except (ValueError, OSError):
        return None


def _count_answer() -> None:
    st.session_state[_ANSWERED] = st.session_state.get(_ANSWERED, 0) + 1


def _undo() -> None:
    """Take back the last stroke."""
    drawing = _drawing()
    drawing.strokes = drawing.strokes[:-1]
    drawing.keep()
    drawing.give_new_canvas()


def drawn_strokes() -> list[Stroke]:
    """Where the pen was, stroke by stroke."""
    return _drawing().points()


def clear_drawing() -> None:
    """Take the whole drawing off. For a callback."""
    drawing = _drawing()
    drawing.strokes = []
    drawing.keep()
    drawing.give_new_canvas()
