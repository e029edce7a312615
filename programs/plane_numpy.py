"""A small network learns points on a plane. NumPy alone; it prints how good the network is after the last step."""

from itertools import pairwise

import numpy as np

kind = "circle"
n = 200
noise = 0.1
test_share = 0.3
points_seed = 42
own = []  # for "your own": (x1, x2, class) of each point
features = ("x1", "x2")
hidden = (4, 2)
activation = "tanh"
learning_rate = 0.03
batch_size = 10
optimizer = "adam"
penalty = "none"
share = 0.001
initialisation = "glorot_uniform"
seed = 42
steps = 200

# The points x, and y: for each a class, 0 or 1, or a height
random = np.random.default_rng(points_seed)
heights = kind in ("slope", "hill")
y = np.arange(n).reshape(-1, 1) % 2.0  # as many of each class
if kind == "two clouds":
    x = np.where(y, 1.3, -1.3) + random.normal(0, 0.5 + noise, (n, 2))
elif kind == "XOR":
    x = random.uniform(0.25, 2.7, (n, 2)) * random.choice((-1, 1), (n, 2))
    y = (x[:, :1] * x[:, 1:] < 0) * 1.0
    x += random.normal(0, noise, (n, 2))
elif kind == "circle":
    radius = np.where(y, 1.3 * np.sqrt(random.uniform(0, 1, (n, 1))), random.uniform(1.9, 2.8, (n, 1)))
    angle = random.uniform(0, 2 * np.pi, (n, 1))
    x = radius * np.hstack([np.cos(angle), np.sin(angle)]) + random.normal(0, noise, (n, 2))
elif kind == "spiral":
    along = random.uniform(0.05, 1, (n, 1))
    angle = 1.75 * 2 * np.pi * along + np.pi * y
    x = 2.8 * along * np.hstack([np.sin(angle), np.cos(angle)]) + random.normal(0, noise, (n, 2))
elif kind == "moons":
    from sklearn.datasets import make_moons

    x, y = make_moons(n, noise=noise / 1.6, random_state=int(random.integers(1 << 31)))
    x, y = (x - (0.5, 0.25)) * 1.6, y.reshape(-1, 1) * 1.0
elif kind == "slope":
    x = random.uniform(-3, 3, (n, 2))
    y = (x[:, :1] + x[:, 1:]) / 6 + random.normal(0, noise, (n, 1)) / 3
elif kind == "hill":
    x = random.uniform(-3, 3, (n, 2))
    up, down = (np.exp(-((x - middle) ** 2).sum(axis=1, keepdims=True) / 2) for middle in (1.1, -1.1))
    y = up - down + random.normal(0, noise, (n, 1)) / 3
else:
    table = np.array(own, dtype=float).reshape(-1, 3)
    x, y = table[:, :2], table[:, 2:]

# Some of each class, or of all, are for the test
test = np.zeros(len(x), dtype=bool)
for group in [np.arange(len(x))] if heights else [np.flatnonzero(y == 0), np.flatnonzero(y == 1)]:
    aside = min(round(test_share * len(group)), max(len(group) - 1, 0))
    test[random.permutation(group)[:aside]] = True

# What the network gets of each point
x1, x2 = x.T
inputs = {"x1": x1, "x2": x2, "x1²": x1**2, "x2²": x2**2, "x1·x2": x1 * x2, "sin x1": np.sin(x1), "sin x2": np.sin(x2)}
inputs = np.column_stack([inputs[name] for name in features])
x_train, y_train = inputs[~test], y[~test]

# The first weights
random = np.random.default_rng(seed)
weights, biases = [], []
for rows, units in pairwise([len(features), *hidden, 1]):
    limits = {"glorot_uniform": np.sqrt(6 / (rows + units)), "he_uniform": np.sqrt(6 / rows), "zeros": 0}
    limit = limits[initialisation]
    weights.append(random.uniform(-limit, limit, (rows, units)))
    biases.append(np.zeros(units))
last = len(weights) - 1


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


# Each activation and its slope
f, slope = {
    "tanh": (np.tanh, lambda z: 1 - np.tanh(z) ** 2),
    "sigmoid": (sigmoid, lambda z: sigmoid(z) * (1 - sigmoid(z))),
    "relu": (lambda z: np.maximum(z, 0), lambda z: np.where(z > 0, 1.0, 0.0)),
    "linear": (lambda z: z, np.ones_like),
}[activation]
# The slope of the penalty, which is the sum of all |W|, or of all W²
cost = {"none": np.zeros_like, "L1": np.sign, "L2": lambda W: 2 * W}[penalty]


def forward(a):
    """Each layer's sums z, and its outputs, after those before the first layer"""
    sums, outputs = [], [a]
    for layer, (W, b) in enumerate(zip(weights, biases)):
        z = outputs[layer] @ W + b
        sums.append(z)
        if layer < last:
            outputs.append(f(z))
        else:
            outputs.append(z if heights else sigmoid(z))
    return sums, outputs


parameters = weights + biases
mean = [np.zeros_like(p) for p in parameters]  # what momentum and adam remember of the steps before
square = [np.zeros_like(p) for p in parameters]
batches = max(1, -(-len(x_train) // batch_size))  # in an epoch

for step in range(steps):
    order = np.random.default_rng((seed, step // batches)).permutation(len(x_train))
    batch = order[step % batches :: batches]
    sums, outputs = forward(x_train[batch])
    # How the loss changes with z in the last layer, and from there, by the chain rule, with all that comes before it
    signal = (outputs[-1] - y_train[batch]) / len(batch) * (2 if heights else 1)
    by_weights, by_biases = [], []
    for layer in range(last, -1, -1):
        by_weights.insert(0, outputs[layer].T @ signal + share * cost(weights[layer]))
        by_biases.insert(0, signal.sum(axis=0))
        if layer > 0:
            signal = signal @ weights[layer].T * slope(sums[layer - 1])
    for i, (p, g) in enumerate(zip(parameters, by_weights + by_biases)):
        if optimizer == "gradient descent":
            p -= learning_rate * g
        elif optimizer == "momentum":
            mean[i] = 0.9 * mean[i] - learning_rate * g
            p += mean[i]
        else:  # adam
            mean[i] = 0.9 * mean[i] + (1 - 0.9) * g
            square[i] = 0.999 * square[i] + (1 - 0.999) * g**2
            rate = learning_rate * np.sqrt(1 - 0.999 ** (step + 1)) / (1 - 0.9 ** (step + 1))
            p -= rate * mean[i] / (np.sqrt(square[i]) + 1e-7)

for name, some in (("training", ~test), ("test", test)):
    if some.any():
        sums, outputs = forward(inputs[some])
        z, answer, target = sums[-1], outputs[-1], y[some]
        if heights:
            print(f"{name} loss {np.mean((answer - target) ** 2):.4f}")
        else:
            right = (answer >= 0.5) == target
            print(f"{name} loss {np.mean(np.logaddexp(0, z) - target * z):.4f}, accuracy {right.mean():.2f}")
