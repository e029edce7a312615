"""The course's network in PyTorch. Run it in the app's folder: python programs/with_pytorch.py"""

import numpy as np
import torch
from torch import nn
from torch.optim import Adam
from torch.utils.data import DataLoader, TensorDataset

DIGITS, EPOCHS = 60_000, 5

# 1. Load the digits
mnist = np.load("data/mnist.npz")
x_train = mnist["x_train"][:DIGITS]
y_train = mnist["y_train"][:DIGITS]
x_test = mnist["x_test"]
y_test = mnist["y_test"]

# 2. Prepare them
x_train = torch.tensor(x_train) / 255
x_test = torch.tensor(x_test) / 255
y_train = torch.tensor(y_train).long()
y_test = torch.tensor(y_test).long()

# 3. Build the network
model = nn.Sequential(
    nn.Flatten(),
    nn.Linear(784, 128),
    nn.ReLU(),
    nn.Linear(128, 10),
)

# 4. Loss and optimizer
# the loss applies softmax
loss_of = nn.CrossEntropyLoss()
weights = model.parameters()
optimizer = Adam(weights)

# 5. Train
data = TensorDataset(x_train, y_train)
digits = DataLoader(
    data,
    batch_size=32,
    shuffle=True,
)
for epoch in range(EPOCHS):
    for x, y in digits:
        loss = loss_of(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    print("epoch", epoch + 1)

# 6. Test
with torch.no_grad():
    answers = model(x_test).argmax(1)
right = answers == y_test
accuracy = right.float().mean()
print(f"Test accuracy: {accuracy:.4f}")
