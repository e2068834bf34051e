/** Hugging Face Datasets. */
export const datasets = `
in datasets
def .load_dataset(path, name=None, data_dir=None, data_files=None, split=None, cache_dir=None, features=None, download_config=None, download_mode=None, verification_mode=None, keep_in_memory=None, save_infos=False, revision=None, token=None, streaming=False, num_proc=None, storage_options=None, **config_kwargs)
def .load_from_disk(dataset_path, keep_in_memory=None, storage_options=None)
def .{concatenate_datasets,interleave_datasets}(dsets, *args, **kwargs) -> .Dataset
class .Dataset(arrow_table, info=None, split=None, indices_table=None, fingerprint=None)
class .DatasetDict(*args, **kwargs) : dict
class .IterableDataset(*args, **kwargs) : torch.utils.data.IterableDataset
class .IterableDatasetDict(*args, **kwargs) : dict
alias datasets.{arrow_dataset,dataset_dict,iterable_dataset,load,combine} = datasets
method .Dataset.map(function=None, with_indices=False, with_rank=False, input_columns=None, batched=False, batch_size=1000, drop_last_batch=False, remove_columns=None, keep_in_memory=False, load_from_cache_file=None, cache_file_name=None, features=None, fn_kwargs=None, num_proc=None, desc=None) -> .Dataset
method .DatasetDict.map(function=None, with_indices=False, with_rank=False, with_split=False, input_columns=None, batched=False, batch_size=1000, drop_last_batch=False, remove_columns=None, keep_in_memory=False, load_from_cache_file=None, **kwargs) -> .DatasetDict
method .IterableDataset.map(function=None, with_indices=False, input_columns=None, batched=False, batch_size=1000, drop_last_batch=False, remove_columns=None, features=None, fn_kwargs=None) -> .IterableDataset
method .Dataset.{filter,shuffle,select,sort,shard,remove_columns,rename_column,rename_columns,select_columns,with_format,with_transform,cast,cast_column,class_encode_column,flatten,add_column,take,skip,repeat,flatten_indices}(*args, **kwargs) -> .Dataset
method .DatasetDict.{filter,shuffle,sort,remove_columns,rename_column,rename_columns,select_columns,with_format,with_transform,cast,cast_column,class_encode_column,flatten}(*args, **kwargs) -> .DatasetDict
method .IterableDataset.{filter,shuffle,take,skip,remove_columns,rename_column,with_format,cast_column}(*args, **kwargs) -> .IterableDataset
method .Dataset.train_test_split(test_size=None, train_size=None, shuffle=True, stratify_by_column=None, seed=None, **kwargs) -> .DatasetDict
method .{Dataset,DatasetDict}.{set_format,set_transform,save_to_disk,push_to_hub}(*args, **kwargs) -> None
method .Dataset.to_pandas(batch_size=None, batched=False) -> pandas.DataFrame
method .Dataset.to_tf_dataset(batch_size=None, columns=None, shuffle=False, collate_fn=None, drop_remainder=False, **kwargs) -> tensorflow.data.Dataset
method .Dataset.{from_dict,from_list,from_pandas,from_csv,from_json,from_parquet,from_generator}(*args, **kwargs) -> .Dataset
attribute .Dataset.{num_rows,num_columns} : int
attribute .Dataset.column_names : list
attribute .DatasetDict.{column_names,num_rows} : dict
attribute .Dataset.features : dict
`;
