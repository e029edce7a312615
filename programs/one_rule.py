"""Is it a 1? A rule with three limits. Run it in the app's folder; it prints how the rule does on 60,000 digits."""

import numpy as np

most_ink = 20
least_tall = 2.3
least_middle = 60

mnist = np.load("data/mnist.npz")
inked = mnist["x_train"] > 127  # 60,000 pictures of 28 x 28 pixels
is_one = mnist["y_train"] == 1

ink = 100 * inked.mean(axis=(1, 2))
rows, columns = inked.any(axis=2), inked.any(axis=1)
height = 28 - rows.argmax(axis=1) - rows[:, ::-1].argmax(axis=1)
width = 28 - columns.argmax(axis=1) - columns[:, ::-1].argmax(axis=1)
tall = height / width
middle = 100 * inked[:, :, 12:16].sum(axis=(1, 2)) / inked.sum(axis=(1, 2))

says_one = (ink <= most_ink) & (tall >= least_tall) & (middle >= least_middle)

print("right", (says_one == is_one).sum(), "of", len(is_one))
print("ones found", (says_one & is_one).sum(), "of", is_one.sum())
print("false alarms", (says_one & ~is_one).sum())
