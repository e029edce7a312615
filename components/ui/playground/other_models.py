"""The Perceptron beside other models on the same data."""

import streamlit as st

from components.charts.regions import regions_figure
from components.ml.classification_data import DataSettings, make_data
from components.ml.other_models import STRAIGHT, compare, regions
from components.ml.sklearn_perceptron import PerceptronSettings
from components.ui.common.show import chart

SPLITS = range(5)
# A border that bends is said to be needed where it brings so much more accuracy.
MUCH_BETTER = 0.04
_compared = st.cache_data(max_entries=100, show_spinner="Seven models learn, five times each …")(compare)
_regions = st.cache_data(max_entries=50, show_spinner="Their borders are drawn …")(regions)


def show_other_models(data: DataSettings, settings: PerceptronSettings) -> None:
    """A table of accuracies, the borders where there are two features, and whether a straight line can do it."""
    others = st.expander("Beside other models", icon=":material/compare:", key="others", on_change="rerun")
    with others:
        if not others.open:
            return
        scores = _compared(data, settings, SPLITS)
        st.markdown(
            "Five splits of the same examples: the mean test accuracy, its standard deviation, and the time of one fit."
        )
        st.table(
            {
                "model": [score.name for score in scores],
                "border": ["straight" if score.name in STRAIGHT else "may bend" for score in scores],
                "test accuracy": [f"{score.mean:.3f} ± {score.spread:.3f}" for score in scores],
                "time": [f"{1000 * score.seconds:.1f} ms" for score in scores],
            },
            hide_index=True,
        )
        straight, bent = (
            max(score.mean for score in scores if (score.name in STRAIGHT) is straight) for straight in (True, False)
        )
        if bent - straight > MUCH_BETTER:
            st.markdown(
                f"**Here a straight border can't do it:** the best of those reaches {straight:.3f}, a border that may "
                f"bend {bent:.3f}. No setting of the Perceptron changes that; a hidden layer does."
            )
        else:
            st.markdown(
                f"Here a straight border is enough: the best of those reaches {straight:.3f}, the best of those that "
                f"may bend {bent:.3f}."
            )
        st.caption(
            "SGDClassifier with the perceptron's loss is the Perceptron under its general name: the same numbers."
        )
        part = make_data(data)
        if part.x_test.shape[1] == 2:
            found = _regions(data, settings)
            names = ", ".join(region.name for region in found)
            chart(
                regions_figure(found, part),
                key="regions",
                alt=f"The same plane for {names}: where each answers 0 and where 1.",
            )
