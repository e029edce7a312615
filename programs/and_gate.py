"""A perceptron as a logic gate. It prints the truth table."""

w1 = 1.0
w2 = 1.0
b = -1.5
targets = [0, 0, 0, 1]


def step(z):
    return 1 if z >= 0 else 0


for (x1, x2), target in zip([(0, 0), (0, 1), (1, 0), (1, 1)], targets):
    # Rounded, because tenths have no exact binary form: 0.3 + 0.6 - 0.9 is not quite 0.
    z = round(w1 * x1 + w2 * x2 + b, 10)
    y = step(z)
    print(x1, x2, "z =", z, "y =", y, "right" if y == target else "wrong")
