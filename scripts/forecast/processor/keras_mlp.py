import keras
import numpy as np
from keras import layers

x_train = np.random.rand(20000, 784).astype("float32")
y_train = np.random.randint(0, 10, (20000,))
model = keras.Sequential([keras.Input((784,)), layers.Dense(512, activation="relu"), layers.Dense(512, activation="relu"), layers.Dense(10)])
model.compile(optimizer="adam", loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True))
model.fit(x_train, y_train, batch_size=128, epochs=2, verbose=0)
