"""From the file to the first batch: all that is done to the digits before the network gets them."""

import numpy as np

path = "data/mnist.npz"
batch_size = 32
seed = 42

# The file: four arrays.
with np.load(path) as file:
    x_train, y_train = file["x_train"], file["y_train"]
    x_test, y_test = file["x_test"], file["y_test"]
print(x_train.shape, y_train.shape, x_test.shape, y_test.shape)

# Ten of them: the labels, and of the first picture the middle of some rows.
print(y_train[:10])
for row in x_train[0][5:11]:
    print(row[10:22])

# Shuffled: each epoch has another order, the same for pictures and labels.
order = np.random.default_rng(seed).permutation(len(x_train))
print(order[:8])

# A batch: the first ones in this order.
batch, labels = x_train[order[:batch_size]], y_train[order[:batch_size]]
print(batch.shape, labels.shape)

# 0 to 1: divided by 255.
print(batch.min(), batch.max())
batch = batch / 255
print(batch.min(), batch.max())

# In a row: 28 rows of 28 become one of 784.
inputs = batch.reshape(len(batch), 784)
print(inputs.shape)

# One-hot: for each label ten numbers, with a 1 at its place.
targets = np.eye(10)[labels]
print(labels[0], targets[0])
print(targets.shape)
