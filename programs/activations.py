"""Five activations. It prints the output of each at z, and its slope there."""

import numpy as np

z = 1.0

sigmoid = 1 / (1 + np.exp(-z))
functions = {
    "step": (1.0 if z >= 0 else 0.0, 0.0),
    "sigmoid": (sigmoid, sigmoid * (1 - sigmoid)),
    "tanh": (np.tanh(z), 1 - np.tanh(z) ** 2),
    "relu": (max(z, 0.0), 1.0 if z > 0 else 0.0),
    "leaky_relu": (z if z > 0 else 0.2 * z, 1.0 if z > 0 else 0.2),
}
for name, (output, slope) in functions.items():
    print(f"{name}: output {output:.7f}, slope {slope:.7f}")
