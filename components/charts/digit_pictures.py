"""Pictures of digits: one enlarged, and a strip of them with what the network reads in each."""

import base64
import io
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from components.charts.html import div
from components.charts.palette import WRONG

Picture = NDArray[np.uint8]


def enlarged(picture: Picture, times: int) -> Picture:
    """Every pixel of (28, 28) as a square of `times` by `times`: no smoothing, so the pixels can be seen."""
    return picture.repeat(times, axis=0).repeat(times, axis=1)


def sheet(pictures: Picture, across: int) -> Picture:
    """Pictures (n, h, w), or (n, h, w, 4) in colour, as one, `across` in each row. n / across is whole."""
    n, height, width, *colour = pictures.shape
    rows = pictures.reshape(n // across, across, height, width, *colour).swapaxes(1, 2)
    return rows.reshape(n // across * height, across * width, *colour)


def png_url(picture: Picture) -> str:
    """The picture, grey or coloured, as a data URL: exact, and never gone before the browser has asked for it."""
    buffer = io.BytesIO()
    # Of coloured tiles as small as with the usual 6, in a third of the time.
    Image.fromarray(picture).save(buffer, format="PNG", compress_level=3)
    return "data:image/png;base64," + base64.b64encode(buffer.getvalue()).decode()


def answer_strip(
    pictures: Sequence[Picture], labels: Sequence[int | None], answers: Sequence[int], names: Sequence[str] = ()
) -> str:
    """HTML: each picture with the network's answer below, marked right or wrong by a sign, in words, and by colour, and
    with its name, if it has one. Where there is no label, nobody knows what is right, and nothing is marked.

    Without answers, before the first report, the pictures stand alone.
    """
    cells = ""
    for index, (picture, label) in enumerate(zip(pictures, labels, strict=True)):
        text, words, colour = "?", f"a handwritten {label}, not read yet", "transparent"
        if answers and label is None:
            text, words = f"{answers[index]}", f"read as {answers[index]}"
        elif answers:
            right = answers[index] == label
            text = f"{'✓' if right else '✗'} {answers[index]}"
            words = f"a handwritten {label}, read as {answers[index]}: {'right' if right else 'wrong'}"
            colour = "transparent" if right else WRONG
        cell = pixels(picture, words, f"border:3px solid {colour};margin:0 auto") + text
        if names:
            cell += div("font-weight:400;font-size:0.75rem;line-height:1.2;width:78px", names[index])
        cells += div("text-align:center;font-weight:600", cell)
    return div("display:flex;flex-wrap:wrap;gap:8px", cells)


def labelled_strip(pictures: Sequence[Picture], labels: Sequence[int], remarks: Sequence[str]) -> str:
    """HTML: each picture with a remark below."""
    cells = "".join(
        div("font-size:0.85rem;line-height:1.2;width:82px", pixels(picture, f"A handwritten {label}") + remark)
        for picture, label, remark in zip(pictures, labels, remarks, strict=True)
    )
    return div("display:flex;flex-wrap:wrap;gap:10px 6px", cells)


def pixels(picture: Picture, alt: str, style: str = "margin:0 0 4px", side: int = 56) -> str:
    """HTML: the picture, `side` CSS pixels wide, with its own pixels to be seen."""
    return (
        f'<img src="{png_url(picture)}" alt="{alt}" title="{alt}" width="{side}" height="{side}" '
        f'style="image-rendering:pixelated;border-radius:6px;display:block;{style}">'
    )
