import streamlit as st

from components.charts.confusion import confusion_table
from components.charts.sklearn_perceptron import accuracy_by_epoch, weights_figure
from components.ml.classification_data import KINDS, DataSettings
from components.ml.sklearn_perceptron import ImpossibleExperiment, PerceptronSettings
from components.ml.stopping import Reason, explain
from components.ui.common.frame import next_page, page_header
from components.ui.common.progress import remember
from components.ui.common.show import chart, show_code
from components.ui.common.words import linked
from components.ui.instruments.neuron import show_neuron
from components.ui.playground.experiment import cached_run, show_epochs, show_figures, show_picture
from components.ui.playground.luck import show_luck
from components.ui.playground.other_models import show_other_models
from components.ui.playground.script import source_code
from components.ui.playground.settings import EXAMPLE, begin, course_button, show_settings

page_header(
    "[scikit-learn][scikit-learn]'s Perceptron finds the [weights][weight] from [examples][example]. Press **Play**, "
    "or change a setting."
)
begin()
picture, controls = st.columns([3, 2], gap="medium")
with controls:
    data, settings = show_settings()
    course_button()
try:
    result = cached_run(data, settings)
except ImpossibleExperiment as problem:
    picture.error(f"{problem} Change a setting to go on.")
    st.stop()
classes = KINDS[data.kind].classes
with picture:
    figures, plane = st.container(), st.container()
    then = show_epochs(result, data, settings)
    with figures:
        show_figures(then)
    with plane:
        show_picture(then, classes)
    why = explain(result.stopped, settings.max_iter, settings.tol, settings.early_stopping)
    (st.warning if result.stopped is Reason.CUT_SHORT else st.markdown)(why)
    for warning in result.warnings:
        st.warning(warning)

course = cached_run(DataSettings(), PerceptronSettings()).test_accuracy
if data == DataSettings() and settings != PerceptronSettings():
    reached = f"{result.test_accuracy:.3f}, where the course has {course:.3f}"
    remember("sklearn_perceptron", f"reached a test accuracy of {reached}", score=result.test_accuracy)

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
    st.html(
        confusion_table(
            then.confusion.tolist(),
            f"Each row is a class, 0 {classes[0]} or 1 {classes[1]}. Each column is what was answered.",
        )
    )
show_luck(data, settings, result.test_accuracy)
show_other_models(data, settings)

weights, neuron = st.columns(2, gap="medium")
with weights:
    st.subheader("What it has learned")
    chart(weights_figure(then), key="weights", alt="The learned weight of each feature, and the bias.")
with neuron:
    st.subheader("The neuron at work")
    number = EXAMPLE.show(high=len(result.data.y_test) - 1)
    show_neuron(then.neuron(number), "playground_neuron")
    st.caption(f"The right answer is {result.data.y_test[number]}.")

show_code(
    source_code(data, settings),
    "The course's script with your data and settings. It prints the test accuracy above, rounded to two decimals.",
)
with st.expander("What happens here", icon=":material/lightbulb:"):
    st.markdown(
        linked(
            "The data are examples of two [classes][classification]. Three quarters are for learning, a quarter for "
            "the [test][test set]. For each training example the perceptron predicts the class. Where it is wrong, it "
            "moves the weights a little towards the right answer. One pass over all training examples is an "
            "**[epoch][epoch]**. It stops when 5 epochs in a row have not lowered the [loss][loss] by `tol`, or after "
            "`max_iter` epochs. With `early_stopping` it keeps a tenth of the training examples aside, does not learn "
            "from them, and watches its accuracy on them instead of the loss. What is set beforehand and not learned, "
            "such as `eta0`, is called a **[hyperparameter][hyperparameter]**."
        )
    )
next_page()
