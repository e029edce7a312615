"""The course's network in PyTorch. Run it in the app's folder: python programs/with_pytorch.py"""

import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

DIGITS, EPOCHS = 60_000, 5

# 1. Load the digits
with np.load("data/mnist.npz") as mnist:
    x_train, y_train = mnist["x_train"][:DIGITS], mnist["y_train"][:DIGITS]
    x_test, y_test = mnist["x_test"], mnist["y_test"]

# 2. Prepare them
x_train = torch.tensor(x_train).float() / 255
x_test = torch.tensor(x_test).float() / 255
y_train = nn.functional.one_hot(torch.tensor(y_train).long(), 10).float()
y_test = nn.functional.one_hot(torch.tensor(y_test).long(), 10).float()

# 3. Build the network
model = nn.Sequential(
    nn.Flatten(),
    nn.Linear(784, 128),
    nn.ReLU(),
    # the loss applies softmax
    nn.Linear(128, 10),
)

# 4. Loss and optimizer
loss_of = nn.CrossEntropyLoss()
optimizer = torch.optim.Adam(model.parameters())

# 5. Train
digits = DataLoader(TensorDataset(x_train, y_train), batch_size=32, shuffle=True)
for epoch in range(EPOCHS):
    for pictures, labels in digits:
        loss = loss_of(model(pictures), labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    print("epoch", epoch + 1, "of", EPOCHS)

# 6. Test
with torch.no_grad():
    answers = model(x_test).argmax(dim=1)
right = answers == y_test.argmax(dim=1)
accuracy = right.float().mean()
print(f"Test accuracy: {accuracy:.4f}")
