"""Go outside? A decision as a neuron. It prints the sum and the answer."""

sunny = 1
weekend = 0
free = 0
weight_sunny = 0.6
weight_weekend = 0.3
weight_free = 0.8
bias = -1.0

z = weight_sunny * sunny + weight_weekend * weekend + weight_free * free + bias
z = round(z, 10)  # tenths have no exact binary form
print("z =", z, "go" if z >= 0 else "stay")
