"""Training beside inference: the same way forward, and for training a way back. HTML, as the neuron card."""

from components.charts.palette import NEGATIVE, POSITIVE

_TRAINING = ("a batch of digits", "network", "answers", "loss", "gradients")
_INFERENCE = ("one digit", "network", "answer")


def training_and_inference() -> str:
    """Two rows of boxes with arrows."""
    return (
        '<div style="display:grid;gap:14px;line-height:1.25;font-size:0.9rem">'
        f"{_row('Training', _TRAINING, 'new weights, next batch', '↺', NEGATIVE)}"
        f"{_row('Inference', _INFERENCE, 'the weights stay', '■', POSITIVE)}</div>"
    )


def _row(title: str, boxes: tuple[str, ...], end: str, sign: str, colour: str) -> str:
    chain = "<div>→</div>".join(f'<div style="{_BOX};border-color:{colour}">{box}</div>' for box in boxes)
    label = f"{title}: {', then '.join(boxes)}. {end.capitalize()}."
    return (
        f'<div role="img" aria-label="{label}" style="display:flex;flex-wrap:wrap;gap:8px;align-items:center">'
        f'<b style="width:5.5rem">{title}</b>{chain}<div>{sign} {end}</div></div>'
    )


_BOX = "padding:8px 10px;border:2px solid;border-radius:8px"
