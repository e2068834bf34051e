/** PyTorch: layers, losses and their functional forms. */
export const torchNn = `
in torch.nn
alias torch.nn.modules.* = torch.nn
alias torch.nn.modules = torch.nn
class .Module(*args, **kwargs)
method .Module.{to,to_empty}(*args, **kwargs) -> self
method .Module.{cpu,half,float,double,bfloat16}() -> self
method .Module.{cuda,xpu}(device=None) -> self
method .Module.type(dst_type) -> self
method .Module.eval() -> self
method .Module.train(mode=True) -> self
method .Module.requires_grad_(requires_grad=True) -> self
method .Module.apply(fn) -> self
method .Module.zero_grad(set_to_none=True) -> None
[torch<2] method .Module.zero_grad(set_to_none=False) -> None
method .Module.compile(*args, **kwargs) -> None
method .Module.parameters(recurse=True)
method .Module.named_parameters(prefix="", recurse=True, remove_duplicate=True)
method .Module.{children,named_children}()
method .Module.modules()
method .Module.named_modules(memo=None, prefix="", remove_duplicate=True)
method .Module.buffers(recurse=True)
method .Module.state_dict(*args, **kwargs) -> dict
method .Module.load_state_dict(state_dict, strict=True, assign=False)
method .Module.get_parameter(target) -> .Parameter
method .Module.get_submodule(target) -> .Module
method .Module.register_buffer(name, tensor, persistent=True) -> None
method .Module.register_parameter(name, param) -> None
method .Module.{add_module,register_module}(name, module) -> None
method .Module.register_forward_hook(hook, *, prepend=False, with_kwargs=False, always_call=False)
method .Module.__call__(*args, **kwargs)
attribute .Module.training : bool
class .Parameter(data=None, requires_grad=True) : torch.Tensor
class .Buffer(data=None, *, persistent=True) : torch.Tensor
class .Sequential(*args) : .Module
method .Sequential.append(module) -> self
method .Sequential.extend(sequential) -> self
class .ModuleList(modules=None) : .Module
method .ModuleList.append(module) -> self
method .ModuleList.extend(modules) -> self
method .ModuleList.insert(index, module) -> None
class .ModuleDict(modules=None) : .Module
method .ModuleDict.update(modules) -> None
method .ModuleDict.keys()
method .ModuleDict.values()
method .ModuleDict.items()
class .ParameterList(values=None) : .Module
class .ParameterDict(parameters=None) : .Module
class .Identity(*args, **kwargs) : .Module
class .Linear(in_features, out_features, bias=True, device=None, dtype=None) : .Module
class .Bilinear(in1_features, in2_features, out_features, bias=True, device=None, dtype=None) : .Module
class .LazyLinear(out_features, bias=True, device=None, dtype=None) : .Module
class .{Conv1d,Conv2d,Conv3d}(in_channels, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1, bias=True, padding_mode="zeros", device=None, dtype=None) : .Module
class .{ConvTranspose1d,ConvTranspose2d,ConvTranspose3d}(in_channels, out_channels, kernel_size, stride=1, padding=0, output_padding=0, groups=1, bias=True, dilation=1, padding_mode="zeros", device=None, dtype=None) : .Module
class .{LazyConv1d,LazyConv2d,LazyConv3d}(out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1, bias=True, padding_mode="zeros", device=None, dtype=None) : .Module
class .{MaxPool1d,MaxPool2d,MaxPool3d}(kernel_size, stride=None, padding=0, dilation=1, return_indices=False, ceil_mode=False) : .Module
class .{MaxUnpool1d,MaxUnpool2d,MaxUnpool3d}(kernel_size, stride=None, padding=0) : .Module
class .AvgPool1d(kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True) : .Module
class .{AvgPool2d,AvgPool3d}(kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True, divisor_override=None) : .Module
class .FractionalMaxPool2d(kernel_size, output_size=None, output_ratio=None, return_indices=False, _random_samples=None) : .Module
class .{LPPool1d,LPPool2d}(norm_type, kernel_size, stride=None, ceil_mode=False) : .Module
class .{AdaptiveAvgPool1d,AdaptiveAvgPool2d,AdaptiveAvgPool3d}(output_size) : .Module
class .{AdaptiveMaxPool1d,AdaptiveMaxPool2d,AdaptiveMaxPool3d}(output_size, return_indices=False) : .Module
class .{ReflectionPad1d,ReflectionPad2d,ReflectionPad3d,ReplicationPad1d,ReplicationPad2d,ReplicationPad3d,ZeroPad1d,ZeroPad2d,ZeroPad3d,CircularPad1d,CircularPad2d}(padding) : .Module
class .{ConstantPad1d,ConstantPad2d,ConstantPad3d}(padding, value) : .Module
class .{BatchNorm1d,BatchNorm2d,BatchNorm3d}(num_features, eps=1e-5, momentum=0.1, affine=True, track_running_stats=True, device=None, dtype=None, *, bias=True) : .Module
class .SyncBatchNorm(num_features, eps=1e-5, momentum=0.1, affine=True, track_running_stats=True, process_group=None, device=None, dtype=None, *, bias=True) : .Module
class .{LazyBatchNorm1d,LazyBatchNorm2d}(eps=1e-5, momentum=0.1, affine=True, track_running_stats=True, device=None, dtype=None, *, bias=True) : .Module
class .{InstanceNorm1d,InstanceNorm2d,InstanceNorm3d}(num_features, eps=1e-5, momentum=0.1, affine=False, track_running_stats=False, device=None, dtype=None, *, bias=True) : .Module
class .GroupNorm(num_groups, num_channels, eps=1e-5, affine=True, device=None, dtype=None, *, bias=True) : .Module
class .LayerNorm(normalized_shape, eps=1e-5, elementwise_affine=True, bias=True, device=None, dtype=None) : .Module
class .LocalResponseNorm(size, alpha=0.0001, beta=0.75, k=1.0) : .Module
class .CrossMapLRN2d(size, alpha=0.0001, beta=0.75, k=1) : .Module
class .RMSNorm(normalized_shape, eps=None, elementwise_affine=True, device=None, dtype=None) : .Module
method .SyncBatchNorm.convert_sync_batchnorm(module, process_group=None) -> arg(0)
class .{ReLU,ReLU6,SELU,SiLU,Mish,Hardsigmoid,Hardswish}(inplace=False) : .Module
class .{ELU,CELU}(alpha=1.0, inplace=False) : .Module
class .GELU(approximate="none") : .Module
class .LeakyReLU(negative_slope=0.01, inplace=False) : .Module
class .PReLU(num_parameters=1, init=0.25, device=None, dtype=None) : .Module
class .RReLU(lower=0.125, upper=0.3333333333333333, inplace=False) : .Module
class .{Sigmoid,Tanh,Tanhshrink,Softsign,LogSigmoid,Softmax2d}() : .Module
class .Hardtanh(min_val=-1.0, max_val=1.0, inplace=False, min_value=None, max_value=None) : .Module
class .{Hardshrink,Softshrink}(lambd=0.5) : .Module
class .Softplus(beta=1.0, threshold=20.0) : .Module
class .Threshold(threshold, value, inplace=False) : .Module
class .GLU(dim=-1) : .Module
class .{Softmax,LogSoftmax,Softmin}(dim=None) : .Module
class .AdaptiveLogSoftmaxWithLoss(in_features, n_classes, cutoffs, div_value=4.0, head_bias=False, device=None, dtype=None) : .Module
class .{Dropout,Dropout1d,Dropout2d,Dropout3d,AlphaDropout,FeatureAlphaDropout}(p=0.5, inplace=False) : .Module
class .Embedding(num_embeddings, embedding_dim, padding_idx=None, max_norm=None, norm_type=2.0, scale_grad_by_freq=False, sparse=False, _weight=None, _freeze=False, device=None, dtype=None) : .Module
class .EmbeddingBag(num_embeddings, embedding_dim, max_norm=None, norm_type=2.0, scale_grad_by_freq=False, mode="mean", sparse=False, _weight=None, include_last_offset=False, padding_idx=None, device=None, dtype=None) : .Module
method .Embedding.from_pretrained(embeddings, freeze=True, padding_idx=None, max_norm=None, norm_type=2.0, scale_grad_by_freq=False, sparse=False) -> cls
class .RNNBase(mode, input_size, hidden_size, num_layers=1, bias=True, batch_first=False, dropout=0.0, bidirectional=False, proj_size=0, device=None, dtype=None) : .Module
class .RNN(input_size, hidden_size, num_layers=1, nonlinearity="tanh", bias=True, batch_first=False, dropout=0.0, bidirectional=False, device=None, dtype=None) : .RNNBase
class .LSTM(input_size, hidden_size, num_layers=1, bias=True, batch_first=False, dropout=0.0, bidirectional=False, proj_size=0, device=None, dtype=None) : .RNNBase
class .GRU(input_size, hidden_size, num_layers=1, bias=True, batch_first=False, dropout=0.0, bidirectional=False, device=None, dtype=None) : .RNNBase
class .RNNCell(input_size, hidden_size, bias=True, nonlinearity="tanh", device=None, dtype=None) : .Module
class .{LSTMCell,GRUCell}(input_size, hidden_size, bias=True, device=None, dtype=None) : .Module
class .MultiheadAttention(embed_dim, num_heads, dropout=0.0, bias=True, add_bias_kv=False, add_zero_attn=False, kdim=None, vdim=None, batch_first=False, device=None, dtype=None) : .Module
class .Transformer(d_model=512, nhead=8, num_encoder_layers=6, num_decoder_layers=6, dim_feedforward=2048, dropout=0.1, activation="relu", custom_encoder=None, custom_decoder=None, layer_norm_eps=1e-5, batch_first=False, norm_first=False, bias=True, device=None, dtype=None) : .Module
class .TransformerEncoder(encoder_layer, num_layers, norm=None, enable_nested_tensor=True, mask_check=True) : .Module
class .TransformerDecoder(decoder_layer, num_layers, norm=None) : .Module
class .{TransformerEncoderLayer,TransformerDecoderLayer}(d_model, nhead, dim_feedforward=2048, dropout=0.1, activation="relu", layer_norm_eps=1e-5, batch_first=False, norm_first=False, bias=True, device=None, dtype=None) : .Module
class .Flatten(start_dim=1, end_dim=-1) : .Module
class .Unflatten(dim, unflattened_size) : .Module
class .Fold(output_size, kernel_size, dilation=1, padding=0, stride=1) : .Module
class .Unfold(kernel_size, dilation=1, padding=0, stride=1) : .Module
class .PixelShuffle(upscale_factor) : .Module
class .PixelUnshuffle(downscale_factor) : .Module
class .ChannelShuffle(groups) : .Module
class .Upsample(size=None, scale_factor=None, mode="nearest", align_corners=None, recompute_scale_factor=None) : .Module
class .{UpsamplingNearest2d,UpsamplingBilinear2d}(size=None, scale_factor=None) : .Module
class .CosineSimilarity(dim=1, eps=1e-8) : .Module
class .PairwiseDistance(p=2.0, eps=1e-6, keepdim=False) : .Module
class ._Loss(size_average=None, reduce=None, reduction="mean") : .Module
class .{L1Loss,MSELoss,MultiLabelMarginLoss,SoftMarginLoss}(size_average=None, reduce=None, reduction="mean") : ._Loss
class .SmoothL1Loss(size_average=None, reduce=None, reduction="mean", beta=1.0) : ._Loss
class .HuberLoss(reduction="mean", delta=1.0) : ._Loss
class .CrossEntropyLoss(weight=None, size_average=None, ignore_index=-100, reduce=None, reduction="mean", label_smoothing=0.0) : ._Loss
class .NLLLoss(weight=None, size_average=None, ignore_index=-100, reduce=None, reduction="mean") : ._Loss
class .PoissonNLLLoss(log_input=True, full=False, size_average=None, eps=1e-8, reduce=None, reduction="mean") : ._Loss
class .GaussianNLLLoss(*, full=False, eps=1e-6, reduction="mean") : ._Loss
class .KLDivLoss(size_average=None, reduce=None, reduction="mean", log_target=False) : ._Loss
class .{BCELoss,MultiLabelSoftMarginLoss}(weight=None, size_average=None, reduce=None, reduction="mean") : ._Loss
class .BCEWithLogitsLoss(weight=None, size_average=None, reduce=None, reduction="mean", pos_weight=None) : ._Loss
class .{MarginRankingLoss,CosineEmbeddingLoss}(margin=0.0, size_average=None, reduce=None, reduction="mean") : ._Loss
class .HingeEmbeddingLoss(margin=1.0, size_average=None, reduce=None, reduction="mean") : ._Loss
class .MultiMarginLoss(p=1, margin=1.0, weight=None, size_average=None, reduce=None, reduction="mean") : ._Loss
class .TripletMarginLoss(margin=1.0, p=2.0, eps=1e-6, swap=False, size_average=None, reduce=None, reduction="mean") : ._Loss
class .TripletMarginWithDistanceLoss(*, distance_function=None, margin=1.0, swap=False, reduction="mean") : ._Loss
class .CTCLoss(blank=0, reduction="mean", zero_infinity=False) : ._Loss
alias torch.nn.NLLLoss2d = torch.nn.NLLLoss
method ._Loss.__call__(*args, **kwargs) -> torch.Tensor
method .{Linear,Bilinear,Identity,Conv1d,Conv2d,Conv3d,ConvTranspose1d,ConvTranspose2d,ConvTranspose3d,MaxPool1d,MaxPool2d,MaxPool3d,AvgPool1d,AvgPool2d,AvgPool3d,AdaptiveAvgPool1d,AdaptiveAvgPool2d,AdaptiveAvgPool3d,AdaptiveMaxPool2d,BatchNorm1d,BatchNorm2d,BatchNorm3d,SyncBatchNorm,InstanceNorm2d,GroupNorm,LayerNorm,RMSNorm,ReLU,ReLU6,ELU,GELU,SiLU,Mish,LeakyReLU,PReLU,Sigmoid,Tanh,Softplus,Softmax,LogSoftmax,Dropout,Dropout1d,Dropout2d,Dropout3d,Embedding,Flatten,Unflatten,PixelShuffle,Upsample,Transformer,TransformerEncoder,TransformerDecoder,TransformerEncoderLayer,TransformerDecoderLayer}.__call__(input, *args, **kwargs) -> torch.Tensor
class .DataParallel(module, device_ids=None, output_device=None, dim=0) : .Module
class .parallel.DistributedDataParallel(module, device_ids=None, output_device=None, dim=0, broadcast_buffers=None, init_sync=True, process_group=None, bucket_cap_mb=None, find_unused_parameters=False, check_reduction=False, gradient_as_bucket_view=False, static_graph=False, delay_all_reduce_named_params=None, param_to_hook_all_reduce=None, mixed_precision=None, device_mesh=None, skip_all_reduce_unused_params=False, bucket_cap_mb_list=None, batched_grad_copy=False, forward_sync_buffers=None) : .Module
attribute .{DataParallel,parallel.DistributedDataParallel}.module : .Module
method .parallel.DistributedDataParallel.no_sync()
alias torch.nn.parallel.DataParallel = torch.nn.DataParallel
alias torch.nn.parallel.data_parallel.DataParallel = torch.nn.DataParallel
alias torch.nn.parallel.distributed = torch.nn.parallel
def .parallel.data_parallel(module, inputs, device_ids=None, output_device=None, dim=0, module_kwargs=None) -> torch.Tensor
def .utils.clip_grad_norm_(parameters, max_norm, norm_type=2.0, error_if_nonfinite=False, foreach=None) -> torch.Tensor
def .utils.clip_grad_value_(parameters, clip_value, foreach=None) -> torch.Tensor
def .utils.get_total_norm(tensors, norm_type=2.0, error_if_nonfinite=False, foreach=None) -> torch.Tensor
alias torch.nn.utils.clip_grad.* = torch.nn.utils
alias torch.nn.utils.rnn.* = torch.nn.utils.rnn
def .utils.rnn.pack_padded_sequence(input, lengths, batch_first=False, enforce_sorted=True) -> .utils.rnn.PackedSequence
def .utils.rnn.pack_sequence(sequences, enforce_sorted=True) -> .utils.rnn.PackedSequence
def .utils.rnn.pad_sequence(sequences, batch_first=False, padding_value=0.0, padding_side="right") -> torch.Tensor
def .utils.rnn.pad_packed_sequence(sequence, batch_first=False, padding_value=0.0, total_length=None) -> tuple
def .utils.parametrizations.weight_norm(module, name="weight", dim=0) -> arg(0)
def .utils.parametrizations.spectral_norm(module, name="weight", n_power_iterations=1, eps=1e-12, dim=None) -> arg(0)
def .utils.parameters_to_vector(parameters) -> torch.Tensor
def .init.{kaiming_normal_,kaiming_uniform_}(tensor, a=0, mode="fan_in", nonlinearity="leaky_relu", generator=None) -> arg(0)
def .init.{xavier_normal_,xavier_uniform_}(tensor, gain=1.0, generator=None) -> arg(0)
def .init.normal_(tensor, mean=0.0, std=1.0, generator=None) -> arg(0)
def .init.uniform_(tensor, a=0.0, b=1.0, generator=None) -> arg(0)
def .init.constant_(tensor, val) -> arg(0)
def .init.{zeros_,ones_,eye_}(tensor) -> arg(0)
def .init.trunc_normal_(tensor, mean=0.0, std=1.0, a=-2.0, b=2.0, generator=None) -> arg(0)
def .init.orthogonal_(tensor, gain=1, generator=None) -> arg(0)
def .init.dirac_(tensor, groups=1) -> arg(0)
def .init.sparse_(tensor, sparsity, std=0.01, generator=None) -> arg(0)
def .attention.sdpa_kernel(backends, set_priority=False)
in torch.nn.functional
def .{relu,relu6,selu,silu,mish,hardswish,hardsigmoid}(input, inplace=False) -> torch.Tensor
def .{elu,celu}(input, alpha=1.0, inplace=False) -> torch.Tensor
def .leaky_relu(input, negative_slope=0.01, inplace=False) -> torch.Tensor
def .glu(input, dim=-1) -> torch.Tensor
def .hardtanh(input, min_val=-1.0, max_val=1.0, inplace=False) -> torch.Tensor
def .{sigmoid,tanh}(input) -> torch.Tensor
def .{softmax,log_softmax}(input, dim=None, _stacklevel=3, dtype=None) -> torch.Tensor
def .gumbel_softmax(logits, tau=1, hard=False, eps=1e-10, dim=-1) -> torch.Tensor
def .normalize(input, p=2.0, dim=1, eps=1e-12, out=None) -> torch.Tensor
def .{dropout,dropout1d,dropout2d,dropout3d}(input, p=0.5, training=True, inplace=False) -> torch.Tensor
def .alpha_dropout(input, p=0.5, training=False, inplace=False) -> torch.Tensor
def .embedding(input, weight, padding_idx=None, max_norm=None, norm_type=2.0, scale_grad_by_freq=False, sparse=False) -> torch.Tensor
def .batch_norm(input, running_mean, running_var, weight=None, bias=None, training=False, momentum=0.1, eps=1e-5) -> torch.Tensor
def .instance_norm(input, running_mean=None, running_var=None, weight=None, bias=None, use_input_stats=True, momentum=0.1, eps=1e-5) -> torch.Tensor
def .layer_norm(input, normalized_shape, weight=None, bias=None, eps=1e-5) -> torch.Tensor
def .group_norm(input, num_groups, weight=None, bias=None, eps=1e-5) -> torch.Tensor
def .rms_norm(input, normalized_shape, weight=None, eps=None) -> torch.Tensor
def .pad(input, pad, mode="constant", value=None) -> torch.Tensor
def .interpolate(input, size=None, scale_factor=None, mode="nearest", align_corners=None, recompute_scale_factor=None, antialias=False) -> torch.Tensor
def .upsample(input, size=None, scale_factor=None, mode="nearest", align_corners=None) -> torch.Tensor
def .grid_sample(input, grid, mode="bilinear", padding_mode="zeros", align_corners=None) -> torch.Tensor
def .affine_grid(theta, size, align_corners=None) -> torch.Tensor
def .unfold(input, kernel_size, dilation=1, padding=0, stride=1) -> torch.Tensor
def .fold(input, output_size, kernel_size, dilation=1, padding=0, stride=1) -> torch.Tensor
def .{max_pool1d,max_pool2d,max_pool3d}(input, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False) -> torch.Tensor
def .{adaptive_max_pool1d,adaptive_max_pool2d}(input, output_size, return_indices=False) -> torch.Tensor
def .adaptive_avg_pool2d(input, output_size) -> torch.Tensor
def .lp_pool2d(input, norm_type, kernel_size, stride=None, ceil_mode=False) -> torch.Tensor
def .cross_entropy(input, target, weight=None, size_average=None, ignore_index=-100, reduce=None, reduction="mean", label_smoothing=0.0) -> torch.Tensor
def .nll_loss(input, target, weight=None, size_average=None, ignore_index=-100, reduce=None, reduction="mean") -> torch.Tensor
def .{mse_loss,l1_loss}(input, target, size_average=None, reduce=None, reduction="mean", weight=None) -> torch.Tensor
def .smooth_l1_loss(input, target, size_average=None, reduce=None, reduction="mean", beta=1.0) -> torch.Tensor
def .huber_loss(input, target, reduction="mean", delta=1.0, weight=None) -> torch.Tensor
def .kl_div(input, target, size_average=None, reduce=None, reduction="mean", log_target=False) -> torch.Tensor
def .{binary_cross_entropy,multilabel_soft_margin_loss}(input, target, weight=None, size_average=None, reduce=None, reduction="mean") -> torch.Tensor
def .binary_cross_entropy_with_logits(input, target, weight=None, size_average=None, reduce=None, reduction="mean", pos_weight=None) -> torch.Tensor
def .poisson_nll_loss(input, target, log_input=True, full=False, size_average=None, eps=1e-8, reduce=None, reduction="mean") -> torch.Tensor
def .gaussian_nll_loss(input, target, var, full=False, eps=1e-6, reduction="mean") -> torch.Tensor
def .ctc_loss(log_probs, targets, input_lengths, target_lengths, blank=0, reduction="mean", zero_infinity=False) -> torch.Tensor
def .{margin_ranking_loss,cosine_embedding_loss}(input1, input2, target, margin=0, size_average=None, reduce=None, reduction="mean") -> torch.Tensor
def .triplet_margin_loss(anchor, positive, negative, margin=1.0, p=2, eps=1e-6, swap=False, size_average=None, reduce=None, reduction="mean") -> torch.Tensor
def .hinge_embedding_loss(input, target, margin=1.0, size_average=None, reduce=None, reduction="mean") -> torch.Tensor
def .multi_margin_loss(input, target, p=1, margin=1.0, weight=None, size_average=None, reduce=None, reduction="mean") -> torch.Tensor
def .{multilabel_margin_loss,soft_margin_loss}(input, target, size_average=None, reduce=None, reduction="mean") -> torch.Tensor
def .multi_head_attention_forward(*args, **kwargs) -> tuple
def .gelu(input, *, approximate="none") -> torch.Tensor
def .softplus(input, beta=1, threshold=20) -> torch.Tensor
def .logsigmoid(input) -> torch.Tensor
def .prelu(input, weight) -> torch.Tensor
def .one_hot(tensor, num_classes=-1) -> torch.Tensor
def .linear(input, weight, bias=None) -> torch.Tensor
def .bilinear(input1, input2, weight, bias=None) -> torch.Tensor
def .{conv1d,conv2d,conv3d}(input, weight, bias=None, stride=1, padding=0, dilation=1, groups=1) -> torch.Tensor
def .{conv_transpose1d,conv_transpose2d,conv_transpose3d}(input, weight, bias=None, stride=1, padding=0, output_padding=0, groups=1, dilation=1) -> torch.Tensor
def .scaled_dot_product_attention(query, key, value, attn_mask=None, dropout_p=0.0, is_causal=False, scale=None, enable_gqa=False) -> torch.Tensor
def .pixel_shuffle(input, upscale_factor) -> torch.Tensor
def .pixel_unshuffle(input, downscale_factor) -> torch.Tensor
def .avg_pool1d(input, kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True) -> torch.Tensor
def .{avg_pool2d,avg_pool3d}(input, kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True, divisor_override=None) -> torch.Tensor
def .{adaptive_avg_pool1d,adaptive_avg_pool3d}(input, output_size) -> torch.Tensor
def .cosine_similarity(x1, x2, dim=1, eps=1e-8) -> torch.Tensor
def .pairwise_distance(x1, x2, p=2.0, eps=1e-6, keepdim=False) -> torch.Tensor
`;
