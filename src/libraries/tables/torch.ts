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
class .{dtype,memory_format}()
class .device(type, index?)
attribute .device.type : str
attribute .device.index : int
class .Generator(device="cpu")
method .Generator.manual_seed(seed) -> self
def .manual_seed(seed) -> .Generator
def .seed() -> int
def .get_default_dtype() -> .dtype
def .{set_default_dtype,set_default_tensor_type}(...) -> None
def .set_default_device(device) -> None
def .set_num_threads(int) -> None
def .get_num_threads() -> int
def .set_float32_matmul_precision(precision) -> None
def .get_float32_matmul_precision() -> str
def .use_deterministic_algorithms(mode, *, warn_only=False) -> None
def .set_printoptions(...) -> None
# contexts
class .no_grad()
class .inference_mode(mode=True)
class .set_grad_enabled(mode)
class .enable_grad(orig_func?)
def .is_grad_enabled() -> bool
class .autocast(device_type, dtype?, enabled=True, cache_enabled?)
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
method .amp.GradScaler.step(optimizer, ...)
method .amp.GradScaler.update(new_scale?) -> None
method .amp.GradScaler.unscale_(optimizer) -> None
method .amp.GradScaler.is_enabled() -> bool
alias torch.autograd.grad_mode = torch
class .autograd.detect_anomaly(check_nan=True)
class .autograd.set_detect_anomaly(mode, check_nan=True)
alias torch.autograd.anomaly_mode = torch.autograd
def .autograd.grad(outputs, inputs, grad_outputs?, retain_graph?, create_graph=False, only_inputs=True, allow_unused?, is_grads_batched=False, materialize_grads=False) -> tuple
def .autograd.backward(tensors, grad_tensors?, retain_graph?, create_graph=False, grad_variables?, inputs?) -> None
class .autograd.Function()
method .autograd.Function.apply(...) -> .Tensor
alias torch.autograd.function.Function = torch.autograd.Function
alias torch.autograd.variable = torch.autograd
def .autograd.Variable(data, requires_grad=False, volatile=False) -> arg(0)
class .profiler.profile(*, activities?, schedule?, on_trace_ready?, record_shapes=False, profile_memory=False, with_stack=False, **)
alias torch.profiler.profiler = torch.profiler
def .compile(model?, *, fullgraph=False, dynamic?, backend="inductor", mode?, options?, disable=False) -> arg(0)
def .jit.script(obj, **) -> arg(0)
def .jit.trace(func, example_inputs?, **) -> arg(0)
def .jit.freeze(mod, **) -> arg(0)
def .jit.load(f, map_location?, _extra_files?, _restore_shapes=False) -> .jit.ScriptModule
class .jit.ScriptModule() : .nn.Module
def .jit.save(m, f, _extra_files?) -> None
def .load(f, map_location?, pickle_module?, *, weights_only?, mmap?, **)
[torch<2.6] def .load(f, map_location?, pickle_module?, *, weights_only=False, mmap?, **)
def .save(obj, f, **) -> None
def .hub.load(repo_or_dir, model, *args, source="github", force_reload=False, **)
def .hub.load_state_dict_from_url(url, model_dir?, map_location?, progress=True, check_hash=False, file_name?, weights_only=False) -> dict
def .utils.model_zoo.load_url(url, model_dir?, map_location?, progress=True, check_hash=False, **) -> dict
def .utils.checkpoint.checkpoint(function, *args, use_reentrant?, context_fn=noop_context_fn, determinism_check="default", debug=False, early_stop=True, **)
def .utils.checkpoint.checkpoint_sequential(functions, segments, input, use_reentrant?, **)
class .utils.tensorboard.SummaryWriter(log_dir?, comment="", purge_step?, max_queue=10, flush_secs=120, filename_suffix="")
alias torch.utils.tensorboard.writer = torch.utils.tensorboard
method .utils.tensorboard.SummaryWriter.{add_scalar,add_scalars}(tag, scalar_value, global_step?, walltime?) -> None
method .utils.tensorboard.SummaryWriter.{add_image,add_images,add_figure,add_histogram,add_text,add_graph}(tag, ...) -> None
# cuda and other back ends
def .cuda.is_available() -> bool
def .cuda.{device_count,current_device}() -> int
def .cuda.set_device(device) -> None
def .cuda.get_device_name(device?) -> str
def .cuda.get_device_capability(device?) -> tuple
def .cuda.get_device_properties(device?)
def .cuda.is_bf16_supported(including_emulation=True) -> bool
def .cuda.synchronize(device?) -> None
def .cuda.{empty_cache,ipc_collect}() -> None
def .cuda.{memory_allocated,max_memory_allocated,memory_reserved,max_memory_reserved}(device?) -> int
def .cuda.reset_peak_memory_stats(device?) -> None
def .cuda.{manual_seed,manual_seed_all}(seed) -> None
alias torch.cuda.memory = torch.cuda
alias torch.cuda.random = torch.cuda
class .cuda.Event(enable_timing=False, blocking=False, interprocess=False, external=False)
method .cuda.Event.record(stream?) -> None
method .cuda.Event.elapsed_time(end_event) -> float
method .cuda.Event.synchronize() -> None
class .cuda.Stream(device?, priority=0, **)
method .cuda.Stream.synchronize() -> None
def .cuda.stream(stream)
def .cuda.{current_stream,default_stream}(device?) -> .cuda.Stream
class .cuda.device(device)
class .cuda.CUDAGraph(keep_graph=False)
def .backends.mps.{is_available,is_built}() -> bool
def .{mps,xpu}.synchronize(...) -> None
def .{mps,xpu}.empty_cache() -> None
def .xpu.is_available() -> bool
def .xpu.device_count() -> int
def .accelerator.is_available() -> bool
def .accelerator.current_accelerator(check_available=False) -> .device
def .accelerator.synchronize(device?) -> None
attribute .backends.cudnn.{benchmark,deterministic,enabled,allow_tf32} : bool
attribute .backends.cuda.matmul.{allow_tf32,allow_bf16_reduced_precision_reduction,allow_fp16_reduced_precision_reduction} : bool
attribute .backends.{fp32_precision,cuda.matmul.fp32_precision,cudnn.conv.fp32_precision,cudnn.rnn.fp32_precision} : str
def .backends.cudnn.version() -> int
def .backends.cudnn.is_available() -> bool
def .backends.cuda.{enable_flash_sdp,enable_mem_efficient_sdp,enable_math_sdp,enable_cudnn_sdp}(enabled) -> None
def .backends.cuda.sdp_kernel(enable_flash=True, enable_math=True, enable_mem_efficient=True, enable_cudnn=True)
in torch -> .Tensor
# creation
def .{zeros,ones,empty}(*size, dtype?, device?, requires_grad=False, **)
def .{rand,randn}(*size, dtype?, device?, requires_grad=False, **)
def .{zeros_like,ones_like,empty_like,rand_like,randn_like}(input, *, dtype?, device?, requires_grad=False, **)
def .full(size, fill_value, *, dtype?, device?, requires_grad=False, **)
def .full_like(input, fill_value, *, dtype?, device?, requires_grad=False, **)
def .randint(*args, dtype?, device?, requires_grad=False, **)
def .randint_like(input, ...)
def .randperm(n, *, dtype=torch.int64, device?, requires_grad=False, **)
def .{arange,range}(*args, dtype?, device?, requires_grad=False, **)
def .{linspace,logspace}(start, end, steps, *, dtype?, device?, requires_grad=False, **)
def .eye(n, m?, *, dtype?, device?, requires_grad=False, **)
def .tensor(data, *, dtype?, device?, requires_grad=False, **)
def .{as_tensor,asarray}(data, dtype?, device?)
def .from_numpy(ndarray)
def .normal(mean, std, size?, **)
def .{bernoulli,poisson}(input, **)
def .multinomial(input, num_samples, replacement=False, **)
class .{FloatTensor,DoubleTensor,HalfTensor,LongTensor,IntTensor,ByteTensor,BoolTensor}(...) : .Tensor
class .cuda.{FloatTensor,LongTensor,ByteTensor,HalfTensor}(...) : .Tensor
# operations
def .{cat,concat,concatenate,stack}(tensors, dim=0, **)
def .{hstack,vstack,dstack}(tensors, **)
def .{matmul,mm,bmm,mv,dot,ger,outer,kron,add,sub,mul,div,true_divide,remainder,fmod,maximum,minimum,eq,ne,lt,le,gt,ge,atan2,logical_and,logical_or,logical_xor}(input, other, **)
def .{abs,exp,expm1,log,log1p,log2,log10,sqrt,rsqrt,square,sin,cos,tan,sinh,cosh,tanh,asin,acos,atan,sigmoid,erf,neg,sign,floor,ceil,round,trunc,reciprocal,relu,isnan,isinf,isfinite,logical_not,nonzero}(input, **)
def .{pow,clamp,addmm,baddbmm,addbmm,norm,roll,repeat_interleave,tile,gather,index_select,masked_select,where,tril,triu,diag,bincount,argsort,flip}(input, ...)
def .{einsum,tensordot,cdist,cosine_similarity}(...)
def .{softmax,log_softmax,cumsum,cumprod}(input, dim, *, dtype?, **)
def .{sum,mean,prod,std,var,nansum,nanmean,logsumexp,amax,amin,argmax,argmin,all,any}(input, dim?, keepdim=False, **)
def .{max,min,median,mode,topk,sort,unique}(input, ...) -> ?
def .reshape(input, shape)
def .flatten(input, start_dim=0, end_dim=-1)
def .squeeze(input, dim?)
def .unsqueeze(input, dim)
def .{transpose,swapaxes}(input, dim0, dim1)
def .permute(input, dims)
def .{split,tensor_split,chunk}(tensor, split_size_or_sections, dim=0) -> tuple
def .unbind(input, dim=0) -> tuple
def .meshgrid(*tensors, indexing?) -> tuple
def .{linalg.inv,linalg.det,linalg.cholesky,linalg.norm,linalg.solve,fft.fft,fft.ifft,fft.rfft,fft.irfft,fft.fft2,fft.ifft2,fft.rfft2}(input, ...)
def .{allclose,equal,is_tensor,is_floating_point,is_complex,is_nonzero}(...) -> bool
def .numel(input) -> int
# tensors
in torch
class .Tensor(...)
class .Size(*args) : tuple
method .Size.numel() -> int
in torch.Tensor -> torch.Tensor
alias torch._tensor.Tensor = torch.Tensor
attribute .device : torch.device
attribute .dtype : torch.dtype
attribute .shape : torch.Size
attribute .{grad,data,T,mT,H,real,imag} : torch.Tensor
attribute .{requires_grad,is_cuda,is_mps,is_sparse,is_leaf} : bool
attribute .ndim : int
method .item() -> float
method .tolist() -> list
method .numpy(*, force=False) -> numpy.ndarray
method .__float__() -> float
method .{__int__,__index__}() -> int
method .__bool__() -> bool
method .__len__() -> int
method .cpu(memory_format?)
method .cuda(device?, non_blocking=False, memory_format?)
method .to(...)
method .{half,float,double,bfloat16,int,long,short,bool,byte,char}(memory_format?)
method .type(dtype?, non_blocking=False, **)
method .type_as(other)
method .{detach,clone,contiguous,t,conj,ravel,positive,pin_memory,squeeze,nan_to_num}(...)
method .{detach_,requires_grad_,zero_,fill_,copy_,normal_,uniform_,random_,clamp_,add_,sub_,mul_,div_,pow_,sqrt_,exp_,neg_,round_,masked_fill_,index_fill_,index_add_,index_copy_,scatter_,scatter_add_,squeeze_,unsqueeze_,t_,transpose_,lerp_,bernoulli_,set_,resize_,relu_,share_memory_,addcmul_,addcdiv_}(...) -> self
method .{view,reshape,permute,expand,repeat,tile,flip}(*shape)
method .{view_as,reshape_as,expand_as}(other)
method .flatten(start_dim=0, end_dim=-1)
method .unflatten(dim, sizes)
method .unsqueeze(dim)
method .{transpose,swapaxes}(dim0, dim1)
method .{chunk,split,tensor_split,unsafe_chunk}(...) -> tuple
method .unbind(dim=0) -> tuple
method .{add,sub,mul,div,true_divide,remainder,fmod,matmul,mm,bmm,mv,dot,outer,maximum,minimum,eq,ne,lt,le,gt,ge,logical_and,logical_or,logical_xor,pow}(other, **)
method .{abs,exp,log,log1p,log2,sqrt,rsqrt,square,sin,cos,tan,tanh,sigmoid,erf,relu,neg,sign,floor,ceil,round,reciprocal,isnan,isinf,isfinite,logical_not}(**)
method .{softmax,log_softmax,cumsum,cumprod}(dim, dtype?)
method .{sum,mean,prod,std,var,logsumexp,amax,amin,argmax,argmin,all,any,nansum}(dim?, keepdim=False, **)
method .{max,min,median,mode,topk,sort,unique}(...) -> ?
method .{clamp,clip,norm,argsort,gather,index_select,masked_fill,masked_select,scatter,scatter_add,index_add,index_copy,tril,triu,diag,diagonal,where,lerp,roll,repeat_interleave,movedim,narrow,unfold,select,new_full,nonzero}(...)
method .{new_zeros,new_ones,new_empty}(*size, dtype?, device?, requires_grad=False)
method .new_tensor(data, *, dtype?, device?, requires_grad=False)
method .backward(gradient?, retain_graph?, create_graph=False, inputs?) -> None
method .size(dim?) -> ?
method .stride(dim?) -> ?
method .{numel,nelement,dim,ndimension,get_device,element_size,data_ptr}() -> int
method .{is_contiguous,is_floating_point,is_pinned,equal,allclose}(...) -> bool
method .register_hook(hook) -> ?
method .retain_grad() -> None
# distributed
in torch.distributed
def .init_process_group(backend?, init_method?, timeout?, world_size=-1, rank=-1, store?, group_name="", pg_options?, device_id?, _ranks?) -> None
def .destroy_process_group(group?) -> None
def .{is_available,is_initialized,is_nccl_available}() -> bool
def .{get_rank,get_world_size}(group?) -> int
def .{all_reduce,broadcast,all_gather,all_gather_object,reduce,gather,scatter,barrier}(...)
alias torch.distributed.distributed_c10d = torch.distributed
class .fsdp.FullyShardedDataParallel(module, process_group?, sharding_strategy?, cpu_offload?, auto_wrap_policy?, backward_prefetch=1, mixed_precision?, **) : torch.nn.Module
alias torch.distributed.fsdp.fully_sharded_data_parallel = torch.distributed.fsdp
def .fsdp.fully_shard(module, *, mesh?, reshard_after_forward?, **) -> arg(0)
class .optim.ZeroRedundancyOptimizer(params, optimizer_class, process_group?, parameters_as_bucket_view=False, overlap_with_ddp=False, **) : torch.optim.Optimizer
alias torch.distributed.optim.zero_redundancy_optimizer = torch.distributed.optim
in torch.multiprocessing
def .set_start_method(method, force=False) -> None
def .cpu_count() -> int
in torch.distributions
class .Distribution(...)
class .{Normal,Categorical,Bernoulli,MultivariateNormal,Independent,Uniform}(...) : .Distribution
method .Distribution.{sample,rsample,entropy,log_prob}(...) -> torch.Tensor
alias torch.distributions.* = torch.distributions
`;
