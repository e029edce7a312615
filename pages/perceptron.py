import streamlit as st

from components.ui.common.frame import next_page, page_header
from components.ui.common.words import linked
from components.ui.perceptron.decision import decision
from components.ui.perceptron.gates import gates
from components.ui.perceptron.learning_rule import learning_rule
from components.ui.perceptron.xor import xor_network

page_header(
    "A [neuron][neuron] weighs what comes in, adds it up, and answers yes or no. Move a switch and watch it decide."
)

st.header("A decision you already make", anchor="decision")
decision()

st.header("Gates by hand", anchor="gates")
st.markdown(
    linked(
        "The same neuron with two inputs. Move the [weights][weight] and the [bias][bias] until it answers all four "
        "like the [gate][logic gate]."
    )
)
gates()
with st.expander("What the picture shows", icon=":material/lightbulb:"):
    st.markdown(
        linked(
            "The neuron multiplies each input by its weight, adds the bias, and gets the sum **[z][sum z]**. "
            "The [step rule][step function] answers 1 when z is 0 or more, and 0 otherwise. "
            "The points where z is exactly 0 lie on a straight line. The weights turn that line, "
            "the bias moves it, and the shaded side is where the neuron answers 1. "
            "For AND, OR, NAND and NOR one line separates the 1s from the 0s. For XOR no line does: "
            "one reason why networks have layers."
        )
    )

st.header("Let it learn", anchor="learn")
st.markdown(
    linked(
        "Now the neuron finds the weights by itself, by the [learning rule][perceptron learning rule]. It looks at one "
        "point after another. After a wrong answer, it moves its line a little, towards the right answer."
    )
)
learning_rule()

st.header("The XOR wall falls", anchor="the-xor-wall-falls")
st.markdown(
    linked(
        "One line can't separate [XOR][XOR]'s points. Two neurons, a [hidden layer][hidden layer], draw two lines. "
        "A third one takes their answers as its inputs."
    )
)
xor_network()
next_page()
