"""One round of training: forward, loss, backward, update. It prints the loss before and after the update."""

import numpy as np

x = [1.0, 0.5]
target = 1.0
learning_rate = 1.0
W1 = [[0.55, -0.12], [0.72, 0.39]]
b1 = [-0.69, -0.69]
W2 = [[-0.88], [0.73]]
b2 = [0.2]


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


x, W1, b1, W2, b2 = map(np.array, (x, W1, b1, W2, b2))
# Forward
h = sigmoid(x @ W1 + b1)
y = sigmoid(h @ W2 + b2)
# Loss
loss = np.mean((y - target) ** 2)
# Backward: the slope of sigmoid is its output times (1 - output)
signal_y = 2 * (y - target) * y * (1 - y)
signal_h = signal_y @ W2.T * h * (1 - h)
gradients = [np.outer(x, signal_h), signal_h, np.outer(h, signal_y), signal_y]
# Update
for p, g in zip([W1, b1, W2, b2], gradients):
    p -= learning_rate * g

new_y = sigmoid(sigmoid(x @ W1 + b1) @ W2 + b2)
print(f"loss {loss:.6f}, after the update {np.mean((new_y - target) ** 2):.6f}")
