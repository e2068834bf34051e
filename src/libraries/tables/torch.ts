/** PyTorch: tensors, autograd, devices, precision, compilation, distributed. */
export const torch = `
in torch
# dtypes, devices
attribute .{float16,bfloat16,float32,float64,int8,int16,int32,int64,uint8,bool,complex64,complex128,float8_e4m3fn,float8_e5m2} : .dtype
alias torch.half = torch.float16
alias torch.float = torch.float32
alias torch.double = torch.float64
alias torch.short = torch.int16
alias torch.int = torch.int32
alias torch.long = torch.int64
attribute .{contiguous_format,channels_last,channels_last_3d,preserve_format} : .memory_format
class .device(type, index=None)
attribute .device.type : str
attribute .device.index : int
class .Generator(device="cpu")
method .Generator.manual_seed(seed) -> self
def .manual_seed(seed) -> .Generator
def .seed() -> int
def .get_default_dtype() -> .dtype
def .{set_default_dtype,set_default_tensor_type}(d) -> None
def .set_default_device(device) -> None
def .set_num_threads(int) -> None
def .get_num_threads() -> int
def .set_float32_matmul_precision(precision) -> None
def .get_float32_matmul_precision() -> str
def .use_deterministic_algorithms(mode, *, warn_only=False) -> None
def .set_printoptions(*args, **kwargs) -> None
# contexts
class .no_grad()
class .inference_mode(mode=True)
class .set_grad_enabled(mode)
class .enable_grad(orig_func=None)
def .is_grad_enabled() -> bool
class .autocast(device_type, dtype=None, enabled=True, cache_enabled=None)
alias torch.amp.autocast = torch.autocast
alias torch.amp.autocast_mode.autocast = torch.autocast
class .cuda.amp.autocast(enabled=True, dtype=torch.float16, cache_enabled=True) : .autocast
class .cpu.amp.autocast(enabled=True, dtype=torch.bfloat16, cache_enabled=True) : .autocast
alias torch.cuda.amp.autocast_mode = torch.cuda.amp
class .amp.GradScaler(device="cuda", init_scale=65536.0, growth_factor=2.0, backoff_factor=0.5, growth_interval=2000, enabled=True)
class .{cuda.amp.GradScaler,cpu.amp.GradScaler}(init_scale=65536.0, growth_factor=2.0, backoff_factor=0.5, growth_interval=2000, enabled=True) : .amp.GradScaler
alias torch.amp.grad_scaler = torch.amp
alias torch.cuda.amp.grad_scaler = torch.cuda.amp
alias torch.GradScaler = torch.amp.GradScaler
method .amp.GradScaler.scale(outputs) -> .Tensor
method .amp.GradScaler.step(optimizer, *args, **kwargs)
method .amp.GradScaler.update(new_scale=None) -> None
method .amp.GradScaler.unscale_(optimizer) -> None
method .amp.GradScaler.is_enabled() -> bool
def .{amp.custom_fwd,cuda.amp.custom_fwd}(*args, **kwargs)
alias torch.autograd.grad_mode = torch
class .autograd.detect_anomaly(check_nan=True)
class .autograd.set_detect_anomaly(mode, check_nan=True)
alias torch.autograd.anomaly_mode = torch.autograd
def .autograd.grad(outputs, inputs, grad_outputs=None, retain_graph=None, create_graph=False, only_inputs=True, allow_unused=None, is_grads_batched=False, materialize_grads=False) -> tuple
def .autograd.backward(tensors, grad_tensors=None, retain_graph=None, create_graph=False, grad_variables=None, inputs=None) -> None
class .autograd.Function()
method .autograd.Function.apply(*args, **kwargs) -> .Tensor
alias torch.autograd.function.Function = torch.autograd.Function
alias torch.autograd.variable = torch.autograd
def .autograd.Variable(data, requires_grad=False, volatile=False) -> arg(0)
class .autograd.profiler.{profile,emit_nvtx}(*args, **kwargs)
class .profiler.profile(*, activities=None, schedule=None, on_trace_ready=None, record_shapes=False, profile_memory=False, with_stack=False, with_flops=False, with_modules=False, experimental_config=None, execution_trace_observer=None, acc_events=False, use_cuda=None, custom_trace_id_callback=None, post_processing_timeout_s=None)
alias torch.profiler.profiler = torch.profiler
def .profiler.schedule(*, wait, warmup, active, repeat=0, skip_first=0, skip_first_wait=0)
class .profiler.record_function(name, args=None)
def .compile(model=None, *, fullgraph=False, dynamic=None, backend="inductor", mode=None, options=None, disable=False) -> arg(0)
def .jit.script(obj, optimize=None, _frames_up=0, _rcb=None, example_inputs=None) -> arg(0)
def .jit.trace(func, example_inputs=None, optimize=None, check_trace=True, check_inputs=None, check_tolerance=1e-5, strict=True, _force_outplace=False, _module_class=None, _compilation_unit=<CompilationUnit>, example_kwarg_inputs=None, _store_inputs=True) -> arg(0)
def .jit.freeze(mod, preserved_attrs=None, optimize_numerics=True) -> arg(0)
def .jit.load(f, map_location=None, _extra_files=None, _restore_shapes=False) -> .jit.ScriptModule
class .jit.ScriptModule() : .nn.Module
def .jit.save(m, f, _extra_files=None) -> None
def .load(f, map_location=None, pickle_module=None, *, weights_only=None, mmap=None, **pickle_load_args)
[torch<2.6] def .load(f, map_location=None, pickle_module=None, *, weights_only=False, mmap=None, **pickle_load_args)
def .save(obj, f, pickle_module=<module>, pickle_protocol=2, _use_new_zipfile_serialization=True, _disable_byteorder_record=False) -> None
def .hub.load(repo_or_dir, model, *args, source="github", trust_repo=None, force_reload=False, verbose=True, skip_validation=False, **kwargs)
def .hub.load_state_dict_from_url(url, model_dir=None, map_location=None, progress=True, check_hash=False, file_name=None, weights_only=False) -> dict
def .utils.model_zoo.load_url(url, model_dir=None, map_location=None, progress=True, check_hash=False, file_name=None) -> dict
def .utils.checkpoint.checkpoint(function, *args, use_reentrant=None, context_fn=noop_context_fn, determinism_check="default", debug=False, early_stop=True, **kwargs)
def .utils.checkpoint.checkpoint_sequential(functions, segments, input, use_reentrant=None, **kwargs)
class .utils.tensorboard.SummaryWriter(log_dir=None, comment="", purge_step=None, max_queue=10, flush_secs=120, filename_suffix="")
alias torch.utils.tensorboard.writer = torch.utils.tensorboard
method .utils.tensorboard.SummaryWriter.{add_scalar,add_scalars}(tag, scalar_value, global_step=None, walltime=None) -> None
method .utils.tensorboard.SummaryWriter.{add_image,add_images,add_figure,add_histogram,add_text,add_graph}(tag, *args, **kwargs) -> None
class .utils.benchmark.Timer(stmt="pass", setup="pass", **kwargs)
def .{vmap,func.vmap,func.grad}(func, *args, **kwargs)
# cuda and other back ends
def .cuda.is_available() -> bool
def .cuda.{device_count,current_device}() -> int
def .cuda.set_device(device) -> None
def .cuda.get_device_name(device=None) -> str
def .cuda.get_device_capability(device=None) -> tuple
def .cuda.get_device_properties(device=None)
def .cuda.is_bf16_supported(including_emulation=True) -> bool
def .cuda.synchronize(device=None) -> None
def .cuda.{empty_cache,ipc_collect}() -> None
def .cuda.{memory_allocated,max_memory_allocated,memory_reserved,max_memory_reserved}(device=None) -> int
def .cuda.reset_peak_memory_stats(device=None) -> None
def .cuda.{manual_seed,manual_seed_all}(seed) -> None
alias torch.cuda.memory = torch.cuda
alias torch.cuda.random = torch.cuda
class .cuda.Event(enable_timing=False, blocking=False, interprocess=False, external=False)
method .cuda.Event.record(stream=None) -> None
method .cuda.Event.elapsed_time(end_event) -> float
method .cuda.Event.synchronize() -> None
class .cuda.Stream(device=None, priority=0, **kwargs)
method .cuda.Stream.synchronize() -> None
def .cuda.stream(stream)
def .cuda.{current_stream,default_stream}(device=None) -> .cuda.Stream
class .cuda.device(device)
class .cuda.CUDAGraph(keep_graph=False)
def .backends.mps.{is_available,is_built}() -> bool
def .{mps,xpu}.synchronize() -> None
def .{mps,xpu}.empty_cache() -> None
def .xpu.is_available() -> bool
def .xpu.device_count() -> int
def .accelerator.is_available() -> bool
def .accelerator.current_accelerator(check_available=False) -> .device
def .accelerator.synchronize(device=None) -> None
attribute .backends.cudnn.{benchmark,deterministic,enabled,allow_tf32} : bool
attribute .backends.cuda.matmul.{allow_tf32,allow_bf16_reduced_precision_reduction,allow_fp16_reduced_precision_reduction} : bool
attribute .backends.{fp32_precision,cuda.matmul.fp32_precision,cudnn.conv.fp32_precision,cudnn.rnn.fp32_precision} : str
def .backends.cudnn.version() -> int
def .backends.cudnn.is_available() -> bool
def .backends.cuda.{enable_flash_sdp,enable_mem_efficient_sdp,enable_math_sdp,enable_cudnn_sdp}(enabled) -> None
def .backends.cuda.sdp_kernel(enable_flash=True, enable_math=True, enable_mem_efficient=True, enable_cudnn=True)
# creation
def .{zeros,ones,empty}(*size, out=None, dtype=None, layout=torch.strided, device=None, requires_grad=False, pin_memory=False, **kwargs) -> .Tensor
def .{rand,randn}(*size, generator=None, out=None, dtype=None, layout=torch.strided, device=None, requires_grad=False, pin_memory=False) -> .Tensor
def .{zeros_like,ones_like,empty_like,rand_like,randn_like}(input, *, dtype=None, layout=None, device=None, requires_grad=False, memory_format=torch.preserve_format) -> .Tensor
def .full(size, fill_value, *, out=None, dtype=None, layout=torch.strided, device=None, requires_grad=False) -> .Tensor
def .full_like(input, fill_value, *, dtype=None, layout=None, device=None, requires_grad=False, memory_format=torch.preserve_format) -> .Tensor
def .randint(*args, generator=None, out=None, dtype=None, layout=torch.strided, device=None, requires_grad=False) -> .Tensor
def .randint_like(input, *args, **kwargs) -> .Tensor
def .randperm(n, *, generator=None, out=None, dtype=torch.int64, layout=torch.strided, device=None, requires_grad=False, pin_memory=False) -> .Tensor
def .{arange,range}(*args, out=None, dtype=None, layout=torch.strided, device=None, requires_grad=False) -> .Tensor
def .{linspace,logspace}(start, end, steps, *, out=None, dtype=None, layout=torch.strided, device=None, requires_grad=False) -> .Tensor
def .eye(n, m=None, *, out=None, dtype=None, layout=torch.strided, device=None, requires_grad=False) -> .Tensor
def .tensor(data, *, dtype=None, device=None, requires_grad=False, pin_memory=False) -> .Tensor
def .{as_tensor,asarray}(data, dtype=None, device=None) -> .Tensor
def .from_numpy(ndarray) -> .Tensor
def .normal(mean, std, size=None, *, generator=None, out=None) -> .Tensor
def .{bernoulli,poisson}(input, *, generator=None, out=None) -> .Tensor
def .multinomial(input, num_samples, replacement=False, *, generator=None, out=None) -> .Tensor
class .{FloatTensor,DoubleTensor,HalfTensor,LongTensor,IntTensor,ByteTensor,BoolTensor}(*args, **kwargs) : .Tensor
class .cuda.{FloatTensor,LongTensor,ByteTensor,HalfTensor}(*args, **kwargs) : .Tensor
# operations
def .{cat,concat,concatenate,stack}(tensors, dim=0, *, out=None) -> .Tensor
def .{hstack,vstack,dstack}(tensors, *, out=None) -> .Tensor
def .{matmul,mm,bmm,mv,dot,ger,outer,kron}(input, other, *, out=None) -> .Tensor
def .{add,sub,mul,div,true_divide,remainder,fmod,maximum,minimum,eq,ne,lt,le,gt,ge,atan2,logical_and,logical_or,logical_xor}(input, other, *, out=None, **kwargs) -> .Tensor
def .pow(input, exponent, *, out=None) -> .Tensor
def .{addmm,baddbmm,addbmm}(input, mat1, mat2, *, beta=1, alpha=1, out=None) -> .Tensor
def .einsum(*args) -> .Tensor
def .tensordot(a, b, dims=2, out=None) -> .Tensor
def .{abs,exp,expm1,log,log1p,log2,log10,sqrt,rsqrt,square,sin,cos,tan,sinh,cosh,tanh,asin,acos,atan,sigmoid,erf,neg,sign,floor,ceil,trunc,reciprocal,relu,isnan,isinf,isfinite,logical_not}(input, *, out=None) -> .Tensor
def .round(input, *, decimals=0, out=None) -> .Tensor
def .clamp(input, min=None, max=None, *, out=None) -> .Tensor
def .{softmax,log_softmax}(input, dim, *, dtype=None) -> .Tensor
def .{sum,mean,prod,std,var,nansum,nanmean,logsumexp,amax,amin,argmax,argmin,all,any}(input, dim=None, keepdim=False, **kwargs) -> .Tensor
def .norm(input, p="fro", dim=None, keepdim=False, out=None, dtype=None) -> .Tensor
def .{cumsum,cumprod}(input, dim, *, dtype=None, out=None) -> .Tensor
def .{max,min,median,mode}(input, *args, **kwargs)
def .topk(input, k, dim=-1, largest=True, sorted=True, *, out=None)
def .sort(input, dim=-1, descending=False, stable=False, *, out=None)
def .argsort(input, dim=-1, descending=False, stable=False) -> .Tensor
def .reshape(input, shape) -> .Tensor
def .flatten(input, start_dim=0, end_dim=-1) -> .Tensor
def .squeeze(input, dim=None) -> .Tensor
def .unsqueeze(input, dim) -> .Tensor
def .{transpose,swapaxes}(input, dim0, dim1) -> .Tensor
def .permute(input, dims) -> .Tensor
def .flip(input, dims) -> .Tensor
def .roll(input, shifts, dims=None) -> .Tensor
def .repeat_interleave(input, repeats, dim=None, *, output_size=None) -> .Tensor
def .tile(input, dims) -> .Tensor
def .gather(input, dim, index, *, sparse_grad=False, out=None) -> .Tensor
def .index_select(input, dim, index, *, out=None) -> .Tensor
def .masked_select(input, mask, *, out=None) -> .Tensor
def .where(condition, input=None, other=None, *, out=None) -> .Tensor
def .{split,tensor_split}(tensor, split_size_or_sections, dim=0) -> tuple
def .chunk(input, chunks, dim=0) -> tuple
def .unbind(input, dim=0) -> tuple
def .meshgrid(*tensors, indexing=None) -> tuple
def .{tril,triu}(input, diagonal=0, *, out=None) -> .Tensor
def .diag(input, diagonal=0, *, out=None) -> .Tensor
def .cdist(x1, x2, p=2.0, compute_mode="use_mm_for_euclid_dist_if_necessary") -> .Tensor
def .cosine_similarity(x1, x2, dim=1, eps=1e-8) -> .Tensor
def .bincount(input, weights=None, minlength=0) -> .Tensor
def .unique(input, sorted=True, return_inverse=False, return_counts=False, dim=None)
def .nonzero(input, *, out=None, as_tuple=False) -> .Tensor
def .linalg.{inv,det,cholesky,eigvalsh,matrix_rank}(A, **kwargs) -> .Tensor
def .linalg.{norm,vector_norm,matrix_norm}(x, *args, **kwargs) -> .Tensor
def .linalg.solve(A, B, *, left=True, out=None) -> .Tensor
def .fft.{fft,ifft,rfft,irfft,fft2,ifft2,fftn,rfft2,irfft2}(input, *args, **kwargs) -> .Tensor
def .{allclose,equal,is_tensor,is_floating_point,is_complex,is_nonzero}(input, *args, **kwargs) -> bool
def .numel(input) -> int
# tensors
class .Tensor(*args, **kwargs)
alias torch._tensor.Tensor = torch.Tensor
attribute .Tensor.device : .device
attribute .Tensor.dtype : .dtype
attribute .Tensor.shape : .Size
attribute .Tensor.{grad,data,T,mT,H,real,imag} : .Tensor
attribute .Tensor.{requires_grad,is_cuda,is_mps,is_sparse,is_leaf} : bool
attribute .Tensor.ndim : int
class .Size(*args) : tuple
method .Size.numel() -> int
method .Tensor.item() -> float
method .Tensor.tolist() -> list
method .Tensor.numpy(*, force=False) -> numpy.ndarray
method .Tensor.__float__() -> float
method .Tensor.{__int__,__index__}() -> int
method .Tensor.__bool__() -> bool
method .Tensor.__len__() -> int
method .Tensor.cpu(memory_format=torch.preserve_format) -> .Tensor
method .Tensor.cuda(device=None, non_blocking=False, memory_format=torch.preserve_format) -> .Tensor
method .Tensor.to(*args, **kwargs) -> .Tensor
method .Tensor.{half,float,double,bfloat16,int,long,short,bool,byte,char}(memory_format=torch.preserve_format) -> .Tensor
method .Tensor.type(dtype=None, non_blocking=False, **kwargs) -> .Tensor
method .Tensor.type_as(other) -> .Tensor
method .Tensor.{detach,clone,contiguous,t,conj,ravel,positive,pin_memory,squeeze,nan_to_num}(*args, **kwargs) -> .Tensor
method .Tensor.{detach_,requires_grad_,zero_,fill_,copy_,normal_,uniform_,random_,clamp_,add_,sub_,mul_,div_,pow_,sqrt_,exp_,neg_,round_,masked_fill_,index_fill_,index_add_,index_copy_,scatter_,scatter_add_,squeeze_,unsqueeze_,t_,transpose_,lerp_,bernoulli_,set_,resize_,relu_,share_memory_,addcmul_,addcdiv_}(*args, **kwargs) -> self
method .Tensor.{view,reshape,permute,expand,repeat,tile,flip}(*shape) -> .Tensor
method .Tensor.{view_as,reshape_as,expand_as}(other) -> .Tensor
method .Tensor.flatten(start_dim=0, end_dim=-1) -> .Tensor
method .Tensor.unflatten(dim, sizes) -> .Tensor
method .Tensor.unsqueeze(dim) -> .Tensor
method .Tensor.{transpose,swapaxes}(dim0, dim1) -> .Tensor
method .Tensor.movedim(source, destination) -> .Tensor
method .Tensor.narrow(dimension, start, length) -> .Tensor
method .Tensor.unfold(dimension, size, step) -> .Tensor
method .Tensor.select(dim, index) -> .Tensor
method .Tensor.roll(shifts, dims=None) -> .Tensor
method .Tensor.repeat_interleave(repeats, dim=None, *, output_size=None) -> .Tensor
method .Tensor.{chunk,split,tensor_split,unsafe_chunk}(size, dim=0) -> tuple
method .Tensor.unbind(dim=0) -> tuple
method .Tensor.{add,sub,mul,div,true_divide,remainder,fmod,matmul,mm,bmm,mv,dot,outer,maximum,minimum,eq,ne,lt,le,gt,ge,logical_and,logical_or,logical_xor,bitwise_and,bitwise_or}(other, **kwargs) -> .Tensor
method .Tensor.pow(exponent) -> .Tensor
method .Tensor.{abs,exp,log,log1p,log2,sqrt,rsqrt,square,sin,cos,tan,tanh,sigmoid,erf,relu,neg,sign,floor,ceil,round,reciprocal,isnan,isinf,isfinite,logical_not}(**kwargs) -> .Tensor
method .Tensor.{clamp,clip}(min=None, max=None) -> .Tensor
method .Tensor.{softmax,log_softmax}(dim, dtype=None) -> .Tensor
method .Tensor.{sum,mean,prod,std,var,logsumexp,amax,amin,argmax,argmin,all,any,nansum}(dim=None, keepdim=False, **kwargs) -> .Tensor
method .Tensor.norm(p="fro", dim=None, keepdim=False, dtype=None) -> .Tensor
method .Tensor.{cumsum,cumprod}(dim, dtype=None) -> .Tensor
method .Tensor.{max,min,median,mode}(*args, **kwargs)
method .Tensor.topk(k, dim=None, largest=True, sorted=True)
method .Tensor.sort(dim=-1, descending=False)
method .Tensor.argsort(dim=-1, descending=False) -> .Tensor
method .Tensor.gather(dim, index) -> .Tensor
method .Tensor.index_select(dim, index) -> .Tensor
method .Tensor.masked_fill(mask, value) -> .Tensor
method .Tensor.masked_select(mask) -> .Tensor
method .Tensor.{scatter,scatter_add,index_add,index_copy}(dim, index, source, **kwargs) -> .Tensor
method .Tensor.{tril,triu,diag,diagonal}(diagonal=0) -> .Tensor
method .Tensor.where(condition, y) -> .Tensor
method .Tensor.lerp(end, weight) -> .Tensor
method .Tensor.{new_zeros,new_ones,new_empty}(*size, dtype=None, device=None, requires_grad=False) -> .Tensor
method .Tensor.new_tensor(data, *, dtype=None, device=None, requires_grad=False) -> .Tensor
method .Tensor.new_full(size, fill_value, **kwargs) -> .Tensor
method .Tensor.nonzero(as_tuple=False) -> .Tensor
method .Tensor.unique(sorted=True, return_inverse=False, return_counts=False, dim=None)
method .Tensor.backward(gradient=None, retain_graph=None, create_graph=False, inputs=None) -> None
method .Tensor.size(dim=None)
method .Tensor.stride(dim=None)
method .Tensor.{numel,nelement,dim,ndimension,get_device,element_size,data_ptr}() -> int
method .Tensor.{is_contiguous,is_floating_point,is_pinned,equal,allclose}(*args, **kwargs) -> bool
method .Tensor.register_hook(hook)
method .Tensor.retain_grad() -> None
# distributed
in torch.distributed
def .init_process_group(backend=None, init_method=None, timeout=None, world_size=-1, rank=-1, store=None, group_name="", pg_options=None, device_id=None, _ranks=None) -> None
def .destroy_process_group(group=None) -> None
def .{is_available,is_initialized,is_nccl_available}() -> bool
def .{get_rank,get_world_size}(group=None) -> int
def .all_reduce(tensor, op=<RedOpType>, group=None, async_op=False)
def .broadcast(tensor, src=None, group=None, async_op=False, group_src=None)
def .all_gather(tensor_list, tensor, group=None, async_op=False)
def .all_gather_object(object_list, obj, group=None)
def .reduce(tensor, dst=None, op=<RedOpType>, group=None, async_op=False, group_dst=None)
def .barrier(group=None, async_op=False, device_ids=None, timeout=None)
def .gather(tensor, gather_list=None, dst=None, group=None, async_op=False, group_dst=None)
def .scatter(tensor, scatter_list=None, src=None, group=None, async_op=False, group_src=None)
alias torch.distributed.distributed_c10d = torch.distributed
class .fsdp.FullyShardedDataParallel(module, process_group=None, sharding_strategy=None, cpu_offload=None, auto_wrap_policy=None, backward_prefetch=1, mixed_precision=None, ignored_modules=None, param_init_fn=None, device_id=None, sync_module_states=False, forward_prefetch=False, limit_all_gathers=True, use_orig_params=False, ignored_states=None, device_mesh=None) : torch.nn.Module
alias torch.distributed.fsdp.fully_sharded_data_parallel = torch.distributed.fsdp
def .fsdp.fully_shard(module, *, mesh=None, reshard_after_forward=None, **kwargs) -> arg(0)
class .fsdp.MixedPrecision(param_dtype=None, reduce_dtype=None, buffer_dtype=None, keep_low_precision_grads=False, cast_forward_inputs=False, cast_root_forward_inputs=True, _module_classes_to_ignore=(_BatchNorm,))
class .fsdp.CPUOffload(offload_params=False)
class .optim.ZeroRedundancyOptimizer(params, optimizer_class, process_group=None, parameters_as_bucket_view=False, overlap_with_ddp=False, **defaults) : torch.optim.Optimizer
alias torch.distributed.optim.zero_redundancy_optimizer = torch.distributed.optim
def .device_mesh.init_device_mesh(device_type, mesh_shape, *, mesh_dim_names=None, backend_override=None)
in torch.multiprocessing
def .set_start_method(method, force=False) -> None
def .cpu_count() -> int
in torch.distributions
class .Normal(loc, scale, validate_args=None) : .Distribution
class .{Categorical,Bernoulli}(probs=None, logits=None, validate_args=None) : .Distribution
class .MultivariateNormal(loc, covariance_matrix=None, precision_matrix=None, scale_tril=None, validate_args=None) : .Distribution
class .Independent(base_distribution, reinterpreted_batch_ndims, validate_args=None) : .Distribution
class .Uniform(low, high, validate_args=None) : .Distribution
class .Distribution(batch_shape=torch.Size([]), event_shape=torch.Size([]), validate_args=None)
method .Distribution.{sample,rsample,entropy}(*args, **kwargs) -> torch.Tensor
method .Distribution.log_prob(value) -> torch.Tensor
alias torch.distributions.* = torch.distributions
def torch.multiprocessing.spawn(fn, args=(), nprocs=1, join=True, daemon=False, start_method="spawn")
`;
