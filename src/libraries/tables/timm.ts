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
def .data.create_dataset(name, root?, split="validation", search_split=True, class_map?, load_bytes=False, is_training=False, **) -> torch.utils.data.Dataset
def .data.create_transform(input_size=224, is_training=False, **)
class .data.Mixup(mixup_alpha=1.0, cutmix_alpha=0.0, **)
class .utils.ModelEmaV2(model, decay=0.9999, device?) : torch.nn.Module
class .utils.NativeScaler(...)
class .loss.LabelSmoothingCrossEntropy(smoothing=0.1) : torch.nn.Module
class .loss.SoftTargetCrossEntropy() : torch.nn.Module
`;
