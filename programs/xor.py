"""Three neurons for XOR. It prints x1, x2, h1, h2, the answer, and whether that is right."""

h1 = (1.0, 1.0, -0.5)
h2 = (-1.0, -1.0, 1.5)
output = (1.0, 1.0, -1.5)


def neuron(weights, x1, x2):
    w1, w2, b = weights
    z = round(w1 * x1 + w2 * x2 + b, 10)  # rounded, because tenths have no exact binary form
    return 1 if z >= 0 else 0


for x1, x2, target in [(0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 0)]:
    a1 = neuron(h1, x1, x2)
    a2 = neuron(h2, x1, x2)
    y = neuron(output, a1, a2)
    print(x1, x2, a1, a2, y, "right" if y == target else "wrong")
