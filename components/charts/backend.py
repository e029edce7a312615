"""Keras and its backend as a picture: a steering wheel, and the engine that it steers. HTML, as the neuron card."""

from html import escape

from components.charts.palette import NEGATIVE, NEUTRAL, POSITIVE


def describe(name: str, connected: bool, trains: bool) -> str:
    """The picture in words, for those who can't see it."""
    if not connected:
        return f"The steering wheel, Keras, is not connected to {name}. Nothing runs."
    jobs = "It trains and it infers." if trains else "It infers. It does not train."
    return f"The steering wheel, Keras, is connected to the engine, {name}. {jobs}"


def backend(name: str, connected: bool, trains: bool, infers: bool) -> str:
    """The wheel, the shaft, the engine with four cylinders, and the two jobs that it does or doesn't."""
    colour = POSITIVE if connected else NEUTRAL
    shaft = (
        f'<div style="flex:1;min-width:28px;height:8px;background:{colour}"></div>'
        if connected
        else f'<div style="flex:1;min-width:28px;text-align:center;border-bottom:4px dotted {colour}">✗</div>'
    )
    cylinders = "".join(
        f'<div style="width:16px;height:20px;border:3px solid {colour};border-bottom:0;'
        'border-radius:4px 4px 0 0"></div>'
        for _ in range(4)
    )
    edge = "solid" if connected else "dashed"
    return f"""<div role="img" aria-label="{escape(describe(name, connected, trains))}" \
style="display:flex;flex-wrap:wrap;align-items:center;gap:12px 20px;line-height:1.25;max-width:760px">
<div style="display:flex;align-items:center;flex:1;min-width:290px">
<div style="text-align:center">{_WHEEL}<b>Keras</b><div>steering wheel</div></div>
{shaft}
<div style="text-align:center">
<div style="display:flex;justify-content:space-evenly">{cylinders}</div>
<div style="padding:12px 16px;border:3px {edge} {colour};border-radius:8px"><b>{escape(name)}</b></div>
<div>engine</div></div>
</div>
<div style="display:grid;gap:8px">{_job("Training", trains)}{_job("Inference", infers)}</div>
</div>"""


def _spoke(turn: int) -> str:
    return (
        f'<div style="position:absolute;left:50%;top:50%;width:34px;height:7px;background:{POSITIVE};'
        f'transform-origin:0 50%;transform:translateY(-50%) rotate({turn}deg)"></div>'
    )


_WHEEL = (
    f'<div style="position:relative;width:88px;height:88px;margin:0 auto 4px;box-sizing:border-box;'
    f'border:9px solid {POSITIVE};border-radius:50%">{_spoke(0)}{_spoke(90)}{_spoke(180)}'
    f'<div style="position:absolute;left:50%;top:50%;width:22px;height:22px;border-radius:50%;background:{POSITIVE};'
    'transform:translate(-50%,-50%)"></div></div>'
)


def _job(name: str, does: bool) -> str:
    sign, colour = ("✓", POSITIVE) if does else ("✗", NEGATIVE)
    return (
        f'<div style="padding:8px 12px;border:2px {"solid" if does else "dashed"} {colour};border-radius:8px">'
        f"{sign} {name}</div>"
    )
