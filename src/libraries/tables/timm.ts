/** timm: models, loaders, optimizers and schedules. */
export const timm = `
in timm
def .create_model(model_name, pretrained=False, pretrained_cfg=None, pretrained_cfg_overlay=None, checkpoint_path=None, cache_dir=None, scriptable=None, exportable=None, no_jit=None, **kwargs) -> torch.nn.Module
alias timm.models.{create_model,list_models} = timm.{}
alias timm.models.{factory,_factory,registry} = timm.models
def .list_models(filter="", module="", pretrained=False, exclude_filters="", name_matches_cfg=False, include_tags=None) -> list
def .optim.create_optimizer_v2(model_or_params, opt="sgd", lr=None, weight_decay=0.0, momentum=0.9, foreach=None, filter_bias_and_bn=True, fallback_list=(), fallback_no_weight_decay=False, layer_decay=None, layer_decay_min_scale=0.0, layer_decay_no_opt_scale=None, param_group_fn=None, **kwargs) -> torch.optim.Optimizer
def .optim.create_optimizer(args, model, filter_bias_and_bn=True) -> torch.optim.Optimizer
def .scheduler.create_scheduler(args, optimizer, updates_per_epoch=0) -> tuple
def .scheduler.create_scheduler_v2(*args, **kwargs) -> tuple
class .scheduler.CosineLRScheduler(optimizer, t_initial, lr_min=0.0, cycle_mul=1.0, cycle_decay=1.0, cycle_limit=1, warmup_t=0, warmup_lr_init=0.0, warmup_prefix=False, t_in_epochs=True, noise_range_t=None, noise_pct=0.67, noise_std=1.0, noise_seed=42, k_decay=1.0, initialize=True)
def .data.create_loader(dataset, input_size, batch_size, is_training=False, no_aug=False, re_prob=0.0, re_mode="const", re_count=1, re_split=False, train_crop_mode=None, scale=None, ratio=None, hflip=0.5, vflip=0.0, color_jitter=0.4, color_jitter_prob=None, grayscale_prob=0.0, gaussian_blur_prob=0.0, auto_augment=None, num_aug_repeats=0, num_aug_splits=0, interpolation="bilinear", mean=(0.485, 0.456, 0.406), std=(0.229, 0.224, 0.225), num_workers=1, distributed=False, crop_pct=None, crop_mode=None, crop_border_pixels=None, collate_fn=None, pin_memory=False, fp16=False, img_dtype=torch.float32, device=<device>, use_prefetcher=True, use_multi_epochs_loader=False, persistent_workers=True, worker_seeding="all", tf_preprocessing=False, input_size_choices=None, batch_size_choices=None, batch_choice_weights=None, batch_choice_seed=0, batch_choice_schedule="constant", batch_schedule_epochs=None, batch_schedule_spread=0.65, batch_schedule_random_mix=0.1, num_batches=None) -> torch.utils.data.DataLoader
alias timm.data.loader = timm.data
def .data.create_dataset(name, root=None, split="validation", search_split=True, class_map=None, load_bytes=False, is_training=False, download=False, batch_size=1, num_samples=None, seed=42, repeats=0, input_img_mode="RGB", trust_remote_code=False, **kwargs) -> torch.utils.data.Dataset
def .data.create_transform(input_size=224, is_training=False, no_aug=False, train_crop_mode=None, scale=None, ratio=None, hflip=0.5, vflip=0.0, color_jitter=0.4, color_jitter_prob=None, grayscale_prob=0.0, gaussian_blur_prob=0.0, auto_augment=None, interpolation="bilinear", mean=(0.485, 0.456, 0.406), std=(0.229, 0.224, 0.225), re_prob=0.0, re_mode="const", re_count=1, re_num_splits=0, crop_pct=None, crop_mode=None, crop_border_pixels=None, tf_preprocessing=False, use_prefetcher=False, normalize=True, separate=False, naflex=False, patch_size=16, max_seq_len=576, patchify=False, patchify_channels_last=True, patchify_flatten=True)
def .data.resolve_data_config(args=None, pretrained_cfg=None, model=None, use_test_size=False, verbose=False) -> dict
class .data.Mixup(mixup_alpha=1.0, cutmix_alpha=0.0, cutmix_minmax=None, prob=1.0, switch_prob=0.5, mode="batch", correct_lam=True, label_smoothing=0.1, num_classes=1000)
class .utils.ModelEmaV2(model, decay=0.9999, device=None) : torch.nn.Module
class .utils.NativeScaler()
class .loss.LabelSmoothingCrossEntropy(smoothing=0.1) : torch.nn.Module
class .loss.SoftTargetCrossEntropy() : torch.nn.Module
`;
