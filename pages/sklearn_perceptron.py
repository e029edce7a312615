import streamlit as st

from components.ui.common.frame import next_page, page_header
from components.ui.common.show import show_code
from components.ui.common.words import linked
from components.ui.playground.coach import show_coach
from components.ui.playground.comparison import keep_button, kept_result, show_comparison
from components.ui.playground.details import show_details
from components.ui.playground.experiment import show_experiment, show_why_it_stopped
from components.ui.playground.luck import show_luck
from components.ui.playground.other_models import show_other_models
from components.ui.playground.script import source_code
from components.ui.playground.settings import begin, course_button, show_settings
from components.ui.playground.tasks import show_tasks

page_header(
    "[scikit-learn][scikit-learn]'s Perceptron finds the [weights][weight] from [examples][example]. Press **Play**, "
    "or change a setting."
)
begin()
kept = kept_result()
picture, controls = st.columns([3, 2], gap="medium")
with controls:
    data, settings = show_settings()
    with st.container(horizontal=True, gap="small"):
        keep_button()
        course_button()
with picture, st.container(key="stays"):
    learned = show_experiment(data, settings, kept)
if learned is not None:
    show_why_it_stopped(learned.result, settings)
    show_coach(data, settings, learned.result)
    if kept:
        show_comparison(kept, data, learned.then)
    show_tasks(data, settings, learned.result)
    show_details(learned)
    show_luck(data, settings, learned.result.test_accuracy)
    show_other_models(data, settings)
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
