import tensorflow as tf

a = tf.constant([[1, 2], [3, 4]])
b = tf.constant([[10, 20], [30, 40]])


@tf.function
def graph(a, b):
    c = a + b
    print(c)
    return c


graph.get_concrete_function(a, b)
