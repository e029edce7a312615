"""What the curves of a run show, and why validation can do better than training in them."""

import streamlit as st

from components.training.snapshot import Snapshot
from components.training.specification import TrainingSpecification
from components.ui.common.words import linked

# Above this difference in accuracy, one circle is seen above the other.
SEEN = 0.005


def explain_curves() -> None:
    """Folded up, in general."""
    with st.expander("What the curves show", icon=":material/lightbulb:"):
        st.markdown(
            linked(
                "**[Loss][loss]** measures how wrong the answers are, and training is nothing but making it smaller. "
                "**[Accuracy][accuracy]** is the share of right answers. *[Training][training set]* is measured on "
                "the digits while the network learns them. *[Validation][validation set]* is measured on 1,000 digits "
                "that it never learns from: every tenth test digit. Circles mark the end of an [epoch][epoch]; a full "
                "one is the mean over the whole epoch. When training keeps getting better and validation does not, the "
                "network learns by heart: it [overfits][overfitting]."
            )
        )


def explain_validation_above(snapshot: Snapshot) -> None:
    """Below the curves of a run that doesn't move, if validation did better at an epoch's end: that it did, and why."""
    epochs = zip(snapshot.training_epochs, snapshot.validation_epochs, strict=True)
    above = [
        (training, validation) for training, validation in epochs if validation.accuracy > training.accuracy + SEEN
    ]
    if snapshot.moving or not above:
        return
    training, validation = above[-1]
    st.caption(
        f"After epoch {validation.epoch:.0f}, validation accuracy ({validation.accuracy:.3f}) is above training "
        f"accuracy ({training.accuracy:.3f}). {_causes(snapshot.specification)}"
    )


def _causes(specification: TrainingSpecification) -> str:
    """What sets the two apart with these settings: the two largest causes at most."""
    network, changes = specification.network, specification.augmentation
    causes = []
    if network.dropout and network.hidden:
        causes.append(
            f"While it trains, dropout leaves out {100 * network.dropout:.0f} % of what the hidden units pass on; "
            "validation uses all of it."
        )
    sizes = {"shifted": changes.shift, "rotated": changes.rotation, "noisy": changes.noise}
    if changes.pens:
        causes.append("Every second digit that it trains on is changed as pens change them; validation digits stay.")
    if changed := [name for name, size in sizes.items() if size]:
        words = " and ".join(part for part in (", ".join(changed[:-1]), changed[-1]) if part)
        causes.append(f"It trains on {words} digits; validation digits stay as they are.")
    causes.append(
        "Training is the mean over the epoch, during which the weights still improved; validation is measured with "
        "the weights at its end."
    )
    return " ".join(causes[:2])
