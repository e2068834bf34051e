import keras
import numpy as np
from keras import layers

x_train = np.random.rand(3000, 28, 28, 1).astype("float32")
y_train = np.random.randint(0, 10, (3000,))
model = keras.Sequential([
    keras.Input((28, 28, 1)),
    layers.Conv2D(32, 3, activation="relu"), layers.MaxPooling2D(),
    layers.Conv2D(64, 3, activation="relu"), layers.MaxPooling2D(),
    layers.Flatten(), layers.Dropout(0.5), layers.Dense(10, activation="softmax"),
])
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
model.fit(x_train, y_train, batch_size=128, epochs=3, verbose=0)
