/** torchvision: models, datasets, transforms. */
export const torchvision = `
in torchvision.models
class .{AlexNet,ConvNeXt,DenseNet,EfficientNet,GoogLeNet,Inception3,MaxVit,MNASNet,MobileNetV2,MobileNetV3,RegNet,ResNet,ShuffleNetV2,SqueezeNet,SwinTransformer,VGG,VisionTransformer}(*args, **kwargs) : torch.nn.Module
alias torchvision.models.{convnext,densenet,efficientnet,inception,maxvit,mnasnet,mobilenet,mobilenetv2,mobilenetv3,regnet,resnet,shufflenetv2,swin_transformer,vgg,vision_transformer} = torchvision.models
alias torchvision.models.alexnet.AlexNet = torchvision.models.AlexNet
def .alexnet(weights=None, progress=True, **kwargs) -> .AlexNet
def .{convnext_base,convnext_large,convnext_small,convnext_tiny}(weights=None, progress=True, **kwargs) -> .ConvNeXt
def .{densenet121,densenet161,densenet169,densenet201}(weights=None, progress=True, **kwargs) -> .DenseNet
def .efficientnet_{b0,b1,b2,b3,b4,b5,b6,b7,v2_l,v2_m,v2_s}(weights=None, progress=True, **kwargs) -> .EfficientNet
def .googlenet(weights=None, progress=True, **kwargs) -> .GoogLeNet
def .inception_v3(weights=None, progress=True, **kwargs) -> .Inception3
def .maxvit_t(weights=None, progress=True, **kwargs) -> .MaxVit
def .mnasnet{0_5,0_75,1_0,1_3}(weights=None, progress=True, **kwargs) -> .MNASNet
def .mobilenet_v2(weights=None, progress=True, **kwargs) -> .MobileNetV2
def .mobilenet_v3_{large,small}(weights=None, progress=True, **kwargs) -> .MobileNetV3
def .regnet_{x_16gf,x_1_6gf,x_32gf,x_3_2gf,x_400mf,x_800mf,x_8gf,y_128gf,y_16gf,y_1_6gf,y_32gf,y_3_2gf,y_400mf,y_800mf,y_8gf}(weights=None, progress=True, **kwargs) -> .RegNet
def .{resnet18,resnet34,resnet50,resnet101,resnet152,resnext50_32x4d,resnext101_32x8d,resnext101_64x4d,wide_resnet50_2,wide_resnet101_2}(weights=None, progress=True, **kwargs) -> .ResNet
def .shufflenet_v2_{x0_5,x1_0,x1_5,x2_0}(weights=None, progress=True, **kwargs) -> .ShuffleNetV2
def .squeezenet{1_0,1_1}(weights=None, progress=True, **kwargs) -> .SqueezeNet
def .swin_{t,s,b,v2_t,v2_s,v2_b}(weights=None, progress=True, **kwargs) -> .SwinTransformer
def .{vgg11,vgg13,vgg16,vgg19}{,_bn}(weights=None, progress=True, **kwargs) -> .VGG
def .vit_{b_16,b_32,l_16,l_32,h_14}(weights=None, progress=True, **kwargs) -> .VisionTransformer
def .{get_model,get_model_builder}(name, **config) -> torch.nn.Module
in torchvision.models.segmentation
class .{DeepLabV3,FCN,LRASPP}(*args, **kwargs) : torch.nn.Module
def .deeplabv3_{mobilenet_v3_large,resnet50,resnet101}(weights=None, progress=True, num_classes=None, aux_loss=None, weights_backbone="IMAGENET1K_V1", **kwargs) -> .DeepLabV3
def .fcn_{resnet50,resnet101}(weights=None, progress=True, num_classes=None, aux_loss=None, weights_backbone="IMAGENET1K_V1", **kwargs) -> .FCN
def .lraspp_mobilenet_v3_large(weights=None, progress=True, num_classes=None, weights_backbone="IMAGENET1K_V1", **kwargs) -> .LRASPP
in torchvision.models.detection
class .{FasterRCNN,FCOS,KeypointRCNN,MaskRCNN,RetinaNet,SSD}(*args, **kwargs) : torch.nn.Module
alias torchvision.models.detection.{faster_rcnn,mask_rcnn,keypoint_rcnn,retinanet,fcos,ssd,ssdlite} = torchvision.models.detection
def .fasterrcnn_{resnet50_fpn,resnet50_fpn_v2,mobilenet_v3_large_fpn,mobilenet_v3_large_320_fpn}(weights=None, progress=True, num_classes=None, weights_backbone="IMAGENET1K_V1", trainable_backbone_layers=None, **kwargs) -> .FasterRCNN
def .maskrcnn_{resnet50_fpn,resnet50_fpn_v2}(weights=None, progress=True, num_classes=None, weights_backbone="IMAGENET1K_V1", trainable_backbone_layers=None, **kwargs) -> .MaskRCNN
def .retinanet_{resnet50_fpn,resnet50_fpn_v2}(weights=None, progress=True, num_classes=None, weights_backbone="IMAGENET1K_V1", trainable_backbone_layers=None, **kwargs) -> .RetinaNet
def .fcos_resnet50_fpn(weights=None, progress=True, num_classes=None, weights_backbone="IMAGENET1K_V1", trainable_backbone_layers=None, **kwargs) -> .FCOS
def .keypointrcnn_resnet50_fpn(weights=None, progress=True, num_classes=None, num_keypoints=None, weights_backbone="IMAGENET1K_V1", trainable_backbone_layers=None, **kwargs) -> .KeypointRCNN
def .{ssd300_vgg16,ssdlite320_mobilenet_v3_large}(weights=None, progress=True, num_classes=None, weights_backbone="IMAGENET1K_V1", trainable_backbone_layers=None, **kwargs) -> .SSD
in torchvision.models.video
class .{VideoResNet,MViT,S3D,SwinTransformer3d}(*args, **kwargs) : torch.nn.Module
def .{mc3_18,r2plus1d_18,r3d_18}(weights=None, progress=True, **kwargs) -> .VideoResNet
def .mvit_{v1_b,v2_s}(weights=None, progress=True, **kwargs) -> .MViT
def .s3d(weights=None, progress=True, **kwargs) -> .S3D
def .swin3d_{t,s,b}(weights=None, progress=True, **kwargs) -> .SwinTransformer3d
in torchvision.datasets
class .VisionDataset(root=None, transforms=None, transform=None, target_transform=None) : torch.utils.data.Dataset
alias torchvision.datasets.{folder,mnist,cifar,vision,voc,coco,imagenet,svhn,stl10} = torchvision.datasets
attribute .VisionDataset.{classes,targets} : list
class .{MNIST,FashionMNIST,KMNIST,CIFAR10,CIFAR100,USPS}(root, train=True, transform=None, target_transform=None, download=False) : .VisionDataset
class .EMNIST(root, split, **kwargs) : .VisionDataset
class .QMNIST(root, what=None, compat=True, train=True, **kwargs) : .VisionDataset
class .SVHN(root, split="train", transform=None, target_transform=None, download=False) : .VisionDataset
class .STL10(root, split="train", folds=None, transform=None, target_transform=None, download=False) : .VisionDataset
class .SEMEION(root, transform=None, target_transform=None, download=True) : .VisionDataset
class .ImageFolder(root, transform=None, target_transform=None, loader=default_loader, is_valid_file=None, allow_empty=False) : .VisionDataset
class .DatasetFolder(root, loader, extensions=None, transform=None, target_transform=None, is_valid_file=None, allow_empty=False) : .VisionDataset
class .FakeData(size=1000, image_size=(3, 224, 224), num_classes=10, transform=None, target_transform=None, random_offset=0) : .VisionDataset
class .ImageNet(root, split="train", **kwargs) : .VisionDataset
class .Imagenette(root, split="train", size="full", download=False, transform=None, target_transform=None, loader=default_loader) : .VisionDataset
class .Caltech101(root, target_type="category", transform=None, target_transform=None, download=False) : .VisionDataset
class .Caltech256(root, transform=None, target_transform=None, download=False) : .VisionDataset
class .CelebA(root, split="train", target_type="attr", transform=None, target_transform=None, download=False) : .VisionDataset
class .{Food101,Flowers102,StanfordCars,Country211,RenderedSST2}(root, split="train", transform=None, target_transform=None, download=False, loader=default_loader) : .VisionDataset
class .OxfordIIITPet(root, split="trainval", target_types="category", transforms=None, transform=None, target_transform=None, download=False) : .VisionDataset
class .FGVCAircraft(root, split="trainval", annotation_level="variant", transform=None, target_transform=None, download=False, loader=default_loader) : .VisionDataset
class .DTD(root, split="train", partition=1, transform=None, target_transform=None, download=False, loader=default_loader) : .VisionDataset
class .{SUN397,EuroSAT}(root, transform=None, target_transform=None, download=False, loader=default_loader) : .VisionDataset
class .{GTSRB,PCAM}(root, split="train", transform=None, target_transform=None, download=False) : .VisionDataset
class .Places365(root, split="train-standard", small=False, download=False, transform=None, target_transform=None, loader=default_loader) : .VisionDataset
class .INaturalist(root, version="2021_train", target_type="full", transform=None, target_transform=None, download=False, loader=None) : .VisionDataset
class .FER2013(root, split="train", transform=None, target_transform=None) : .VisionDataset
class .Omniglot(root, background=True, transform=None, target_transform=None, download=False, loader=None) : .VisionDataset
class .LFWPeople(root, split="10fold", image_set="funneled", transform=None, target_transform=None, download=False, loader=default_loader) : .VisionDataset
class .LSUN(root, classes="train", transform=None, target_transform=None) : .VisionDataset
class .{CocoDetection,CocoCaptions}(root, annFile, transform=None, target_transform=None, transforms=None) : .VisionDataset
class .{VOCDetection,VOCSegmentation}(root, year="2012", image_set="train", download=False, transform=None, target_transform=None, transforms=None) : .VisionDataset
class .SBDataset(root, image_set="train", mode="boundaries", download=False, transforms=None) : .VisionDataset
class .Cityscapes(root, split="train", mode="fine", target_type="instance", transform=None, target_transform=None, transforms=None) : .VisionDataset
class .Kitti(root, train=True, transform=None, target_transform=None, transforms=None, download=False) : .VisionDataset
class .WIDERFace(root, split="train", transform=None, target_transform=None, download=False) : .VisionDataset
class .Flickr8k(root, ann_file, transform=None, target_transform=None, loader=default_loader) : .VisionDataset
class .Kinetics(root, frames_per_clip, num_classes="400", split="train", frame_rate=None, step_between_clips=1, transform=None, extensions=("avi", "mp4"), download=False, num_download_workers=1, num_workers=1, _precomputed_metadata=None, _video_width=0, _video_height=0, _video_min_dimension=0, _audio_samples=0, _audio_channels=0, _legacy=False, output_format="TCHW") : .VisionDataset
class .{UCF101,HMDB51}(root, annotation_path, frames_per_clip, step_between_clips=1, frame_rate=None, fold=1, train=True, transform=None, _precomputed_metadata=None, num_workers=1, _video_width=0, _video_height=0, _video_min_dimension=0, _audio_samples=0, output_format="THWC") : .VisionDataset
in torchvision.transforms
alias torchvision.transforms.transforms = torchvision.transforms
alias torchvision.transforms.autoaugment = torchvision.transforms
class .Compose(transforms)
class .Resize(size, interpolation="bilinear", max_size=None, antialias=True) : torch.nn.Module
class .{CenterCrop,FiveCrop}(size) : torch.nn.Module
class .RandomCrop(size, padding=None, pad_if_needed=False, fill=0, padding_mode="constant") : torch.nn.Module
class .RandomResizedCrop(size, scale=(0.08, 1.0), ratio=(0.75, 1.3333333333333333), interpolation="bilinear", antialias=True) : torch.nn.Module
class .{ToTensor,PILToTensor}()
class .Normalize(mean, std, inplace=False) : torch.nn.Module
class .{RandomHorizontalFlip,RandomVerticalFlip}(p=0.5) : torch.nn.Module
class .Pad(padding, fill=0, padding_mode="constant")
class .ColorJitter(brightness=0, contrast=0, saturation=0, hue=0)
class .RandomRotation(degrees, interpolation="nearest", expand=False, center=None, fill=0)
class .RandomAffine(degrees, translate=None, scale=None, shear=None, interpolation="nearest", fill=0, center=None)
class .Grayscale(num_output_channels=1)
class .RandomGrayscale(p=0.1)
class .RandomErasing(p=0.5, scale=(0.02, 0.33), ratio=(0.3, 3.3), value=0, inplace=False)
class .GaussianBlur(kernel_size, sigma=(0.1, 2.0))
class .ConvertImageDtype(dtype)
class .Lambda(lambd)
class .RandomApply(transforms, p=0.5)
class .RandomChoice(transforms, p=None)
class .AutoAugment(policy="imagenet", interpolation="nearest", fill=None)
class .RandAugment(num_ops=2, magnitude=9, num_magnitude_bins=31, interpolation="nearest", fill=None)
class .TrivialAugmentWide(num_magnitude_bins=31, interpolation="nearest", fill=None)
class .AugMix(severity=3, mixture_width=3, chain_depth=-1, alpha=1.0, all_ops=True, interpolation="bilinear", fill=None)
in torchvision.transforms.v2
class .Compose(transforms) : torch.nn.Module
class .Resize(size, interpolation="bilinear", max_size=None, antialias=True) : torch.nn.Module
class .CenterCrop(size) : torch.nn.Module
class .RandomCrop(size, padding=None, pad_if_needed=False, fill=0, padding_mode="constant") : torch.nn.Module
class .RandomResizedCrop(size, scale=(0.08, 1.0), ratio=(0.75, 1.3333333333333333), interpolation="bilinear", antialias=True) : torch.nn.Module
class .{ToImage,PILToTensor,ToTensor}() : torch.nn.Module
class .ToDtype(dtype, scale=False) : torch.nn.Module
class .Normalize(mean, std, inplace=False) : torch.nn.Module
class .{RandomHorizontalFlip,RandomVerticalFlip}(p=0.5) : torch.nn.Module
class .{MixUp,CutMix}(*, alpha=1.0, num_classes=None, labels_getter="default") : torch.nn.Module
in torchvision
def .ops.nms(boxes, scores, iou_threshold) -> torch.Tensor
def .io.{read_image,decode_image}(*args, **kwargs) -> torch.Tensor
def .utils.make_grid(tensor, nrow=8, padding=2, normalize=False, value_range=None, scale_each=False, pad_value=0.0) -> torch.Tensor
def .utils.save_image(tensor, fp, format=None, **kwargs) -> None
`;
