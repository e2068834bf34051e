/** Keras 3, and the names that Keras 2 and tf.keras use for the same. */
export const keras = `alias keras.{src,api} = keras
alias keras._tf_keras.keras = keras
alias keras.models.{Model,Sequential} = keras.{}
alias keras.models.model = keras
alias keras.models.{sequential,functional} = keras
alias keras.engine.{training,sequential,functional,base_layer} = keras
alias keras.callbacks.* = keras.callbacks
alias keras.layers.experimental.preprocessing = keras.layers
alias keras.layers.*.* = keras.layers
alias keras.layers.* = keras.layers
alias keras.layers.Input = keras.Input
alias keras.Layer = keras.layers.Layer
alias keras.optimizers.schedules.* = keras.optimizers.schedules
alias keras.optimizers.{legacy,experimental,adam_v2,gradient_descent_v2,rmsprop_v2,adam,adamw,sgd,rmsprop} = keras.optimizers
alias keras.experimental.{CosineDecay,CosineDecayRestarts} = keras.optimizers.schedules.{}
alias keras.optimizers.schedules.{CosineAnnealing,learning_rate_schedule} = keras.optimizers.schedules
alias keras.applications.* = keras.applications
alias keras.losses.losses = keras.losses
alias keras.utils.{np_utils,data_utils,image_utils,numerical_utils,image_dataset_utils} = keras.utils
alias keras.utils.Sequence = keras.utils.PyDataset
alias keras.preprocessing.{image_dataset_from_directory,text_dataset_from_directory,timeseries_dataset_from_array} = keras.utils.{}
alias keras.preprocessing.image.{load_img,img_to_array,image_dataset_from_directory} = keras.utils.{}
alias keras.preprocessing.sequence.pad_sequences = keras.utils.pad_sequences
alias keras.mixed_precision.experimental = keras.mixed_precision
alias keras.mixed_precision.set_policy = keras.mixed_precision.set_global_policy
alias keras.config.set_dtype_policy = keras.mixed_precision.set_global_policy
alias keras.mixed_precision.set_dtype_policy = keras.mixed_precision.set_global_policy
alias keras.utils.clear_session = keras.backend.clear_session
alias keras.config.set_floatx = keras.backend.set_floatx
in keras
class .layers.Layer(*, activity_regularizer?, trainable=True, dtype?, autocast=True, name?, **)
class .callbacks.Callback()
class .optimizers.Optimizer(learning_rate, **)
class .losses.Loss(name?, reduction="sum_over_batch_size", dtype?)
class .optimizers.schedules.LearningRateSchedule()
class .Model(...) : .layers.Layer
class .Sequential(layers?, trainable=True, name?) : .Model
class .KerasTensor(...)
def .Input(shape?, batch_size?, dtype?, sparse?, ragged?, batch_shape?, name?, tensor?, optional=False) -> .KerasTensor
method .Model.compile(optimizer="rmsprop", loss?, loss_weights?, metrics?, weighted_metrics?, run_eagerly=False, steps_per_execution=1, jit_compile="auto", auto_scale_loss=True) -> None
method .Model.fit(x?, y?, batch_size?, epochs=1, verbose="auto", callbacks?, validation_split=0.0, validation_data?, shuffle=True, class_weight?, sample_weight?, initial_epoch=0, steps_per_epoch?, validation_steps?, validation_batch_size?, validation_freq=1) -> .callbacks.History
[tensorflow<2.16] method .Model.fit(..., max_queue_size=10, workers=1, use_multiprocessing=False) -> .callbacks.History
[keras<3] method .Model.fit(..., max_queue_size=10, workers=1, use_multiprocessing=False) -> .callbacks.History
method .Model.fit_generator(generator, steps_per_epoch?, epochs=1, verbose=1, callbacks?, validation_data?, validation_steps?, **) -> .callbacks.History
method .Model.evaluate(x?, y?, batch_size?, verbose="auto", sample_weight?, steps?, callbacks?, return_dict=False, **)
method .Model.predict(x, batch_size?, verbose="auto", steps?, callbacks?) -> numpy.ndarray
method .Model.predict_on_batch(x) -> numpy.ndarray
method .Model.train_on_batch(x, y?, sample_weight?, class_weight?, return_dict=False)
method .Model.test_on_batch(x, y?, sample_weight?, return_dict=False)
method .Model.{summary,save,save_weights,load_weights,build,reset_states}(...) -> None
method .Model.get_layer(name?, index?) -> .layers.Layer
method .Model.get_config() -> dict
method .Sequential.add(layer, rebuild=True) -> None
method .Sequential.pop(rebuild=True)
attribute .Model.{layers,metrics_names} : list
attribute .Model.optimizer : .optimizers.Optimizer
attribute .Model.{stop_training,run_eagerly} : bool
def .models.load_model(filepath, custom_objects?, compile=True, safe_mode=True) -> .Model
alias keras.saving.load_model = keras.models.load_model
def .models.clone_model(model, ...) -> .Model
def .models.model_from_json(json_string, custom_objects?) -> .Model
def .mixed_precision.set_global_policy(policy) -> None
class .mixed_precision.LossScaleOptimizer(inner_optimizer, ...) : .optimizers.Optimizer
class .DTypePolicy(name, **)
alias keras.mixed_precision.{Policy,DTypePolicy} = keras.DTypePolicy
def .backend.clear_session(free_memory=True) -> None
def .backend.set_floatx(value) -> None
in keras.layers : .Layer
attribute .Layer.{trainable,built} : bool
attribute .Layer.{weights,trainable_weights,non_trainable_weights,trainable_variables} : list
attribute .Layer.{input,output} : keras.KerasTensor
method .Layer.__call__(...) -> keras.KerasTensor
method .Layer.add_weight(...)
method .Layer.count_params() -> int
class .Dense(units, activation?, use_bias=True, **)
class .EinsumDense(equation, output_shape, activation?, bias_axes?, **)
class .{Conv1D,Conv2D,Conv3D}(filters, kernel_size, strides=1, padding="valid", data_format?, dilation_rate=1, groups=1, activation?, use_bias=True, **)
alias keras.layers.Convolution{1D,2D,3D} = keras.layers.Conv{}
class .{Conv1DTranspose,Conv2DTranspose}(filters, kernel_size, strides=1, padding="valid", output_padding?, data_format?, dilation_rate=1, activation?, use_bias=True, **)
class .Conv3DTranspose(filters, kernel_size, strides=1, padding="valid", **)
class .{SeparableConv1D,SeparableConv2D}(filters, kernel_size, strides=1, padding="valid", data_format?, dilation_rate=1, depth_multiplier=1, activation?, use_bias=True, **)
class .{DepthwiseConv1D,DepthwiseConv2D}(kernel_size, strides=1, padding="valid", depth_multiplier=1, data_format?, dilation_rate=1, activation?, use_bias=True, **)
class .{MaxPooling1D,MaxPooling2D,MaxPooling3D,AveragePooling1D,AveragePooling2D,AveragePooling3D}(pool_size=2, strides?, padding="valid", data_format?, name?, **)
alias keras.layers.MaxPool{1D,2D,3D} = keras.layers.MaxPooling{}
alias keras.layers.AvgPool{1D,2D,3D} = keras.layers.AveragePooling{}
class .Global{Max,Average}Pooling{1D,2D,3D}(data_format?, keepdims=False, **)
alias keras.layers.GlobalMaxPool{1D,2D,3D} = keras.layers.GlobalMaxPooling{}
alias keras.layers.GlobalAvgPool{1D,2D,3D} = keras.layers.GlobalAveragePooling{}
class .BatchNormalization(axis=-1, momentum=0.99, epsilon=0.001, center=True, scale=True, **)
class .LayerNormalization(axis=-1, epsilon=0.001, center=True, scale=True, **)
class .GroupNormalization(groups=32, axis=-1, epsilon=0.001, center=True, scale=True, **)
class .{Dropout,AlphaDropout,GaussianDropout}(rate, **)
class .SpatialDropout{1D,2D,3D}(rate, **)
class .GaussianNoise(stddev, seed?, **)
class .Embedding(input_dim, output_dim, embeddings_initializer="uniform", embeddings_regularizer?, embeddings_constraint?, mask_zero=False, weights?, **)
class .{LSTM,GRU,CuDNNLSTM,CuDNNGRU}(units, activation="tanh", recurrent_activation="sigmoid", use_bias=True, *, dropout=0.0, recurrent_dropout=0.0, return_sequences=False, return_state=False, go_backwards=False, stateful=False, unroll=False, **)
class .SimpleRNN(units, activation="tanh", use_bias=True, *, dropout=0.0, recurrent_dropout=0.0, return_sequences=False, return_state=False, go_backwards=False, stateful=False, unroll=False, **)
class .{LSTMCell,GRUCell}(units, activation="tanh", recurrent_activation="sigmoid", use_bias=True, **)
class .SimpleRNNCell(units, activation="tanh", use_bias=True, **)
class .RNN(cell, return_sequences=False, return_state=False, go_backwards=False, stateful=False, unroll=False, **)
class .ConvLSTM{1D,2D,3D}(filters, kernel_size, strides=1, padding="valid", *, return_sequences=False, **)
class .Bidirectional(layer, merge_mode="concat", weights?, backward_layer?, **)
class .TimeDistributed(layer, **)
class .MultiHeadAttention(num_heads, key_dim, value_dim?, dropout=0.0, use_bias=True, output_shape?, attention_axes?, **)
class .{Attention,AdditiveAttention}(...)
class .Flatten(data_format?, **)
class .Reshape(target_shape, **)
class .Permute(dims, **)
class .RepeatVector(n, **)
class .Activation(activation, **)
class .ReLU(max_value?, negative_slope=0.0, threshold=0.0, **)
class .LeakyReLU(negative_slope=0.3, **)
class .PReLU(...)
class .ELU(alpha=1.0, **)
class .{Softmax,Concatenate,UnitNormalization}(axis=-1, **)
class .{Add,Subtract,Multiply,Average,Maximum,Minimum,Identity}(**)
class .Dot(axes, normalize=False, **)
def .{concatenate,dot}(inputs, ...) -> keras.KerasTensor
def .{add,subtract,multiply,average,maximum,minimum}(inputs, **) -> keras.KerasTensor
class .Lambda(function, output_shape?, mask?, arguments?, **)
class .Masking(mask_value=0.0, **)
class .UpSampling{1D,2D,3D}(size=2, **)
class .ZeroPadding{1D,2D,3D}(padding=1, **)
class .Cropping{1D,2D,3D}(...)
class .Rescaling(scale, offset=0.0, **)
class .{Resizing,CenterCrop}(height, width, **)
class .Normalization(axis=-1, mean?, variance?, invert=False, **)
class .RandomFlip(mode="horizontal_and_vertical", seed?, **)
class .{RandomRotation,RandomContrast,RandomBrightness}(factor, **)
class .RandomZoom(height_factor, width_factor?, **)
class .RandomTranslation(height_factor, width_factor, **)
class .RandomCrop(height, width, seed?, **)
class .TextVectorization(max_tokens?, standardize="lower_and_strip_punctuation", split="whitespace", ngrams?, output_mode="int", output_sequence_length?, **)
class .{StringLookup,IntegerLookup}(max_tokens?, num_oov_indices=1, **)
class .{CategoryEncoding,Discretization,Hashing}(...)
method .{TextVectorization,Normalization,StringLookup,IntegerLookup}.adapt(data, ...) -> None
class .InputLayer(shape?, batch_size?, dtype?, **)
class .Wrapper(layer, **)
in keras.callbacks : .Callback
class .EarlyStopping(monitor="val_loss", min_delta=0, patience=0, verbose=0, mode="auto", baseline?, restore_best_weights=False, start_from_epoch=0)
class .ModelCheckpoint(filepath, monitor="val_loss", verbose=0, save_best_only=False, save_weights_only=False, mode="auto", save_freq="epoch", initial_value_threshold?)
class .ReduceLROnPlateau(monitor="val_loss", factor=0.1, patience=10, verbose=0, mode="auto", min_delta=1e-4, cooldown=0, min_lr=0.0, **)
class .LearningRateScheduler(schedule, verbose=0)
class .TensorBoard(log_dir="logs", histogram_freq=0, write_graph=True, write_images=False, write_steps_per_second=False, update_freq="epoch", profile_batch=0, **)
class .{CSVLogger,BackupAndRestore,TerminateOnNaN,LambdaCallback,ProgbarLogger,RemoteMonitor,SwapEMAWeights}(...)
class .History()
attribute .History.history : dict
attribute .History.epoch : list
in keras.optimizers : .Optimizer
alias keras.Optimizer = keras.optimizers.Optimizer
method .Optimizer.apply_gradients(grads_and_vars, **)
method .Optimizer.minimize(loss, var_list, tape?) -> None
class .SGD(learning_rate=0.01, momentum=0.0, nesterov=False, weight_decay?, **)
class .RMSprop(learning_rate=0.001, rho=0.9, momentum=0.0, epsilon=1e-7, centered=False, weight_decay?, **)
class .Adam(learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7, amsgrad=False, weight_decay?, **)
class .AdamW(learning_rate=0.001, weight_decay=0.004, beta_1=0.9, beta_2=0.999, epsilon=1e-7, amsgrad=False, **)
class .{Adamax,Nadam}(learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7, weight_decay?, **)
class .{Adagrad,Adadelta,Ftrl,Adafactor,Lion,Lamb,Muon}(learning_rate=0.001, ...)
class .schedules.{CosineDecay,PolynomialDecay}(initial_learning_rate, decay_steps, ...) : .schedules.LearningRateSchedule
class .schedules.{ExponentialDecay,InverseTimeDecay}(initial_learning_rate, decay_steps, decay_rate, staircase=False, **) : .schedules.LearningRateSchedule
class .schedules.CosineDecayRestarts(initial_learning_rate, first_decay_steps, t_mul=2.0, m_mul=1.0, alpha=0.0, **) : .schedules.LearningRateSchedule
class .schedules.PiecewiseConstantDecay(boundaries, values, **) : .schedules.LearningRateSchedule
in keras.losses : .Loss
class .{BinaryCrossentropy,CategoricalCrossentropy}(from_logits=False, label_smoothing=0.0, axis=-1, **)
class .SparseCategoricalCrossentropy(from_logits=False, ignore_class?, **)
class .{MeanSquaredError,MeanAbsoluteError,MeanAbsolutePercentageError,KLDivergence,Poisson,LogCosh,Hinge,CosineSimilarity,Huber,BinaryFocalCrossentropy,CategoricalFocalCrossentropy}(...)
in keras.applications -> keras.Model
def .{VGG16,VGG19,ResNet50,ResNet101,ResNet152,ResNet50V2,ResNet101V2,ResNet152V2,InceptionV3,InceptionResNetV2,Xception,DenseNet121,DenseNet169,DenseNet201}(include_top=True, weights="imagenet", input_tensor?, input_shape?, pooling?, classes=1000, **)
def .{EfficientNet,EfficientNetV2}{B0,B1,B2,B3}(include_top=True, weights="imagenet", input_tensor?, input_shape?, pooling?, classes=1000, **)
def .EfficientNet{B4,B5,B6,B7,V2S,V2M,V2L}(include_top=True, weights="imagenet", input_tensor?, input_shape?, pooling?, classes=1000, **)
def .ConvNeXt{Tiny,Small,Base,Large,XLarge}(include_top=True, include_preprocessing=True, weights="imagenet", input_tensor?, input_shape?, pooling?, classes=1000, **)
def .MobileNet(input_shape?, alpha=1.0, depth_multiplier=1, dropout=0.001, include_top=True, weights="imagenet", input_tensor?, pooling?, classes=1000, **)
def .MobileNetV2(input_shape?, alpha=1.0, include_top=True, weights="imagenet", input_tensor?, pooling?, classes=1000, **)
def .MobileNetV3{Small,Large}(input_shape?, alpha=1.0, minimalistic=False, include_top=True, weights="imagenet", input_tensor?, classes=1000, pooling?, **)
def .NASNet{Mobile,Large}(input_shape?, include_top=True, weights="imagenet", input_tensor?, pooling?, classes=1000, **)
def .preprocess_input(x, data_format?, **) -> arg(0)
in keras
def .datasets.{mnist,fashion_mnist}.load_data(...) -> tuple
def .datasets.cifar10.load_data() -> tuple
def .datasets.cifar100.load_data(label_mode="fine") -> tuple
def .datasets.{imdb,reuters}.load_data(...) -> tuple
def .datasets.{boston_housing,california_housing}.load_data(...) -> tuple
def .utils.image_dataset_from_directory(directory, labels="inferred", label_mode="int", class_names?, color_mode="rgb", batch_size=32, image_size=(256, 256), shuffle=True, **) -> tensorflow.data.Dataset
def .utils.text_dataset_from_directory(directory, labels="inferred", label_mode="int", class_names?, batch_size=32, max_length?, shuffle=True, **) -> tensorflow.data.Dataset
def .utils.timeseries_dataset_from_array(data, targets, sequence_length, sequence_stride=1, sampling_rate=1, batch_size=128, **) -> tensorflow.data.Dataset
def .utils.to_categorical(x, num_classes?) -> numpy.ndarray
def .utils.pad_sequences(sequences, maxlen?, dtype="int32", padding="pre", truncating="pre", value=0.0) -> numpy.ndarray
def .utils.img_to_array(img, data_format?, dtype?) -> numpy.ndarray
def .utils.load_img(path, ...)
def .utils.set_random_seed(seed) -> None
class .utils.PyDataset(workers=1, use_multiprocessing=False, max_queue_size=10)
class .preprocessing.image.ImageDataGenerator(**)
method .preprocessing.image.ImageDataGenerator.flow(x, y?, batch_size=32, shuffle=True, **)
method .preprocessing.image.ImageDataGenerator.flow_from_directory(directory, target_size=(256, 256), color_mode="rgb", classes?, class_mode="categorical", batch_size=32, shuffle=True, **)
class .preprocessing.text.Tokenizer(num_words?, **)
`;
