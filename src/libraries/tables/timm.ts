/** timm: models, loaders, optimizers and schedules. */
export const timm = `
in timm
def .create_model(model_name, pretrained=False, **) -> torch.nn.Module
alias timm.models.{create_model,list_models} = timm.{}
alias timm.models.{factory,_factory,registry} = timm.models
def .list_models(filter="", module="", pretrained=False, exclude_filters="", name_matches_cfg=False, include_tags?) -> list
def .optim.create_optimizer_v2(model_or_params, opt="sgd", lr?, weight_decay=0.0, momentum=0.9, **) -> torch.optim.Optimizer
def .optim.create_optimizer(args, model, filter_bias_and_bn=True) -> torch.optim.Optimizer
def .scheduler.create_scheduler(args, optimizer, updates_per_epoch=0) -> tuple
class .scheduler.CosineLRScheduler(optimizer, t_initial, lr_min=0.0, **)
def .data.create_loader(dataset, input_size, batch_size, is_training=False, **) -> torch.utils.data.DataLoader
alias timm.data.loader = timm.data
alias timm.models.layers = timm.layers
alias timm.layers.{drop,mlp,patch_embed} = timm.layers
alias timm.models.layers.{drop,mlp,patch_embed} = timm.layers
class timm.layers.Mlp(in_features, hidden_features?, out_features?, act_layer?, norm_layer?, bias=True, drop=0.0, **) : torch.nn.Module
class timm.layers.PatchEmbed(img_size=224, patch_size=16, in_chans=3, embed_dim=768, norm_layer?, flatten=True, **) : torch.nn.Module
class timm.layers.DropPath(drop_prob=0.0, scale_by_keep=True) : torch.nn.Module
alias timm.models.vision_transformer.{Mlp,PatchEmbed} = timm.layers.{}
class timm.models.vision_transformer.Attention(dim, num_heads=8, qkv_bias=False, **) : torch.nn.Module
class timm.models.vision_transformer.Block(dim, num_heads, mlp_ratio=4.0, qkv_bias=False, **) : torch.nn.Module
def timm.layers.to_2tuple(x) -> tuple
def .data.create_dataset(name, root?, split="validation", search_split=True, class_map?, load_bytes=False, is_training=False, **) -> torch.utils.data.Dataset
def .data.create_transform(input_size=224, is_training=False, **)
class .data.Mixup(mixup_alpha=1.0, cutmix_alpha=0.0, **)
class .utils.ModelEmaV2(model, decay=0.9999, device?) : torch.nn.Module
class .utils.NativeScaler(...)
class .loss.LabelSmoothingCrossEntropy(smoothing=0.1) : torch.nn.Module
class .loss.SoftTargetCrossEntropy() : torch.nn.Module
`;
