import streamlit as st

from components.charts.digit_counts import digit_counts
from components.charts.digit_pictures import enlarged, png_url
from components.ml.mnist import one_hot
from components.ui.common.frame import next_page, page_header
from components.ui.common.mnist import mnist_or_stop
from components.ui.common.show import chart
from components.ui.common.words import linked
from components.ui.gallery.digit_grid import DIGIT, PART, SCALED, digit_grid, first_leaf, first_ten_digits, pixel_table

page_header(
    "These are the digits that the network learns from. Pick a digit to see it as the network does: as numbers."
)
mnist = mnist_or_stop()

st.markdown("**The first ten training digits, with their labels**")
first_ten_digits(mnist.train)
st.markdown(
    linked(
        "No two people write alike. Each picture has one grey [channel][pixel]. "
        "The [label][label] is not in the picture: it is a number that comes with it."
    )
)

st.header("Browse all of them")
with st.container(horizontal=True, vertical_alignment="bottom"):
    split_name = PART.show(on_change=first_leaf)
    wanted = DIGIT.show(on_change=first_leaf)
split = mnist.train if split_name == "train" else mnist.test
gallery, detail = st.columns([3, 2], gap="large")
with gallery:
    chosen = digit_grid(split, wanted)
with detail:
    picture, label = split.pictures[chosen], int(split.labels[chosen])
    st.subheader(f"Number {chosen:,} of {split_name}: a {label}")
    st.image(png_url(enlarged(picture, 10)), width=280, alt=f"A handwritten {label}, enlarged ten times.")
    st.markdown(linked(f"**Its label, [one-hot][one-hot]:** ten numbers, with a 1 at place {label}, counted from 0."))
    st.code(str([int(value) for value in one_hot(label)]), language="python", wrap_lines=True)

st.markdown(
    "**The same picture as 28 × 28 = 784 numbers.** The network gets them divided by 255. "
    "On a small screen, scroll sideways."
)
# Short, because the table's tools are at the other end of this line on a phone.
scaled = SCALED.show()
pixel_table(picture, scaled)

st.header("The facts", anchor="facts")
st.table(
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
    hide_index=True,
    alt="Shapes, types and values of MNIST's four arrays.",
)
chart(
    digit_counts(mnist.train.labels, mnist.test.labels),
    key="counts",
    alt="Pictures of each digit in train and test: about 6,000 and 1,000, most of the 1, fewest of the 5.",
)
next_page()
