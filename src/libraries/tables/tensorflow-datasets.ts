/** TensorFlow Datasets. */
export const tensorflowDatasets = `
in tensorflow_datasets
def .load(name, *, split?, data_dir?, batch_size?, shuffle_files=False, download=True, as_supervised=False, decoders?, read_config?, with_info=False, **)
def .builder(name, *, data_dir?, **)
def .as_numpy(dataset)
`;
