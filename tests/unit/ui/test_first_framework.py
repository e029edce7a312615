"""Which framework first: every combination of answers, written down by hand."""

from itertools import product

import pytest

from components.ui.frameworks.first_framework import Advice, Aim, Answers, Company, Style, advice

U, R, P = Aim.UNDERSTAND, Aim.RESEARCH, Aim.PRODUCT
BLOCKS, STEPS = Style.BLOCKS, Style.STEPS
ALONE, TF, PT = Company.NOBODY, Company.TENSORFLOW, Company.PYTORCH

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


@pytest.mark.parametrize("answers", list(product(Aim, Style, Company)), ids=lambda it: "-".join(a.name for a in it))
def test_every_combination_leads_to_one_framework(answers: tuple[Aim, Style, Company]) -> None:
    found = advice(Answers(*answers))
    assert (found.framework, found.engine) == EXPECTED[answers]
    assert len(set(found.reasons)) == 3
    aim, style, company = found.reasons
    # Each reason speaks of its own answer, and says so where another answer was stronger.
    other = "TensorFlow" if found.engine == "PyTorch" else "PyTorch"
    assert found.engine in style
    assert ("blocks" in style) == (answers[1] is BLOCKS)
    assert ("free to choose" in company) == (answers[2] is ALONE)
    assert answers[2] is ALONE or f"{found.engine} people" in company
    alone = EXPECTED[(answers[0], answers[1], ALONE)][1]
    assert (f"That alone would point to {other}." in aim) == (alone != found.engine)


def test_the_course_says_beginner_keras_researcher_pytorch_product_tensorflow() -> None:
    """Section 18; what it says holds for a reader who has no reason to choose another."""
    assert advice(Answers()).framework == "Keras"
    assert advice(Answers(R, STEPS)) == Advice("PyTorch", "PyTorch", advice(Answers(R, STEPS)).reasons)
    assert advice(Answers(P, STEPS)).framework == "TensorFlow"
