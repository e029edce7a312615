"""Which framework first: every combination of answers, written down by hand."""

from itertools import product

import pytest

from components.ui.frameworks.which_first import AIMS, COMPANIES, STYLES, advice

U, R, P = AIMS
BLOCKS, STEPS = STYLES
ALONE, TF, PT = COMPANIES

EXPECTED = {
    (U, BLOCKS, ALONE): ("Keras", "TensorFlow"),
    (U, BLOCKS, TF): ("Keras", "TensorFlow"),
    (U, BLOCKS, PT): ("Keras", "PyTorch"),
    (U, STEPS, ALONE): ("PyTorch", "PyTorch"),
    (U, STEPS, TF): ("TensorFlow", "TensorFlow"),
    (U, STEPS, PT): ("PyTorch", "PyTorch"),
    (R, BLOCKS, ALONE): ("Keras", "PyTorch"),
    (R, BLOCKS, TF): ("Keras", "TensorFlow"),
    (R, BLOCKS, PT): ("Keras", "PyTorch"),
    (R, STEPS, ALONE): ("PyTorch", "PyTorch"),
    (R, STEPS, TF): ("TensorFlow", "TensorFlow"),
    (R, STEPS, PT): ("PyTorch", "PyTorch"),
    (P, BLOCKS, ALONE): ("Keras", "TensorFlow"),
    (P, BLOCKS, TF): ("Keras", "TensorFlow"),
    (P, BLOCKS, PT): ("Keras", "PyTorch"),
    (P, STEPS, ALONE): ("TensorFlow", "TensorFlow"),
    (P, STEPS, TF): ("TensorFlow", "TensorFlow"),
    (P, STEPS, PT): ("PyTorch", "PyTorch"),
}


@pytest.mark.parametrize("answers", list(product(AIMS, STYLES, COMPANIES)), ids="-".join)
def test_every_combination_leads_to_one_framework(answers: tuple[str, str, str]) -> None:
    found = advice(*answers)
    assert (found.framework, found.engine) == EXPECTED[answers]
    assert len(set(found.reasons)) == 3
    aim, style, company = found.reasons
    # Each reason speaks of its own answer, and says so where another answer was stronger.
    other = "TensorFlow" if found.engine == "PyTorch" else "PyTorch"
    assert found.engine in style
    assert ("blocks" in style) == (answers[1] == BLOCKS)
    assert ("free to choose" in company) == (answers[2] == ALONE)
    assert answers[2] == ALONE or f"{found.engine} people" in company
    alone = EXPECTED[(answers[0], answers[1], ALONE)][1]
    assert (f"That alone would point to {other}." in aim) == (alone != found.engine)


def test_the_course_says_beginner_keras_researcher_pytorch_product_tensorflow() -> None:
    """Section 18; what it says holds for a reader who has no reason to choose another."""
    assert advice().framework == "Keras"
    assert advice(R, STEPS)[:2] == ("PyTorch", "PyTorch")
    assert advice(P, STEPS).framework == "TensorFlow"
