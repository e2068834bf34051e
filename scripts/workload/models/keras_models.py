"""Small models of Keras."""

import keras
from keras import layers


def digits():
    return keras.Sequential(
        [
            keras.Input(shape=(28, 28, 1)),
            layers.Conv2D(16, 3, activation="relu"),
            layers.BatchNormalization(),
            layers.MaxPooling2D(),
            layers.Conv2D(32, kernel_size=(3, 3), strides=2, padding="same", use_bias=False),
            layers.Flatten(),
            layers.Dropout(0.5),
            layers.Dense(10, activation="softmax"),
        ]
    )


def grown(depth=3):
    model = keras.Sequential()
    model.add(layers.Input(shape=(20,)))
    for i in range(depth):
        model.add(layers.Dense(32 * (i + 1), activation="relu"))
    model.add(layers.Dense(1))
    return model


def texts(words=1000, length=30):
    inputs = keras.Input(shape=(length,), dtype="int32")
    x = layers.Embedding(words, 24)(inputs)
    x = layers.Bidirectional(layers.LSTM(16, return_sequences=True))(x)
    x = layers.GRU(12)(x)
    return keras.Model(inputs, layers.Dense(3)(x))


def block(x, filters, stride=1):
    shortcut = x
    x = layers.Conv2D(filters, 3, strides=stride, padding="same")(x)
    x = layers.BatchNormalization()(x)
    x = layers.Activation("relu")(x)
    x = layers.SeparableConv2D(filters, 3, padding="same")(x)
    if stride != 1 or shortcut.shape[-1] != filters:
        shortcut = layers.Conv2D(filters, 1, strides=stride)(shortcut)
    return layers.add([x, shortcut])


def residual():
    inputs = layers.Input((32, 32, 3))
    x = layers.Rescaling(1 / 255)(inputs)
    for filters, stride in [(8, 1), (16, 2), (24, 2)]:
        x = block(x, filters, stride)
    x = layers.GlobalAveragePooling2D()(x)
    return keras.Model(inputs=inputs, outputs=layers.Dense(5)(x), name="residual")


def hourglass(base=8):
    inputs = keras.Input((64, 48, 3))
    kept = []
    x = inputs
    for i in range(2):
        x = layers.Conv2D(base * 2**i, 3, padding="same", activation="relu")(x)
        kept.append(x)
        x = layers.MaxPooling2D(2)(x)
    x = layers.DepthwiseConv2D(3, padding="same")(x)
    for skip in reversed(kept):
        x = layers.Conv2DTranspose(base, 3, strides=2, padding="same")(x)
        x = layers.Concatenate()([x, skip])
    return keras.Model(inputs, layers.Conv2D(1, 1)(x))


def encoder(width=32, heads=4, depth=2):
    inputs = keras.Input((20, width))
    x = inputs
    for _ in range(depth):
        a = layers.MultiHeadAttention(num_heads=heads, key_dim=width // heads)(x, x)
        x = layers.LayerNormalization()(x + a)
        f = keras.Sequential([layers.Dense(64, activation="relu"), layers.Dense(width)])(x)
        x = layers.LayerNormalization()(x + f)
    return keras.Model(inputs, layers.Dense(2)(layers.GlobalAveragePooling1D()(x)))


class Subclassed(keras.Model):
    def __init__(self, units=16):
        super().__init__()
        self.hidden = [layers.Dense(units) for _ in range(3)]
        self.drop = layers.Dropout(0.1)
        self.out = layers.Dense(4)

    def call(self, inputs, training=False):
        x = inputs
        for layer in self.hidden:
            x = keras.activations.relu(layer(x))
        return self.out(self.drop(x, training=training))


class Scale(layers.Layer):
    def __init__(self, width):
        super().__init__()
        self.inner = layers.Dense(width)

    def call(self, x):
        return self.inner(x) * 2.0


def custom():
    inputs = keras.Input((6,))
    return keras.Model(inputs, Scale(7)(inputs))


def nested():
    inner_in = keras.Input((10,))
    inner = keras.Model(inner_in, layers.Dense(8, activation="relu")(inner_in))
    inputs = keras.Input((10,))
    return keras.Model(inputs, layers.Dense(2)(inner(inputs)))
