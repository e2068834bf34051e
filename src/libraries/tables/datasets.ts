/** Hugging Face Datasets. */
export const datasets = `
in datasets
def .load_dataset(path, name?, data_dir?, data_files?, split?, cache_dir?, *, keep_in_memory?, streaming=False, num_proc?, **)
def .load_from_disk(dataset_path, keep_in_memory?, storage_options?)
def .{concatenate_datasets,interleave_datasets}(...) -> .Dataset
class .Dataset(arrow_table, info?, split?, indices_table?, fingerprint?)
class .DatasetDict(...) : dict
class .IterableDataset(...) : torch.utils.data.IterableDataset
class .IterableDatasetDict(...) : dict
alias datasets.{arrow_dataset,dataset_dict,iterable_dataset,load,combine} = datasets
method .Dataset.map(function?, with_indices=False, with_rank=False, input_columns?, batched=False, batch_size=1000, *, remove_columns?, num_proc?, **) -> .Dataset
method .DatasetDict.map(function?, with_indices=False, with_rank=False, with_split=False, input_columns?, batched=False, batch_size=1000, *, remove_columns?, num_proc?, **) -> .DatasetDict
method .IterableDataset.map(function?, with_indices=False, input_columns?, batched=False, batch_size=1000, drop_last_batch=False, remove_columns?, features?, fn_kwargs?) -> .IterableDataset
method .Dataset.{filter,shuffle,select,sort,shard,remove_columns,rename_column,rename_columns,select_columns,with_format,with_transform,cast,cast_column,class_encode_column,flatten,add_column,take,skip,repeat,flatten_indices}(...) -> .Dataset
method .DatasetDict.{filter,shuffle,sort,remove_columns,rename_column,rename_columns,select_columns,with_format,with_transform,cast,cast_column,class_encode_column,flatten}(...) -> .DatasetDict
method .IterableDataset.{filter,shuffle,take,skip,remove_columns,rename_column,with_format,cast_column}(...) -> .IterableDataset
method .Dataset.train_test_split(test_size?, train_size?, shuffle=True, stratify_by_column?, seed?, **) -> .DatasetDict
method .{Dataset,DatasetDict}.{set_format,set_transform,save_to_disk,push_to_hub}(...) -> None
method .Dataset.to_pandas(batch_size?, batched=False) -> pandas.DataFrame
method .Dataset.to_tf_dataset(batch_size?, columns?, shuffle=False, collate_fn?, drop_remainder=False, **) -> tensorflow.data.Dataset
method .Dataset.{from_dict,from_list,from_pandas,from_csv,from_json,from_parquet,from_generator}(...) -> .Dataset
attribute .Dataset.{num_rows,num_columns} : int
attribute .Dataset.column_names : list
attribute .DatasetDict.{column_names,num_rows} : dict
attribute .Dataset.features : dict
`;
