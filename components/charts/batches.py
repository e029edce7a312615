"""Training beside inference: the same way forward, and for training a way back."""

from components.charts.html import ARROW, box, div, picture_of
from components.charts.palette import NEGATIVE, POSITIVE


def training_and_inference() -> str:
    """Two rows of boxes with arrows."""
    training = ("a batch of digits", "network", "answers", "loss", "gradients")
    rows = _row("Training", training, "new weights, next batch", "↺", NEGATIVE)
    rows += _row("Inference", ("one digit", "network", "answer"), "the weights stay", "■", POSITIVE)
    return div("display:grid;gap:14px;line-height:1.25;font-size:0.9rem", rows)


def _row(title: str, boxes: tuple[str, ...], end: str, sign: str, colour: str) -> str:
    chain = ARROW.join(box(text, colour, padding="8px 10px") for text in boxes)
    return picture_of(
        f"{title}: {', then '.join(boxes)}. {end.capitalize()}.",
        f'<b style="width:5.5rem">{title}</b>{chain}<div>{sign} {end}</div>',
        "display:flex;flex-wrap:wrap;gap:8px;align-items:center",
    )
