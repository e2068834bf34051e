/** TensorFlow: tf.data, tf.function, devices and the tensor operations that training loops use. */
export const tensorflow = `alias tensorflow.keras = keras
alias tensorflow.{contrib.keras,compat.v1.keras,compat.v2.keras} = keras
alias tensorflow.python.keras = keras
alias tensorflow._api.v2.v2 = tensorflow
alias tensorflow.compat.{v1,v2} = tensorflow
alias tensorflow.data.experimental.AUTOTUNE = tensorflow.data.AUTOTUNE
alias tensorflow.app.flags = absl.flags
alias tensorflow.flags = absl.flags
alias tensorflow.app.run = absl.app.run
alias tensorflow.losses = keras.losses
alias tensorflow.optimizers = keras.optimizers
alias tensorflow.data.Dataset.AUTOTUNE = tensorflow.data.AUTOTUNE
attribute tensorflow.data.AUTOTUNE : int
in tensorflow.data.Dataset -> tensorflow.data.Dataset
class tensorflow.data.Dataset(variant_tensor)
class tensorflow.data.TFRecordDataset(filenames, compression_type?, buffer_size?, num_parallel_reads?, name?) : tensorflow.data.Dataset
class tensorflow.data.TextLineDataset(filenames, ...) : tensorflow.data.Dataset
method .{from_tensor_slices,from_tensors}(tensors, name?)
method .from_generator(generator, output_types?, output_shapes?, args?, output_signature?, name?)
method .range(...)
method .list_files(file_pattern, shuffle?, seed?, name?)
method .zip(*args, datasets?, name?)
method .map(map_func, num_parallel_calls?, deterministic?, **)
method .interleave(map_func, cycle_length?, block_length?, num_parallel_calls?, deterministic?, name?)
method .flat_map(map_func, name?)
method .filter(predicate, name?)
method .batch(batch_size, drop_remainder=False, num_parallel_calls?, deterministic?, name?)
method .padded_batch(batch_size, padded_shapes?, padding_values?, drop_remainder=False, name?)
method .shuffle(buffer_size, seed?, reshuffle_each_iteration=True, name?)
method .repeat(count?, name?)
method .{take,skip}(count, name?)
method .cache(filename="", name?)
method .prefetch(buffer_size, name?)
method .concatenate(dataset, name?)
method .shard(num_shards, index, name?)
method .window(size, shift?, stride=1, drop_remainder=False, name?)
method .{unbatch,enumerate,apply,with_options,load,sample_from_datasets}(...)
method .reduce(initial_state, reduce_func, name?) -> ?
method .cardinality() -> tensorflow.Tensor
method .as_numpy_iterator() -> ?
in tensorflow
class .data.Options()
def .data.experimental.make_csv_dataset(file_pattern, batch_size, ...) -> .data.Dataset
def .function(func?, input_signature?, autograph=True, jit_compile?, reduce_retracing=False, **) -> arg(0)
alias tensorflow.config.experimental.list_physical_devices = tensorflow.config.list_physical_devices
class .GradientTape(persistent=False, watch_accessed_variables=True)
method .GradientTape.gradient(target, sources, **) -> list
def .{py_function,numpy_function}(...) -> .Tensor
def .config.list_physical_devices(device_type?) -> list
def .config.{run_functions_eagerly,experimental_run_functions_eagerly}(run_eagerly) -> None
def .config.{set_visible_devices,optimizer.set_jit,experimental.set_memory_growth,experimental.enable_tensor_float_32_execution}(...) -> None
def .data.experimental.enable_debug_mode() -> None
def .debugging.enable_check_numerics(...) -> None
def .test.is_gpu_available(...) -> bool
def .test.gpu_device_name() -> str
def .random.set_seed(seed) -> None
def .device(device_name)
class .distribute.Strategy(...)
class .distribute.{MirroredStrategy,MultiWorkerMirroredStrategy,TPUStrategy,OneDeviceStrategy,experimental.TPUStrategy,experimental.CentralStorageStrategy}(...) : .distribute.Strategy
class .estimator.Estimator(model_fn, model_dir?, config?, params?, warm_start_from?)
method .estimator.Estimator.train(input_fn, hooks?, steps?, max_steps?, saving_listeners?) -> .estimator.Estimator
class .estimator.TrainSpec(input_fn, max_steps?, hooks?, saving_listeners?)
def .estimator.train_and_evaluate(estimator, train_spec, eval_spec)
method .distribute.Strategy.scope()
method .distribute.Strategy.{run,experimental_run_v2}(fn, args=(), kwargs?, options?)
method .distribute.Strategy.experimental_distribute_dataset(dataset, options?) -> arg(0)
attribute .distribute.Strategy.num_replicas_in_sync : int
class .distribute.cluster_resolver.TPUClusterResolver(...)
class .Tensor(...)
class .Variable(initial_value?, trainable?, ...) : .Tensor
method .Tensor.numpy() -> numpy.ndarray
class .{TensorShape,DType}(...)
attribute .Tensor.shape : .TensorShape
attribute .{float16,bfloat16,float32,float64,int32,int64,uint8,string} : .DType
class .Module(name?)
in tensorflow -> .Tensor
def .{constant,convert_to_tensor}(value, dtype?, ...)
def .{zeros,ones}(shape, ...)
def .random.{normal,uniform,truncated_normal}(shape, ...)
def .{concat,stack}(values, ...)
def .{cast,reshape,transpose,expand_dims,squeeze,one_hot,gather,where,abs,exp,sqrt,square,tile,range,matmul,add,multiply,shape,clip_by_value,pad,argmax,reduce_mean,reduce_sum,reduce_max,reduce_min}(...)
def .{math.log,math.exp,math.reduce_mean,math.reduce_sum,math.argmax,math.l2_normalize,nn.softmax,nn.sigmoid,nn.relu,nn.tanh,nn.l2_normalize}(...)
def .image.{resize,random_crop,random_flip_left_right,random_flip_up_down,random_brightness,random_contrast,decode_jpeg,decode_png,decode_image,convert_image_dtype,per_image_standardization,central_crop}(...)
`;
