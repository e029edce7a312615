"""The few colours that pictures need by meaning. Each stands out from both themes' backgrounds by 3:1 or more
(tests/unit/charts/test_theme.py), and no meaning is told by colour alone.
"""

POSITIVE = "#1f80bd"  # pushes towards 1; class 1
NEGATIVE = "#cf6110"  # pushes towards 0; class 0
NEUTRAL = "#7d8a96"
NODE = "#5f6b78"  # the ground of white text
WRONG = "#d6336c"  # crosses out a wrong answer
RIGHT = "#16855b"  # ticks off a right one
# The first as an area behind points.
POSITIVE_AREA = "rgba(31, 128, 189, 0.22)"
# Of the ten digits, where thousands of them stand together; each is written as its digit, too.
DIGITS = ("#1f80bd", "#cf6110", "#16855b", "#d6336c", "#8d63d6", "#977300", "#00838f", "#b24fa0", "#5f6bc9", "#7b7f22")
