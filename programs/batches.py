"""How many steps a training takes. It prints the steps in an epoch and in all, and the size of the last batch."""

import math

examples = 60000
batch_size = 32
epochs = 5

steps_per_epoch = math.ceil(examples / batch_size)
last_batch = examples - (steps_per_epoch - 1) * batch_size
for count, what, where in [
    (steps_per_epoch, "step", "in an epoch"),
    (last_batch, "digit", "in the last batch"),
    (epochs * steps_per_epoch, "step", "in all"),
]:
    print(count, what if count == 1 else what + "s", where)
