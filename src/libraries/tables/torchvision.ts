/** torchvision: models, datasets, transforms. */
export const torchvision = `
in torchvision.models -> torch.nn.Module
class .{AlexNet,ConvNeXt,DenseNet,EfficientNet,GoogLeNet,Inception3,MNASNet,MobileNetV2,MobileNetV3,RegNet,ShuffleNetV2,SqueezeNet,SwinTransformer,VGG,VisionTransformer}(...) : torch.nn.Module
class .ResNet(block, layers, num_classes=1000, zero_init_residual=False, groups=1, width_per_group=64, **) : torch.nn.Module
alias torchvision.models.{convnext,densenet,efficientnet,inception,mnasnet,mobilenet,mobilenetv2,mobilenetv3,regnet,resnet,shufflenetv2,swin_transformer,vgg,vision_transformer} = torchvision.models
alias torchvision.models.detection.{faster_rcnn,mask_rcnn,keypoint_rcnn,retinanet,fcos,ssd,ssdlite} = torchvision.models.detection
alias torchvision.models.segmentation.{deeplabv3,fcn,lraspp} = torchvision.models.segmentation
# weights was pretrained until 0.12; a positional value still means either.
def .{alexnet,googlenet,inception_v3,maxvit_t,mobilenet_v2}(weights?, progress=True, **)
def .{convnext_base,convnext_large,convnext_small,convnext_tiny}(weights?, progress=True, **)
def .{densenet121,densenet161,densenet169,densenet201}(weights?, progress=True, **)
def .efficientnet_{b0,b1,b2,b3,b4,b5,b6,b7,v2_l,v2_m,v2_s}(weights?, progress=True, **)
def .mnasnet{0_5,0_75,1_0,1_3}(weights?, progress=True, **)
def .mobilenet_v3_{large,small}(weights?, progress=True, **)
def .regnet_{x_16gf,x_1_6gf,x_32gf,x_3_2gf,x_400mf,x_800mf,x_8gf,y_128gf,y_16gf,y_1_6gf,y_32gf,y_3_2gf,y_400mf,y_800mf,y_8gf}(weights?, progress=True, **)
def .{resnet18,resnet34,resnet50,resnet101,resnet152,resnext50_32x4d,resnext101_32x8d,resnext101_64x4d,wide_resnet50_2,wide_resnet101_2}(weights?, progress=True, **)
def .shufflenet_v2_{x0_5,x1_0,x1_5,x2_0}(weights?, progress=True, **)
def .squeezenet{1_0,1_1}(weights?, progress=True, **)
def .swin_{t,s,b,v2_t,v2_s,v2_b}(weights?, progress=True, **)
def .{vgg11,vgg13,vgg16,vgg19}{,_bn}(weights?, progress=True, **)
def .vit_{b_16,b_32,l_16,l_32,h_14}(weights?, progress=True, **)
def .{get_model,get_model_builder}(name, **)
def .segmentation.{deeplabv3_mobilenet_v3_large,deeplabv3_resnet50,deeplabv3_resnet101,fcn_resnet50,fcn_resnet101,lraspp_mobilenet_v3_large}(weights?, progress=True, num_classes?, aux_loss?, weights_backbone="IMAGENET1K_V1", **)
def .detection.{fasterrcnn_resnet50_fpn,fasterrcnn_resnet50_fpn_v2,fasterrcnn_mobilenet_v3_large_fpn,fasterrcnn_mobilenet_v3_large_320_fpn,maskrcnn_resnet50_fpn,maskrcnn_resnet50_fpn_v2,retinanet_resnet50_fpn,retinanet_resnet50_fpn_v2,fcos_resnet50_fpn,ssd300_vgg16,ssdlite320_mobilenet_v3_large}(weights?, progress=True, num_classes?, weights_backbone="IMAGENET1K_V1", **)
def .detection.keypointrcnn_resnet50_fpn(weights?, progress=True, num_classes?, num_keypoints?, weights_backbone="IMAGENET1K_V1", **)
def .video.{mc3_18,r2plus1d_18,r3d_18,mvit_v1_b,mvit_v2_s,s3d,swin3d_t,swin3d_s,swin3d_b}(weights?, progress=True, **)
in torchvision.datasets
class .VisionDataset(root?, transforms?, transform?, target_transform?) : torch.utils.data.Dataset
alias torchvision.datasets.{folder,mnist,cifar,vision,voc,coco,imagenet,svhn,stl10} = torchvision.datasets
attribute .VisionDataset.{classes,targets} : list
class .{MNIST,FashionMNIST,KMNIST,CIFAR10,CIFAR100,USPS}(root, train=True, transform?, target_transform?, download=False) : .VisionDataset
class .EMNIST(root, split, **) : .VisionDataset
class .SVHN(root, split="train", transform?, target_transform?, download=False) : .VisionDataset
class .STL10(root, split="train", folds?, transform?, target_transform?, download=False) : .VisionDataset
class .ImageFolder(root, transform?, target_transform?, loader?, is_valid_file?, allow_empty=False) : .VisionDataset
class .DatasetFolder(root, loader, extensions?, transform?, target_transform?, is_valid_file?, allow_empty=False) : .VisionDataset
class .FakeData(size=1000, image_size=(3, 224, 224), num_classes=10, transform?, target_transform?, random_offset=0) : .VisionDataset
class .ImageNet(root, split="train", **) : .VisionDataset
class .{Food101,Flowers102,StanfordCars,Country211,RenderedSST2}(root, split="train", transform?, target_transform?, download=False, loader?) : .VisionDataset
class .{CocoDetection,CocoCaptions}(root, annFile, transform?, target_transform?, transforms?) : .VisionDataset
class .{VOCDetection,VOCSegmentation}(root, year="2012", image_set="train", download=False, transform?, target_transform?, transforms?) : .VisionDataset
class .{Imagenette,Caltech101,Caltech256,CelebA,OxfordIIITPet,FGVCAircraft,DTD,SUN397,EuroSAT,GTSRB,PCAM,Places365,LSUN,Cityscapes,Kitti,Flickr8k}(root, ...) : .VisionDataset
in torchvision : torch.nn.Module
alias torchvision.transforms.{transforms,autoaugment} = torchvision.transforms
class .transforms{,.v2}.Compose(transforms)
class .transforms{,.v2}.Resize(size, interpolation="bilinear", max_size?, antialias=True)
class .transforms{,.v2}.{CenterCrop,FiveCrop}(size)
class .transforms{,.v2}.RandomCrop(size, padding?, pad_if_needed=False, **)
class .transforms{,.v2}.RandomResizedCrop(size, scale=(0.08, 1.0), ratio=(0.75, 1.3333333333333333), **)
class .transforms{,.v2}.{ToTensor,PILToTensor}()
class .transforms{,.v2}.Normalize(mean, std, inplace=False)
class .transforms{,.v2}.{RandomHorizontalFlip,RandomVerticalFlip,RandomInvert,RandomEqualize,RandomAutocontrast}(p=0.5)
class .transforms{,.v2}.Pad(padding, fill=0, padding_mode="constant")
class .transforms{,.v2}.{RandomRotation,RandomAffine}(degrees, **)
class .transforms{,.v2}.Grayscale(num_output_channels=1)
class .transforms{,.v2}.{RandomGrayscale,RandomErasing,RandomPerspective,RandomChoice,TenCrop,ToPILImage,ColorJitter}(...)
class .transforms{,.v2}.GaussianBlur(kernel_size, sigma=(0.1, 2.0))
class .transforms{,.v2}.ConvertImageDtype(dtype)
class .transforms{,.v2}.Lambda(lambd)
class .transforms{,.v2}.RandomApply(transforms, p=0.5)
class .transforms{,.v2}.{AutoAugment,RandAugment,TrivialAugmentWide,AugMix}(...)
class .transforms.v2.ToImage()
class .transforms.v2.ToDtype(dtype, scale=False)
class .transforms.v2.{MixUp,CutMix}(*, alpha=1.0, num_classes?, labels_getter="default")
`;
