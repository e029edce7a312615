import streamlit as st

from components.charts.digit_counts import digit_counts
from components.charts.numbers import a_digit
from components.ml.mnist import DOUBTED_LABELS, one_hot
from components.ui.common.frame import next_page, page_header
from components.ui.common.mnist import mnist_or_stop
from components.ui.common.own_network import await_network
from components.ui.common.program import program
from components.ui.common.show import chart, show_code, show_table
from components.ui.common.words import linked
from components.ui.gallery.contest import contest
from components.ui.gallery.digit_grid import (
    DIGIT,
    DOUBTFUL,
    ORDER,
    PART,
    WRONG,
    digit_grid,
    first_leaf,
    in_order,
    pixel_picture,
)
from components.ui.gallery.digit_map import show_digit_map
from components.ui.gallery.digits_together import averages, few_pixels, ink_and_pixels
from components.ui.gallery.file_to_batch import file_to_batch
from components.ui.gallery.look_alikes import show_look_alikes
from components.ui.gallery.shown_to_network import shown_to_network
from components.ui.gallery.swapped_labels import swapped_labels
from components.ui.gallery.two_digits import two_digits

page_header("These are the digits that the network learns from. Press one to see it as the network does: as numbers.")
mnist = mnist_or_stop()
wall, large = st.columns([10, 9], gap="small")
fields = st.container(horizontal=True, vertical_alignment="bottom", gap="medium")
with wall:
    split_name, order, wanted = (
        setting.show(on_change=first_leaf, label_visibility="collapsed") for setting in (PART, ORDER, DIGIT)
    )
    split = mnist.train if split_name == "train" else mnist.test
    chosen = digit_grid(split, in_order(split, split_name, wanted, order), fields)
label = int(split.labels[chosen])
with large:
    pixel_picture(split, chosen, f"Number {chosen:,}, {split_name}: {a_digit(label)}")
if order == WRONG:
    st.caption("Of the first 10,000 digits of this part, as they are read by the network below.")
elif order == DOUBTFUL:
    st.caption(
        f"{len(DOUBTED_LABELS)} test digits whose label most of five people did not agree with, in a study of 2021 "
        "([Northcutt, Athalye, Mueller](https://arxiv.org/abs/2103.14749)). They looked at the test part alone."
    )
if split_name == "test" and chosen in DOUBTED_LABELS:
    st.markdown(f"**Its label is in doubt:** of five people, {DOUBTED_LABELS[chosen]}.")
shown_to_network(split, split_name, chosen)
st.markdown(
    linked(
        f"**Its label, [one-hot][one-hot]:** ten numbers, with a 1 at place {label}, counted from 0. The "
        "[label][label] is not in the picture: it comes with it. Each picture has one grey [channel][pixel]; the "
        "network gets its numbers divided by 255, in one row of 784."
    )
)
st.code(str([int(value) for value in one_hot(label)]), language="python", wrap_lines=True)

st.header("You against the network", anchor="contest")
contest(mnist.test)

st.header("All of a kind", anchor="average")
averages(mnist.train)
ink_and_pixels(mnist.train)

st.header("One and another", anchor="another")
show_look_alikes(mnist, split_name, chosen)
st.subheader("Pictures are numbers: add them, subtract them, move them")
two_digits(split, chosen)
few_pixels(split, chosen)

st.header("A map of the digits", anchor="map")
show_digit_map(mnist.train)

st.header("The label is not in the picture", anchor="swapped")
swapped_labels(mnist.test)

st.header("From the file to the first batch", anchor="batch")
file_to_batch(mnist.train)

st.header("The facts", anchor="facts")
st.markdown(
    "American census workers and high-school students wrote these digits on forms around 1990; each group wrote half "
    "of them. About 250 people wrote the training digits, and other people the test digits. "
    "Some labels are doubtful, and a few are wrong: look among the **strange** ones. "
    "([LeCun, Cortes, Burges](http://yann.lecun.com/exdb/mnist/))"
)
show_code(program("first_digits"), "The course's first lines: load the digits, and look at the first ten.")
show_table(
    {
        "Part": ["x_train", "y_train", "x_test", "y_test"],
        "What": ["pictures to learn from", "their labels", "pictures for the test", "their labels"],
        "Shape": [
            str(array.shape)
            for array in (mnist.train.pictures, mnist.train.labels, mnist.test.pictures, mnist.test.labels)
        ],
        "Type": ["uint8"] * 4,
        "Values": ["0 (black) to 255 (white)", "0 to 9"] * 2,
    },
    alt="Shapes, types and values of MNIST's four arrays.",
)
chart(
    digit_counts(mnist.train.labels, mnist.test.labels),
    key="counts",
    alt="Pictures of each digit in train and test: about 6,000 and 1,000, most of the 1, fewest of the 5.",
)
await_network()
next_page()
