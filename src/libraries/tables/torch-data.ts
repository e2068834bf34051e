/** PyTorch: datasets, samplers and loaders. */
export const torchData = `
in torch.utils.data
class .DataLoader(dataset, batch_size=1, shuffle?, sampler?, batch_sampler?, num_workers=0, collate_fn?, pin_memory=False, drop_last=False, timeout=0, worker_init_fn?, multiprocessing_context?, generator?, *, prefetch_factor?, persistent_workers=False, pin_memory_device="", in_order=True)
alias torch.utils.data.{dataloader,dataset,distributed,sampler,dataloader_experimental} = torch.utils.data
alias torch.utils.data.datapipes.datapipe.{MapDataPipe,IterDataPipe} = torch.utils.data.{}
attribute .{DataLoader,Subset}.dataset : .Dataset
attribute .DataLoader.{sampler,batch_sampler} : .Sampler
attribute .DataLoader.{batch_size,num_workers,prefetch_factor} : int
attribute .DataLoader.{pin_memory,drop_last,persistent_workers} : bool
class .Dataset()
class .IterableDataset() : .Dataset
class .MapDataPipe() : .Dataset
class .IterDataPipe() : .IterableDataset
class .TensorDataset(*tensors) : .Dataset
class .ConcatDataset(datasets) : .Dataset
class .Subset(dataset, indices) : .Dataset
class .StackDataset(...) : .Dataset
class .ChainDataset(datasets) : .IterableDataset
attribute .Subset.indices : list
class .Sampler(data_source?)
class .SequentialSampler(data_source) : .Sampler
class .RandomSampler(data_source, replacement=False, num_samples?, generator?) : .Sampler
class .SubsetRandomSampler(indices, generator?) : .Sampler
class .WeightedRandomSampler(weights, num_samples, replacement=True, generator?) : .Sampler
class .BatchSampler(sampler, batch_size, drop_last) : .Sampler
class .DistributedSampler(dataset, num_replicas?, rank?, shuffle=True, seed=0, drop_last=False) : .Sampler
method .DistributedSampler.set_epoch(epoch) -> None
def .random_split(dataset, lengths, generator=default_generator) -> list
def .default_collate(batch)
def .default_convert(data)
def .get_worker_info()
`;

/** Loaders of torchdata: those of PyTorch that can be stopped and taken up again. */
export const torchdata = `
class torchdata.stateful_dataloader.StatefulDataLoader(dataset, batch_size=1, shuffle?, sampler?, batch_sampler?, num_workers=0, collate_fn?, pin_memory=False, drop_last=False, timeout=0, worker_init_fn?, multiprocessing_context?, generator?, *, prefetch_factor?, persistent_workers=False, pin_memory_device="", snapshot_every_n_steps=1) : torch.utils.data.DataLoader
`;
