"""Three scores become shares, and their loss. It prints the share of each class, its slope, and the loss."""

import numpy as np

digits = [3, 5, 8]
scores = [2.0, 1.0, -1.0]
target = 3

shares = np.exp(scores) / np.sum(np.exp(scores))
right = np.array(digits) == target
for digit, share, slope in zip(digits, shares, shares - right):
    print(f"{digit}: share {share:.4f}, slope {slope:.4f}")
print(f"loss {-np.log(shares[right][0]):.4f}")
