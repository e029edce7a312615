"""Keras and its backend as a picture: a steering wheel, and the engine that it steers."""

from html import escape

from components.charts.html import box, circle, div, picture_of
from components.charts.palette import NEGATIVE, NEUTRAL, POSITIVE


def describe_backend(name: str, connected: bool, trains: bool) -> str:
    """The picture in words."""
    if not connected:
        return f"The steering wheel, Keras, is not connected to {name}. Nothing runs."
    jobs = "It trains and it infers." if trains else "It infers. It does not train."
    return f"The steering wheel, Keras, is connected to the engine, {name}. {jobs}"


def backend(name: str, connected: bool, trains: bool, infers: bool) -> str:
    """The wheel, the shaft, the engine with four cylinders, and the two jobs that it does or doesn't."""
    colour, line = (POSITIVE, "solid") if connected else (NEUTRAL, "dashed")
    shaft = (
        div(f"flex:1;min-width:28px;height:8px;background:{colour}")
        if connected
        else div(f"flex:1;min-width:28px;text-align:center;border-bottom:4px dotted {colour}", "✗")
    )
    cylinder = div(f"width:16px;height:20px;border:3px solid {colour};border-bottom:0;border-radius:4px 4px 0 0")
    engine = (
        div("display:flex;justify-content:space-evenly", 4 * cylinder)
        + box(f"<b>{escape(name)}</b>", colour, 3, line, padding="12px 16px")
        + "<div>engine</div>"
    )
    wheel = div("text-align:center", f"{_WHEEL}<b>Keras</b><div>steering wheel</div>")
    car = div(
        "display:flex;align-items:center;flex:1;min-width:290px", wheel + shaft + div("text-align:center", engine)
    )
    jobs = div("display:grid;gap:8px", _job("Training", trains) + _job("Inference", infers))
    style = "display:flex;flex-wrap:wrap;align-items:center;gap:12px 20px;line-height:1.25;max-width:760px"
    return picture_of(describe_backend(name, connected, trains), car + jobs, style)


def _job(name: str, does: bool) -> str:
    return box(f"✓ {name}", POSITIVE) if does else box(f"✗ {name}", NEGATIVE, line="dashed")


_MIDDLE = f"position:absolute;left:50%;top:50%;background:{POSITIVE}"
_SPOKES = "".join(
    div(f"{_MIDDLE};width:34px;height:7px;transform-origin:0 50%;transform:translateY(-50%) rotate({turn}deg)")
    for turn in (0, 90, 180)
)
_WHEEL = circle(
    88,
    f"position:relative;margin:0 auto 4px;border:9px solid {POSITIVE}",
    _SPOKES + circle(22, f"{_MIDDLE};transform:translate(-50%,-50%)"),
)
