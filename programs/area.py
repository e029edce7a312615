length = 5
width = 3
area = length * width
print(area)
