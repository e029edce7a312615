"""The course's perceptron, as an AND gate. It prints x1, x2 and the answer."""


def step(x):
    return 1 if x >= 0 else 0


def perceptron(x1, x2, w1, w2, b):
    return step(w1 * x1 + w2 * x2 + b)


w1 = 1
w2 = 1
b = -1.5

for x1, x2 in [(0, 0), (0, 1), (1, 0), (1, 1)]:
    print(x1, x2, perceptron(x1, x2, w1, w2, b))
