"""Labelled drawings as a file: what was saved comes back, and what is no file of ours gets one sentence."""

import json
from typing import Any

import pytest

from components.ui.common.handwriting_file import (
    MAX_BYTES,
    MAX_DIGITS,
    MAX_POINTS,
    MAX_STROKES,
    OwnDigit,
    UnreadableHandwriting,
    from_file,
    to_file,
)

SEVEN = OwnDigit(7, (((60, 55), (210, 50), (120, 270)),))
FOUR = OwnDigit(4, (((80, 40), (60, 150), (200, 150)), ((160, 60), (150, 260))))


def test_what_was_saved_comes_back() -> None:
    assert from_file(to_file([SEVEN, FOUR])) == (SEVEN, FOUR)
    assert from_file(b"\xef\xbb\xbf" + to_file([SEVEN])) == (SEVEN,)  # an editor's byte-order mark
    assert SEVEN.picture.shape == (28, 28)
    assert SEVEN.picture.max() == 255


def changed(**fields: Any) -> bytes:
    """A file of one 7, some of whose fields are others."""
    content = json.loads(to_file([SEVEN]))
    digit = content["digits"][0]
    for name, value in fields.items():
        (digit if name in digit else content)[name] = value
    return json.dumps(content).encode()


POINT = [100, 100]
HOSTILE = {
    "empty": b"",
    "no text": bytes(range(256)),
    "no JSON": b"label,strokes\n7,1",
    "another program's": b'{"nbformat": 4, "cells": []}',
    "a list": b"[1, 2]",
    "nested deeply": b"[" * 100_000 + b"]" * 100_000,
    "NaN": to_file([SEVEN]).replace(b"[60,55]", b"[NaN,55]"),
    "a number that is no float": to_file([SEVEN]).replace(b"[60,55]", b"[1" + 400 * b"0" + b",55]"),
    "infinity": to_file([SEVEN]).replace(b"[60,55]", b"[-Infinity,55]"),
    "beyond all floats": to_file([SEVEN]).replace(b"[60,55]", b"[1e999,55]"),
    "10,000 digits long": to_file([SEVEN]).replace(b"[60,55]", b"[" + b"9" * 10_000 + b",55]"),
    "beside the canvas": to_file([SEVEN]).replace(b"[60,55]", b"[300,55]"),
    "too large": b" " * (MAX_BYTES + 1),
    "another version": changed(version=2),
    "another canvas": changed(canvas=28),
    "digits that are none": changed(digits=7),
    "too many digits": changed(digits=[{"label": 7, "strokes": [[POINT]]}] * (MAX_DIGITS + 1)),
    "a digit that is none": changed(digits=["7"]),
    "label 10": changed(label=10),
    "label true": changed(label=True),
    "label as a text": changed(label="7"),
    "no strokes": changed(strokes=[]),
    "strokes as a text": changed(strokes="line"),
    "too many strokes": changed(strokes=[[POINT]] * (MAX_STROKES + 1)),
    "a stroke without points": changed(strokes=[[]]),
    "a million points": changed(strokes=[[POINT] * (MAX_POINTS + 1)]),
    "points of three numbers": changed(strokes=[[[1, 2, 3]]]),
    "a point that is an object": changed(strokes=[[{"x": 1, "y": 2}]]),
    "a point of truths": changed(strokes=[[[True, False]]]),
    "no digit": changed(strokes=[[POINT]]),
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_is_no_file_of_ours_gets_a_sentence(content: bytes) -> None:
    with pytest.raises(UnreadableHandwriting) as refused:
        from_file(content)
    assert str(refused.value).startswith(("This file", "In this file", "This is no file"))
    assert str(refused.value).endswith(".")


def test_what_else_a_file_holds_is_left_out() -> None:
    assert from_file(changed(teacher="<script>alert(1)</script>")) == (SEVEN,)
