"""Was that luck? The same experiment with other seeds."""

import statistics

import streamlit as st

from components.charts.sklearn_perceptron import luck_figure
from components.ml.classification_data import DataSettings
from components.ml.sklearn_perceptron import PerceptronSettings, by_luck
from components.ui.common.show import chart

SEEDS = range(30)
_cached = st.cache_data(max_entries=200, show_spinner="30 seeds are tried …")(by_luck)


def show_luck(data: DataSettings, settings: PerceptronSettings, own: float) -> None:
    """What other seeds make of the same examples, and whether one's own accuracy is out of the ordinary."""
    luck = st.expander("Was that luck?", icon=":material/casino:", key="luck", on_change="rerun")
    with luck:
        if not luck.open:
            return
        accuracies = _cached(data, settings, SEEDS)
        mean, spread = statistics.mean(accuracies), statistics.stdev(accuracies)
        low, high = min(accuracies), max(accuracies)
        chart(luck_figure(accuracies, own), key="luck_figure", alt=f"30 test accuracies from {low:.3f} to {high:.3f}.")
        away = abs(own - mean)
        verdict = "nothing unusual" if away <= 2 * spread else "out of the ordinary"
        st.markdown(
            f"The same examples, split and shuffled with 30 other seeds, gave {low:.3f} to {high:.3f}, on average "
            f"{mean:.3f} ± {spread:.3f}. Yours, {own:.3f}, is {verdict}. A setting whose accuracy differs by less than "
            f"about {2 * spread:.3f} may only have been lucky."
        )
