"""Recognise vehicle types on traffic-camera stills with Keras."""

import keras
import tensorflow as tf
from keras import layers

IMAGE_SIZE = (224, 224)
BATCH = 64
EPOCHS = 60
CLASSES = ["bus", "car", "cyclist", "motorbike", "pedestrian", "truck", "van"]

train = keras.utils.image_dataset_from_directory(
    "data/cameras/train", image_size=IMAGE_SIZE, batch_size=BATCH, label_mode="categorical"
)
val = keras.utils.image_dataset_from_directory(
    "data/cameras/val", image_size=IMAGE_SIZE, batch_size=BATCH, label_mode="categorical"
)

augment = keras.Sequential([layers.RandomFlip("horizontal"), layers.RandomContrast(0.2)])
train = train.map(lambda x, y: (augment(x, training=True), y), num_parallel_calls=tf.data.AUTOTUNE)
train = train.prefetch(tf.data.AUTOTUNE)
val = val.cache().prefetch(tf.data.AUTOTUNE)

backbone = keras.applications.EfficientNetB0(include_top=False, weights="imagenet", pooling="avg")

inputs = keras.Input(shape=IMAGE_SIZE + (3,))
features = backbone(inputs)
features = layers.Dropout(0.3)(features)
outputs = layers.Dense(len(CLASSES), activation="softmax")(features)
model = keras.Model(inputs, outputs)

model.compile(
    optimizer=keras.optimizers.Adam(learning_rate=1e-3),
    loss="categorical_crossentropy",
    metrics=["accuracy"],
    run_eagerly=True,
)

# joulewise: trainSamples=18400
history = model.fit(
    train,
    validation_data=val,
    epochs=EPOCHS,
    callbacks=[
        keras.callbacks.ModelCheckpoint("cameras.keras", save_best_only=True),
        keras.callbacks.CSVLogger("cameras.csv"),
    ],
)
print("best validation accuracy", max(history.history["val_accuracy"]))
