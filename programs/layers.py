"""The numbers that a network learns. It prints the weights and biases of each layer."""

from itertools import pairwise

sizes = [784, 128, 10]

total = 0
for inputs, units in pairwise(sizes):
    weights, biases = inputs * units, units
    print(f"{inputs} × {units} + {units} = {weights + biases}")
    total += weights + biases
print(total, "numbers to learn")
