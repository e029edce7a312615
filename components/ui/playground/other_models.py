"""The Perceptron beside other models on the same data."""

import statistics

import streamlit as st

from components.charts.regions import regions_figure
from components.ml.classification_data import DataSettings, make_data
from components.ml.other_models import MODELS, SAME, STRAIGHT, Region, region, score
from components.ml.sklearn_perceptron import PerceptronSettings
from components.ui.common.background import show_job
from components.ui.common.show import chart, show_table
from components.ui.common.site import page_at

SPLITS = range(5)
# A border that bends is said to be needed where it brings so much more accuracy.
MUCH_BETTER = 0.04


def show_other_models(data: DataSettings, settings: PerceptronSettings) -> None:
    """A table of accuracies, the borders where there are two features, and whether a straight line can do it."""
    others = st.expander("Compared with other models", icon=":material/compare:", key="others", on_change="rerun")
    with others:
        if not others.open:
            return
        st.markdown(
            "Five splits of the same examples: the mean test accuracy, its standard deviation, and the time of one fit."
        )
        calls = [(name, data, settings, split) for split in SPLITS for name in MODELS]
        show_job("models_job", (data, settings), score, calls, _show_scores, "Models and splits tried")
        part = make_data(data)
        if part.x_test.shape[1] == 2:

            def show_regions(found: list[Region]) -> None:
                names = ", ".join(each.name for each in found)
                alt = f"The same plane for {names}: where each answers 0 and where 1."
                chart(regions_figure(found, part), key="regions", alt=alt)

            planes = [(name, data, settings) for name in MODELS if name != SAME]
            show_job("regions_job", (data, settings), region, planes, show_regions, "Borders drawn")


def _show_scores(found: list[tuple[float, float]]) -> None:
    """As far as all models have been tried as often."""
    rounds = len(found) // len(MODELS)
    if rounds < 2:
        return
    tries = {name: found[place : rounds * len(MODELS) : len(MODELS)] for place, name in enumerate(MODELS)}
    accuracies = {name: [accuracy for accuracy, _ in tried] for name, tried in tries.items()}
    means = {name: statistics.mean(each) for name, each in accuracies.items()}
    times = [1000 * statistics.median(seconds for _, seconds in tried) for tried in tries.values()]
    show_table(
        {
            "model": list(MODELS),
            "border": ["straight" if name in STRAIGHT else "may bend" for name in MODELS],
            "test accuracy": [f"{means[name]:.3f} ± {statistics.stdev(accuracies[name]):.3f}" for name in MODELS],
            "time": [f"{milliseconds:.1f} ms" for milliseconds in times],
        }
    )
    if rounds < len(SPLITS):
        return
    straight, bent = (
        max(mean for name, mean in means.items() if (name in STRAIGHT) is border) for border in (True, False)
    )
    if bent - straight > MUCH_BETTER:
        st.markdown(
            f"**Here a straight border can't do it:** the best of those reaches {straight:.3f}, a border that may "
            f"bend {bent:.3f}. No setting of the Perceptron changes that; a hidden layer does."
        )
        plane = page_at("plane")
        st.page_link(plane.script, label="See a hidden layer bend it", icon=":material/arrow_forward:")
    else:
        st.markdown(
            f"Here a straight border is enough: the best of those reaches {straight:.3f}, the best of those that "
            f"may bend {bent:.3f}."
        )
    st.caption("SGDClassifier with the perceptron's loss is the Perceptron under its general name: the same numbers.")
