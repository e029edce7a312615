"""A small network learns a curve. NumPy alone; it prints the loss after the last step."""

import numpy as np

hidden_units = 8
activation = "tanh"
optimizer = "adam"
learning_rate = 0.03
seed = 42
curve = "x² + x"
noise = 0.0
drawn = (0.0, 3.0, 4.0, 2.0, -1.0, -2.0, 0.0, 4.0, 5.0)
steps = 100

x = np.linspace(-2, 2, 41).reshape(-1, 1)
y = {
    "x² + x": x**2 + x,
    "sine": 3 * np.sin(3 * x),
    "step": np.where(x > 0, 4.0, 0.0),
    "drawn by hand": np.interp(x, np.linspace(-2, 2, len(drawn)), drawn),
}[curve]
y = y + noise * np.random.default_rng(0).normal(size=x.shape)


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


# Each activation and its slope
f, slope = {
    "tanh": (np.tanh, lambda z: 1 - np.tanh(z) ** 2),
    "sigmoid": (sigmoid, lambda z: sigmoid(z) * (1 - sigmoid(z))),
    "relu": (lambda z: np.maximum(z, 0), lambda z: np.where(z > 0, 1.0, 0.0)),
    "linear": (lambda z: z, np.ones_like),
}[activation]

random = np.random.default_rng(seed)
limit = np.sqrt(6 / (1 + hidden_units))
W1, b1 = random.uniform(-limit, limit, (1, hidden_units)), np.zeros(hidden_units)
W2, b2 = random.uniform(-limit, limit, (hidden_units, 1)), np.zeros(1)
parameters = [W1, b1, W2, b2]
mean = [np.zeros_like(p) for p in parameters]  # what momentum and adam remember of the steps before
square = [np.zeros_like(p) for p in parameters]

for step in range(1, steps + 1):
    # Guess
    z = x @ W1 + b1
    a = f(z)
    guess = a @ W2 + b2
    # Measure: the loss is np.mean((guess - y) ** 2); this is its slope
    error = 2 * (guess - y) / y.size
    # Adjust, by the chain rule
    hidden = error @ W2.T * slope(z)
    gradients = [x.T @ hidden, hidden.sum(axis=0), a.T @ error, error.sum(axis=0)]
    for i, (p, g) in enumerate(zip(parameters, gradients)):
        if optimizer == "gradient descent":
            p -= learning_rate * g
        elif optimizer == "momentum":
            mean[i] = 0.9 * mean[i] - learning_rate * g
            p += mean[i]
        else:  # adam
            mean[i] = 0.9 * mean[i] + (1 - 0.9) * g
            square[i] = 0.999 * square[i] + (1 - 0.999) * g**2
            rate = learning_rate * np.sqrt(1 - 0.999**step) / (1 - 0.9**step)
            p -= rate * mean[i] / (np.sqrt(square[i]) + 1e-7)
    # Repeat

loss = np.mean((f(x @ W1 + b1) @ W2 + b2 - y) ** 2)
print(f"loss after {steps} steps: {loss:.4f}")
