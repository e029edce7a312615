"""A measurement of the 1s and of the other digits, with a rule's limit."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from components.charts.palette import NEGATIVE, NEUTRAL, POSITIVE

BINS = 25
WIDTH, HALF = 400, 60


@dataclass(frozen=True)
class Heights:
    """The share of the 1s and of the others in each bin, (BINS,) each; what lies beyond the picture is in the last."""

    ones: NDArray[np.float64]
    others: NDArray[np.float64]


def heights(values: NDArray[np.float64], is_one: NDArray[np.bool_], most: float) -> Heights:
    """Count the values (n,) in BINS equal bins from 0 to `most`, as shares within each of the two groups."""
    edges = np.linspace(0, most, BINS + 1)
    clipped = np.minimum(values, most)
    ones, others = (np.histogram(clipped[group], edges)[0] / group.sum() for group in (is_one, ~is_one))
    return Heights(ones, others)


def limit_svg(shown: Heights, limit: float, passes_above: bool) -> str:
    """The 1s as bars upwards, the others downwards; a line at the limit (0 to 1 of the width), and a grey ground over
    what the limit shuts out.
    """
    tallest = max(shown.ones.max(), shown.others.max())
    bar = WIDTH / BINS

    def bars(shares: NDArray[np.float64], upwards: bool) -> str:
        return " ".join(
            f"M{place * bar + 0.5:.1f} {HALF}v{(-1 if upwards else 1) * (HALF - 4) * share / tallest:.1f}"
            f"h{bar - 1:.1f}V{HALF}Z"
            for place, share in enumerate(shares.tolist())
            if share > 0
        )

    x = limit * WIDTH
    left, width = (0.0, x) if passes_above else (x, WIDTH - x)
    line_x = min(max(x, 1.5), WIDTH - 1.5)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {2 * HALF}">'
        f'<rect x="{left:.1f}" width="{width:.1f}" height="{2 * HALF}" fill="{NEUTRAL}" fill-opacity="0.28"/>'
        f'<path d="{bars(shown.ones, True)}" fill="{POSITIVE}"/>'
        f'<path d="{bars(shown.others, False)}" fill="{NEGATIVE}"/>'
        f'<path d="M0 {HALF}H{WIDTH}" stroke="{NEUTRAL}" stroke-width="1.5"/>'
        f'<path d="M{line_x:.1f} 0V{2 * HALF}" stroke="{NEUTRAL}" stroke-width="3"/></svg>'
    )
