/** Diffusers. */
export const diffusers = `class diffusers.{*Pipeline,*Img2Img}(*args, **kwargs) : diffusers.DiffusionPipeline
in diffusers
class .DiffusionPipeline()
method .DiffusionPipeline.from_pretrained(pretrained_model_name_or_path, **) -> cls
method .DiffusionPipeline.to(...) -> self
class .ModelMixin(...) : torch.nn.Module
class .{UNet2DModel,UNet2DConditionModel,AutoencoderKL,ControlNetModel,Transformer2DModel,*Transformer2DModel} : .ModelMixin
method .ModelMixin.from_pretrained(pretrained_model_name_or_path, **) -> cls
class .*Scheduler(...)
method .{DDPMScheduler,DDIMScheduler}.from_pretrained(pretrained_model_name_or_path, **) -> cls
def .optimization.get_scheduler(name, optimizer, ...) -> torch.optim.lr_scheduler.LambdaLR
`;
