/** PyTorch: layers, losses and their functional forms. */
export const torchNn = `
in torch.nn
class .Module(...)
in torch.nn : .Module
alias torch.nn.modules.* = torch.nn
alias torch.nn.modules = torch.nn
alias torch.nn.parameter = torch.nn
method .Module.{to,to_empty}(...) -> self
method .Module.{cpu,half,float,double,bfloat16}() -> self
method .Module.{cuda,xpu}(device?) -> self
method .Module.type(dst_type) -> self
method .Module.eval() -> self
method .Module.train(mode=True) -> self
method .Module.requires_grad_(requires_grad=True) -> self
method .Module.apply(fn) -> self
method .Module.zero_grad(set_to_none=True) -> None
[torch<2] method .Module.zero_grad(set_to_none=False) -> None
method .Module.compile(...) -> None
method .Module.parameters(recurse=True)
method .Module.named_parameters(prefix="", recurse=True, remove_duplicate=True)
method .Module.{children,named_children}()
method .Module.modules(...)
method .Module.named_modules(memo?, prefix="", remove_duplicate=True)
method .Module.buffers(recurse=True)
method .Module.state_dict(...) -> dict
method .Module.load_state_dict(state_dict, strict=True, assign=False)
method .Module.get_parameter(target) -> .Parameter
method .Module.get_submodule(target) -> .Module
method .Module.register_buffer(name, tensor, persistent=True) -> None
method .Module.register_parameter(name, param) -> None
method .Module.{add_module,register_module}(name, module) -> None
method .Module.register_forward_hook(hook, *, prepend=False, with_kwargs=False, always_call=False)
method .Module.__call__(...)
attribute .Module.training : bool
class .Parameter(data?, requires_grad=True) : torch.Tensor
class .Buffer(data?, *, persistent=True) : torch.Tensor
class .Sequential(*args)
method .Sequential.append(module) -> self
method .Sequential.extend(sequential) -> self
class .ModuleList(modules?)
method .ModuleList.append(module) -> self
method .ModuleList.extend(modules) -> self
method .ModuleList.insert(index, module) -> None
class .ModuleDict(modules?)
method .ModuleDict.update(modules) -> None
method .ModuleDict.keys()
method .ModuleDict.values()
method .ModuleDict.items()
class .ParameterList(values?)
class .ParameterDict(parameters?)
class .Identity(...)
class .Linear(in_features, out_features, bias=True, device?, dtype?)
class .Bilinear(in1_features, in2_features, out_features, bias=True, device?, dtype?)
class .{Conv1d,Conv2d,Conv3d}(in_channels, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1, bias=True, padding_mode="zeros", device?, dtype?)
class .{ConvTranspose1d,ConvTranspose2d,ConvTranspose3d}(in_channels, out_channels, kernel_size, stride=1, padding=0, output_padding=0, groups=1, bias=True, dilation=1, padding_mode="zeros", device?, dtype?)
class .{LazyConv1d,LazyConv2d,LazyConv3d}(out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1, bias=True, padding_mode="zeros", device?, dtype?)
class .{MaxPool1d,MaxPool2d,MaxPool3d}(kernel_size, stride?, padding=0, dilation=1, return_indices=False, ceil_mode=False)
class .AvgPool1d(kernel_size, stride?, padding=0, ceil_mode=False, count_include_pad=True)
class .{AvgPool2d,AvgPool3d}(kernel_size, stride?, padding=0, ceil_mode=False, count_include_pad=True, divisor_override?)
class .{LPPool1d,LPPool2d}(norm_type, kernel_size, stride?, ceil_mode=False)
class .{AdaptiveAvgPool1d,AdaptiveAvgPool2d,AdaptiveAvgPool3d}(output_size)
class .{AdaptiveMaxPool1d,AdaptiveMaxPool2d,AdaptiveMaxPool3d}(output_size, return_indices=False)
class .{ReflectionPad1d,ReflectionPad2d,ReflectionPad3d,ReplicationPad1d,ReplicationPad2d,ReplicationPad3d,ZeroPad1d,ZeroPad2d,ZeroPad3d,CircularPad1d,CircularPad2d}(padding)
class .{ConstantPad1d,ConstantPad2d,ConstantPad3d}(padding, value)
class .{BatchNorm1d,BatchNorm2d,BatchNorm3d}(num_features, eps=1e-5, momentum=0.1, affine=True, track_running_stats=True, device?, dtype?, *, bias=True)
class .SyncBatchNorm(num_features, eps=1e-5, momentum=0.1, affine=True, track_running_stats=True, process_group?, device?, dtype?, *, bias=True)
class .{LazyBatchNorm1d,LazyBatchNorm2d}(eps=1e-5, momentum=0.1, affine=True, track_running_stats=True, device?, dtype?, *, bias=True)
class .{InstanceNorm1d,InstanceNorm2d,InstanceNorm3d}(num_features, eps=1e-5, momentum=0.1, affine=False, track_running_stats=False, device?, dtype?, *, bias=True)
class .GroupNorm(num_groups, num_channels, eps=1e-5, affine=True, device?, dtype?, *, bias=True)
class .LayerNorm(normalized_shape, eps=1e-5, elementwise_affine=True, bias=True, device?, dtype?)
class .LocalResponseNorm(size, alpha=0.0001, beta=0.75, k=1.0)
class .RMSNorm(normalized_shape, eps?, elementwise_affine=True, device?, dtype?)
method .SyncBatchNorm.convert_sync_batchnorm(module, process_group?) -> arg(0)
class .{ReLU,ReLU6,SELU,SiLU,Mish,Hardsigmoid,Hardswish}(inplace=False)
class .{ELU,CELU}(alpha=1.0, inplace=False)
class .{RReLU,Hardtanh,Threshold,MaxUnpool1d,MaxUnpool2d,MaxUnpool3d,FractionalMaxPool2d,CrossMapLRN2d,LazyLinear,AdaptiveLogSoftmaxWithLoss}(...)
class .GELU(approximate="none")
class .LeakyReLU(negative_slope=0.01, inplace=False)
class .PReLU(num_parameters=1, init=0.25, device?, dtype?)
class .{Sigmoid,Tanh,Tanhshrink,Softsign,LogSigmoid,Softmax2d}()
class .{Hardshrink,Softshrink}(lambd=0.5)
class .Softplus(beta=1.0, threshold=20.0)
class .GLU(dim=-1)
class .{Softmax,LogSoftmax,Softmin}(dim?)
class .{Dropout,Dropout1d,Dropout2d,Dropout3d,AlphaDropout,FeatureAlphaDropout}(p=0.5, inplace=False)
class .Embedding(num_embeddings, embedding_dim, padding_idx?, max_norm?, norm_type=2.0, scale_grad_by_freq=False, sparse=False, _weight?, _freeze=False, device?, dtype?)
class .EmbeddingBag(num_embeddings, embedding_dim, max_norm?, norm_type=2.0, scale_grad_by_freq=False, mode="mean", sparse=False, **)
method .Embedding.from_pretrained(embeddings, freeze=True, **) -> cls
class .RNNBase(mode, input_size, hidden_size, num_layers=1, bias=True, batch_first=False, dropout=0.0, bidirectional=False, proj_size=0, device?, dtype?)
class .RNN(input_size, hidden_size, num_layers=1, nonlinearity="tanh", bias=True, batch_first=False, dropout=0.0, bidirectional=False, device?, dtype?) : .RNNBase
class .LSTM(input_size, hidden_size, num_layers=1, bias=True, batch_first=False, dropout=0.0, bidirectional=False, proj_size=0, device?, dtype?) : .RNNBase
class .GRU(input_size, hidden_size, num_layers=1, bias=True, batch_first=False, dropout=0.0, bidirectional=False, device?, dtype?) : .RNNBase
class .RNNCell(input_size, hidden_size, bias=True, nonlinearity="tanh", device?, dtype?)
class .{LSTMCell,GRUCell}(input_size, hidden_size, bias=True, device?, dtype?)
class .MultiheadAttention(embed_dim, num_heads, dropout=0.0, bias=True, add_bias_kv=False, add_zero_attn=False, kdim?, vdim?, batch_first=False, **)
class .Transformer(d_model=512, nhead=8, num_encoder_layers=6, num_decoder_layers=6, dim_feedforward=2048, dropout=0.1, activation="relu", custom_encoder?, custom_decoder?, layer_norm_eps=1e-5, batch_first=False, norm_first=False, bias=True, **)
class .TransformerEncoder(encoder_layer, num_layers, norm?, enable_nested_tensor=True, mask_check=True)
class .TransformerDecoder(decoder_layer, num_layers, norm?)
class .{TransformerEncoderLayer,TransformerDecoderLayer}(d_model, nhead, dim_feedforward=2048, dropout=0.1, activation="relu", layer_norm_eps=1e-5, batch_first=False, norm_first=False, bias=True, device?, dtype?)
class .Flatten(start_dim=1, end_dim=-1)
class .Unflatten(dim, unflattened_size)
class .Fold(output_size, kernel_size, dilation=1, padding=0, stride=1)
class .Unfold(kernel_size, dilation=1, padding=0, stride=1)
class .PixelShuffle(upscale_factor)
class .PixelUnshuffle(downscale_factor)
class .ChannelShuffle(groups)
class .Upsample(size?, scale_factor?, mode="nearest", align_corners?, recompute_scale_factor?)
class .{UpsamplingNearest2d,UpsamplingBilinear2d}(size?, scale_factor?)
class .CosineSimilarity(dim=1, eps=1e-8)
class .PairwiseDistance(p=2.0, eps=1e-6, keepdim=False)
class ._Loss(size_average?, reduce?, reduction="mean")
class .{L1Loss,MSELoss,MultiLabelMarginLoss,SoftMarginLoss}(size_average?, reduce?, reduction="mean") : ._Loss
class .SmoothL1Loss(size_average?, reduce?, reduction="mean", beta=1.0) : ._Loss
class .HuberLoss(reduction="mean", delta=1.0) : ._Loss
class .CrossEntropyLoss(weight?, size_average?, ignore_index=-100, reduce?, reduction="mean", label_smoothing=0.0) : ._Loss
class .NLLLoss(weight?, size_average?, ignore_index=-100, reduce?, reduction="mean") : ._Loss
class .KLDivLoss(size_average?, reduce?, reduction="mean", log_target=False) : ._Loss
class .{BCELoss,MultiLabelSoftMarginLoss}(weight?, size_average?, reduce?, reduction="mean") : ._Loss
class .BCEWithLogitsLoss(weight?, size_average?, reduce?, reduction="mean", pos_weight?) : ._Loss
class .{MarginRankingLoss,CosineEmbeddingLoss}(margin=0.0, size_average?, reduce?, reduction="mean") : ._Loss
class .TripletMarginLoss(margin=1.0, p=2.0, eps=1e-6, swap=False, size_average?, reduce?, reduction="mean") : ._Loss
class .{PoissonNLLLoss,GaussianNLLLoss,MultiMarginLoss,TripletMarginWithDistanceLoss,HingeEmbeddingLoss}(...) : ._Loss
class .CTCLoss(blank=0, reduction="mean", zero_infinity=False) : ._Loss
alias torch.nn.NLLLoss2d = torch.nn.NLLLoss
method ._Loss.__call__(...) -> torch.Tensor
method .{Linear,Bilinear,Identity,Conv1d,Conv2d,Conv3d,ConvTranspose1d,ConvTranspose2d,ConvTranspose3d,MaxPool1d,MaxPool2d,MaxPool3d,AvgPool1d,AvgPool2d,AvgPool3d,AdaptiveAvgPool1d,AdaptiveAvgPool2d,AdaptiveAvgPool3d,AdaptiveMaxPool2d,BatchNorm1d,BatchNorm2d,BatchNorm3d,SyncBatchNorm,InstanceNorm2d,GroupNorm,LayerNorm,RMSNorm,ReLU,ReLU6,ELU,GELU,SiLU,Mish,LeakyReLU,PReLU,Sigmoid,Tanh,Softplus,Softmax,LogSoftmax,Dropout,Dropout1d,Dropout2d,Dropout3d,Embedding,Flatten,Unflatten,PixelShuffle,Upsample,Transformer,TransformerEncoder,TransformerDecoder,TransformerEncoderLayer,TransformerDecoderLayer}.__call__(input, ...) -> torch.Tensor
class .DataParallel(module, device_ids?, output_device?, dim=0)
class .parallel.DistributedDataParallel(module, device_ids?, output_device?, dim=0, *, find_unused_parameters=False, gradient_as_bucket_view=False, static_graph=False, **)
attribute .{DataParallel,parallel.DistributedDataParallel}.module : .Module
method .parallel.DistributedDataParallel.no_sync()
alias torch.nn.parallel.DataParallel = torch.nn.DataParallel
alias torch.nn.parallel.data_parallel.DataParallel = torch.nn.DataParallel
alias torch.nn.parallel.distributed = torch.nn.parallel
def .parallel.data_parallel(module, inputs, device_ids?, output_device?, dim=0, module_kwargs?) -> torch.Tensor
def .utils.clip_grad_norm_(parameters, max_norm, norm_type=2.0, error_if_nonfinite=False, foreach?) -> torch.Tensor
def .utils.clip_grad_value_(parameters, clip_value, foreach?) -> torch.Tensor
def .utils.get_total_norm(tensors, norm_type=2.0, error_if_nonfinite=False, foreach?) -> torch.Tensor
alias torch.nn.utils.clip_grad.* = torch.nn.utils
alias torch.nn.utils.rnn.* = torch.nn.utils.rnn
class .utils.rnn.PackedSequence(data, ...) : tuple
def .utils.rnn.pack_padded_sequence(input, lengths, batch_first=False, enforce_sorted=True) -> .utils.rnn.PackedSequence
def .utils.rnn.pack_sequence(sequences, enforce_sorted=True) -> .utils.rnn.PackedSequence
def .utils.rnn.pad_sequence(sequences, batch_first=False, padding_value=0.0, padding_side="right") -> torch.Tensor
def .utils.rnn.pad_packed_sequence(sequence, batch_first=False, padding_value=0.0, total_length?) -> tuple
def .utils.parametrizations.weight_norm(module, name="weight", dim=0) -> arg(0)
def .utils.parametrizations.spectral_norm(module, name="weight", n_power_iterations=1, eps=1e-12, dim?) -> arg(0)
def .utils.parameters_to_vector(parameters) -> torch.Tensor
def .init.{kaiming_normal_,kaiming_uniform_,xavier_normal_,xavier_uniform_,normal_,uniform_,constant_,zeros_,ones_,trunc_normal_,orthogonal_,eye_,dirac_,sparse_}(tensor, ...) -> arg(0)
def .attention.sdpa_kernel(backends, set_priority=False)
in torch.nn.functional -> torch.Tensor
def .{relu,relu6,selu,silu,mish,hardswish,hardsigmoid,elu,celu,leaky_relu,gelu,glu,hardtanh,softplus,logsigmoid,prelu,sigmoid,tanh,normalize,alpha_dropout,pad}(input, ...)
def .{softmax,log_softmax}(input, dim?, _stacklevel=3, dtype?)
def .{dropout,dropout1d,dropout2d,dropout3d}(input, p=0.5, training=True, inplace=False)
def .gumbel_softmax(logits, ...)
def .one_hot(tensor, num_classes=-1)
def .linear(input, weight, bias?)
def .bilinear(input1, input2, weight, bias?)
def .embedding(input, weight, padding_idx?, max_norm?, norm_type=2.0, scale_grad_by_freq=False, sparse=False)
def .{conv1d,conv2d,conv3d}(input, weight, bias?, stride=1, padding=0, dilation=1, groups=1)
def .{conv_transpose1d,conv_transpose2d,conv_transpose3d}(input, weight, bias?, stride=1, padding=0, output_padding=0, groups=1, dilation=1)
def .{max_pool1d,max_pool2d,max_pool3d}(input, kernel_size, stride?, padding=0, dilation=1, ceil_mode=False, return_indices=False)
def .{avg_pool1d,avg_pool2d,avg_pool3d}(input, kernel_size, stride?, padding=0, ceil_mode=False, count_include_pad=True, **)
def .{adaptive_avg_pool1d,adaptive_avg_pool2d,adaptive_avg_pool3d}(input, output_size)
def .{adaptive_max_pool1d,adaptive_max_pool2d}(input, output_size, return_indices=False)
def .batch_norm(input, running_mean, running_var, weight?, bias?, training=False, momentum=0.1, eps=1e-5)
def .instance_norm(input, ...)
def .layer_norm(input, normalized_shape, weight?, bias?, eps=1e-5)
def .rms_norm(input, normalized_shape, weight?, eps?)
def .group_norm(input, num_groups, weight?, bias?, eps=1e-5)
def .scaled_dot_product_attention(query, key, value, attn_mask?, dropout_p=0.0, is_causal=False, scale?, enable_gqa=False)
def .{interpolate,upsample}(input, size?, scale_factor?, mode="nearest", align_corners?, ...)
def .{grid_sample,affine_grid,unfold,fold,lp_pool2d}(...)
def .pixel_shuffle(input, upscale_factor)
def .pixel_unshuffle(input, downscale_factor)
def .cosine_similarity(x1, x2, dim=1, eps=1e-8)
def .pairwise_distance(x1, x2, p=2.0, eps=1e-6, keepdim=False)
def .cross_entropy(input, target, weight?, size_average?, ignore_index=-100, reduce?, reduction="mean", label_smoothing=0.0)
def .{nll_loss,mse_loss,l1_loss,smooth_l1_loss,huber_loss,kl_div,binary_cross_entropy,binary_cross_entropy_with_logits,multilabel_soft_margin_loss,poisson_nll_loss,gaussian_nll_loss,hinge_embedding_loss,multi_margin_loss,multilabel_margin_loss,soft_margin_loss}(input, target, ...)
def .{ctc_loss,margin_ranking_loss,cosine_embedding_loss,triplet_margin_loss}(...)
`;
