import streamlit as st

from components.ui.common.frame import next_page, page_header
from components.ui.common.words import linked
from components.ui.plane.stage import show_stage

page_header("Press **Run**: the border bends round the points. Then press a unit, or change the network.")
show_stage()
with st.expander("What happens here", icon=":material/lightbulb:"):
    st.markdown(
        linked(
            "Each small picture is what a unit gives at every place of the plane: blue is high, orange is low. A "
            "[hidden][hidden layer] unit of the first layer draws one line. The units after it add up such pictures, "
            "times their [weights][weight], so the border can bend. A dashed connection has a negative weight. The "
            "output learns by [log loss][cross-entropy] from the filled points; the hollow ones are the test."
        )
    )
next_page()
