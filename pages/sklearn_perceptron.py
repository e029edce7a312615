from dataclasses import asdict

import streamlit as st

from components.charts.confusion import confusion_table
from components.charts.sklearn_perceptron import accuracy_by_epoch, boundary_figure, weights_figure
from components.ml.sklearn_perceptron import DataSettings, ImpossibleExperiment, PerceptronSettings, run
from components.ml.stopping import Reason, explain
from components.ui.common.frame import next_page, page_header
from components.ui.common.program import program
from components.ui.common.progress import remember
from components.ui.common.show import chart, show_code
from components.ui.common.words import linked
from components.ui.instruments.neuron import show_neuron
from components.ui.playground.settings import EXAMPLE, data_settings, perceptron_settings

page_header(
    "[scikit-learn][scikit-learn]'s Perceptron finds the [weights][weight] from [examples][example]. Change a setting "
    "and see what it does to the [accuracy][accuracy]. "
    "Try this first: set **Features** to 2 to see its line, then move **Class separation**."
)

cached_run = st.cache_data(max_entries=200, show_spinner="scikit-learn is learning …")(run)

figures = st.container()
learning, examples = st.columns([2, 1], gap="large")
with learning:
    st.markdown("**How it learns**")
    settings = perceptron_settings()
with examples:
    st.markdown("**What it learns from**")
    data = data_settings()

try:
    result = cached_run(data, settings)
except ImpossibleExperiment as problem:
    st.error(f"{problem} Change a setting above to go on.")
    st.stop()

course = cached_run(DataSettings(), PerceptronSettings()).test_accuracy
if data == DataSettings() and settings != PerceptronSettings():
    reached = f"{result.test_accuracy:.3f}, where the course has {course:.3f}"
    remember("sklearn_perceptron", f"reached a test accuracy of {reached}", score=result.test_accuracy)

with figures, st.grid(3, min_column_width=150):
    st.metric("Test accuracy", f"{result.test_accuracy:.3f}", border=True)
    st.metric("Train accuracy", f"{result.train_accuracy:.3f}", border=True)
    st.metric("Epochs used (n_iter_)", result.epochs, border=True)
why = explain(result.stopped, settings.max_iter, settings.tol, settings.early_stopping)
(figures.warning if result.stopped is Reason.CUT_SHORT else figures.markdown)(why)
for warning in result.warnings:
    figures.warning(warning)

if data.n_features == 2:
    st.subheader("Decision boundary")
    chart(
        boundary_figure(result),
        key="boundary",
        alt=f"Both classes and the decision line; {result.test_accuracy:.1%} of the test points lie on the right side.",
    )
curve, confusion = st.columns(2, gap="medium")
with curve:
    st.subheader("Accuracy per epoch")
    chart(
        accuracy_by_epoch(result.curve),
        key="curve",
        alt=f"Accuracy epoch by epoch, ending at {result.test_accuracy:.3f} on the test data.",
    )
with confusion:
    st.subheader("Confusion matrix, test data")
    st.html(confusion_table(result.confusion.tolist(), "Each row is a class. Each column is what was answered."))

weights, neuron = st.columns(2, gap="medium")
with weights:
    st.subheader("What it has learned")
    chart(weights_figure(result), key="weights", alt="The learned weight of each feature, and the bias.")
with neuron:
    st.subheader("The neuron at work")
    number = EXAMPLE.show(high=len(result.data.y_test) - 1)
    unit = result.neuron(number)
    show_neuron(unit, "playground_neuron")
    st.caption(f"The right answer is {result.data.y_test[number]}.")

show_code(
    program("sklearn_perceptron", **(asdict(data) | asdict(settings))),
    "The course's script with your settings. It prints the test accuracy above, rounded to two decimals.",
)
with st.expander("What happens here", icon=":material/lightbulb:"):
    st.markdown(
        linked(
            "`make_classification` invents examples of two [classes][classification]. Three quarters are for learning, "
            "a quarter for the [test][test set]. For each training example the perceptron predicts the class. Where "
            "it is wrong, it moves the weights a little towards the right answer. One pass over all training examples "
            "is an **[epoch][epoch]**. It stops when 5 epochs in a row have not lowered the [loss][loss] by `tol`, "
            "or after `max_iter` epochs. With `early_stopping` it keeps a tenth of the training examples aside, does "
            "not learn from them, and watches its accuracy on them instead of the loss. "
            "What is set beforehand and not learned, such as `eta0`, is called a **[hyperparameter][hyperparameter]**."
        )
    )
next_page()
