"""How much a network can take: accuracy on test digits that are spoiled more and more, beside another network's."""

from collections.abc import Sequence

import streamlit as st

from components.charts.digit_pictures import answer_strip
from components.charts.numbers import number, percent
from components.charts.spoiled import spoiled_figure
from components.ml.forward import Layer, predict
from components.ml.mnist import Split
from components.ml.spoiled import SPOILINGS
from components.ui.common.digit_source import Picture
from components.ui.common.settings import Choice
from components.ui.common.show import chart
from components.ui.look_inside.judged import convolves
from components.ui.look_inside.two_networks import other_network

KIND = Choice("spoiled_by", "Spoiled by", "noise", tuple(SPOILINGS))
# Test digits; of a network with convolutions, which is slower, fewer.
JUDGED, JUDGED_BY_CONVOLUTIONS = 1_000, 250


@st.cache_data(show_spinner=False, max_entries=60)
def _accuracies(layers: Sequence[Layer], kind: str, count: int, _test: Split) -> list[float]:
    spoiling, labels = SPOILINGS[kind], _test.labels[:count]
    return [
        float((predict(layers, spoiling.at(_test.pictures[:count], level)).argmax(axis=1) == labels).mean())
        for level in spoiling.levels
    ]


def show_spoiled(layers: Sequence[Layer], picture: Picture | None, label: int | None, test: Split) -> None:
    """The curves, and the digit itself at each level."""
    st.subheader("How much can it take?")
    kind = KIND.show()
    spoiling = SPOILINGS[kind]
    networks = {"this network": tuple(layers)}
    if (other := other_network(layers)) is not None:
        networks[other[0]] = tuple(other[1])
    count = JUDGED_BY_CONVOLUTIONS if any(map(convolves, networks.values())) else JUDGED
    accuracies = {name: _accuracies(one, kind, count, test) for name, one in networks.items()}
    told = "; ".join(
        f"{name}: {', '.join(f'{percent(one)} at {level:g}' for level, one in zip(spoiling.levels, each, strict=True))}"
        for name, each in accuracies.items()
    )
    curves, digit = st.columns(2, gap="medium")
    with curves:
        figure = spoiled_figure(spoiling.levels, accuracies, spoiling.unit)
        chart(figure, key="spoiled_figure", alt=f"Accuracy by {spoiling.unit}. {told}.")
    with digit:
        if picture is not None:
            spoiled = [spoiling.at(picture[None], level)[0] for level in spoiling.levels]
            read = [int(predict(layers, one[None])[0].argmax()) for one in spoiled]
            names = [number(level) for level in spoiling.levels]
            st.html(answer_strip(spoiled, [label] * len(read), read, names))
        st.caption(f"Accuracy on the first {count:,} test digits. {spoiling.unit.capitalize()}.")
