"""Is a sentence praise? A rule that looks for words."""

import re

words = ["good"]
unless = []
sentence = "The soup was good."

found = set(re.findall(r"\w+", sentence.lower()))
praise = bool(found & set(words)) and not found & set(unless)
print(praise)
