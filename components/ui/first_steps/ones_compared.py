"""What others make of "is it a 1?": a neuron with the same three numbers, and the course's network."""

import streamlit as st

from components.charts.digit_pictures import enlarged, png_url
from components.ml.mnist import Split
from components.ml.one_rule import COURSE_NETWORK, LearnedNeuron, Measurements, OneRule, Score, learn_neuron, score
from components.ui.common.show import show_table
from components.ui.instruments.neuron import show_neuron


@st.cache_resource(max_entries=1, show_spinner="A neuron is learning from the same three numbers …")
def _learned(_train: Measurements) -> LearnedNeuron:
    """Once per server: the training digits are always the same."""
    return learn_neuron(_train)


def show_others(digits: Split, rule: OneRule, train: Measurements, test: Measurements) -> None:
    """The rule, a neuron and the network on the test digits; and the neuron at work."""
    neuron = _learned(train)
    mine = score(rule.answers(test), test.is_one)
    rows = {
        "Never says 1": Score(mine.pictures, mine.ones, mine.pictures - mine.ones, 0, 0),
        "Your rule": mine,
        "One neuron that learned from the same three numbers": score(neuron.answers(test), test.is_one),
        "The course's network, all 784 pixels": COURSE_NETWORK,
    }
    show_table(
        {
            "": list(rows),
            "right, of 100": [f"{100 * row.right / row.pictures:.1f}" for row in rows.values()],
            "1s found": [f"{row.found:,} of {row.ones:,}" for row in rows.values()],
            "false alarms": [f"{row.false_alarms:,}" for row in rows.values()],
        },
        alt="What your rule, one neuron and a network reach on the test digits.",
    )
    st.markdown(
        "All four are scored on MNIST's 10,000 **test digits**. Your limits and the neuron's weights come from the "
        "60,000 training digits. The neuron learned on this server. It does about as well as a good rule, and hardly "
        "better: three numbers say only so much. The network gets **all the pixels**, and finds out by itself what to "
        "look for."
    )
    st.caption(
        "The network was trained and scored once, with the first settings of the page Train and draw. "
        "It tells all ten digits apart. Here only 1 or not 1 counts."
    )
    first = int(train.is_one.argmax())
    unit = neuron.at_work(train, first)
    st.markdown(
        "**The neuron at work** on the first 1 among the training digits. Its activation function, sigmoid, turns the "
        "sum into a number from 0 to 1. Above 0.5 means: a 1."
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.image(png_url(enlarged(digits.pictures[first], 4)), width=84, alt="The first handwritten 1.")
        show_neuron(unit, "learned_neuron")
    st.caption("It finds this 1." if unit.output > 0.5 else "It misses this 1, which leans over.")


def band(result: Score) -> str:
    """Which answer to the question the score is."""
    share = 100 * result.right / result.pictures
    return "More than 99" if share > 99 else "About 97" if share > 96 else "About 95"
