"""The network of two inputs, two hidden neurons and one output, drawn with its numbers."""

import plotly.graph_objects as go

from components.charts.numbers import number
from components.charts.palette import NEGATIVE, NODE, POSITIVE
from components.charts.plotly_style import along, styled
from components.ml.backpropagation import Phase, Round

PLACES = {"x1": (0.0, 1.0), "x2": (0.0, 0.0), "h1": (1.0, 1.0), "h2": (1.0, 0.0), "y": (2.0, 0.5)}
# Where the label of a weight or bias stands, in the picture's own units: on its edge, those of the crossing ones near
# their start, where they are apart.
LABELS = {
    ("x1", "h1"): (0.5, 1.13),
    ("x1", "h2"): (0.29, 0.71),
    ("x2", "h1"): (0.29, 0.29),
    ("x2", "h2"): (0.5, -0.13),
    ("h1", "y"): (1.55, 0.76),
    ("h2", "y"): (1.55, 0.24),
    ("", "h1"): (1.0, 1.32),
    ("", "h2"): (1.0, -0.32),
    ("", "y"): (2.0, 0.83),
}


def network_figure(shown: Round) -> go.Figure:
    """Weights on the edges, outputs in the circles; once they are known, gradients below the weights.

    After the update the weights are the new ones; outputs and gradients are still those that led to them.
    """
    figure = go.Figure()
    weights = _weights(shown)
    largest = max(abs(weight) for weight in weights)
    for edge, weight in zip(shown.edges, weights, strict=True):
        if edge.source:
            line = {"width": 1.5 + 4 * abs(weight) / largest, "color": POSITIVE if weight > 0 else NEGATIVE}
            ends = along([PLACES[edge.source], PLACES[edge.end]])
            figure.add_scatter(**ends, mode="lines", line=line, hoverinfo="skip")
        x, y = LABELS[edge.source, edge.end]
        gradient = f"<br>g {number(edge.gradient)}" if shown.phase >= Phase.BACKWARD else ""
        figure.add_annotation(
            x=x,
            y=y,
            text=f"{'w' if edge.source else 'b'} {number(weight)}{gradient}",
            showarrow=False,
            # White on a ground of its own: Streamlit's grey for a chart's text is too pale on white.
            font={"size": 13, "color": "#ffffff"},
            bgcolor=NODE,
            borderpad=3,
        )
    values = {"x1": shown.settings.x1, "x2": shown.settings.x2}
    if shown.phase >= Phase.FORWARD:
        values |= {unit.name: unit.output for unit in shown.units}
    figure.add_scatter(
        **along(list(PLACES.values())),
        mode="markers+text",
        marker={"size": 54, "color": NODE, "opacity": 1},
        text=[f"<b>{name}</b><br>{number(values[name]) if name in values else '?'}" for name in PLACES],
        textfont={"color": "#ffffff", "size": 13},
        hoverinfo="skip",
    )
    figure.update_layout(showlegend=False)
    x_axis, y_axis = ({"visible": False, "range": [low, high]} for low, high in ((-0.3, 2.3), (-0.5, 1.5)))
    return styled(figure, 340, x_axis, y_axis, l=0, r=0, t=0, b=0)


def _weights(shown: Round) -> list[float]:
    return [edge.updated if shown.phase is Phase.UPDATE else edge.weight for edge in shown.edges]


def describe_network(shown: Round) -> str:
    """The picture in words."""
    weights = ", ".join(
        f"{edge.name} {number(weight)}" for edge, weight in zip(shown.edges, _weights(shown), strict=True)
    )
    which = "New weights" if shown.phase is Phase.UPDATE else "Weights"
    text = f"A network with two inputs, two hidden neurons and one output. {which}: {weights}."
    old = " before the update" if shown.phase is Phase.UPDATE else ""
    if shown.phase >= Phase.FORWARD:
        text += f" Outputs{old}: " + ", ".join(f"{unit.name} {number(unit.output)}" for unit in shown.units) + "."
    if shown.phase >= Phase.BACKWARD:
        text += f" Gradients{old}: " + ", ".join(f"{edge.name} {number(edge.gradient)}" for edge in shown.edges) + "."
    return text
