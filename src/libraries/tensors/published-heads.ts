/**
 * Image networks whose layers are not followed: where their last layer stands and how wide it reads, so that it can be sized, read and
 * replaced as code does. Their weights and work come from the reference tables (torchvision 0.28 and timm 1.0.29, read from the models, 2026).
 */
export interface PublishedHead {
  /** The way to the layer that gives the classes: `classifier.1`, `head.fc`, `fc`. */
  readonly path: string;
  /** What it reads. */
  readonly width: number;
  /** Pixels of the image on each side of one position of the last feature map. */
  readonly stride: number;
  /** Attribute under which the part before the head stands. */
  readonly body: string;
  /** Whether a pooling layer stands between body and head as a part of its own, and its side. */
  readonly pool: number | null;
  /** Layers of a head that is a sequence: `linear 4096` is one so wide, `classes` the last one. Empty for a single layer. */
  readonly layers: readonly string[];
  /** Weights of the whole with its 1,000 classes, where the reference tables round them. */
  readonly weights?: number;
  /** Whether the body gives a row of tokens, not a map. */
  readonly isRow: boolean;
}

type Row = readonly [path: string, width: number, stride: number, names: string];

const dropped = ['dropout', 'classes'];
const wide = ['linear 4096', 'relu', 'dropout', 'linear 4096', 'relu', 'dropout', 'classes'];

interface Kind {
  readonly names: string;
  readonly width: number;
  readonly path: string;
  readonly layers: readonly string[];
  readonly body?: string;
  readonly pool?: number | null;
  readonly stride?: number;
}

const torchvision: readonly Kind[] = [
  {
    names: 'alexnet',
    width: 9216,
    path: 'classifier',
    layers: ['dropout', 'linear 4096', 'relu', 'dropout', 'linear 4096', 'relu', 'classes'],
    pool: 6,
  },
  { names: 'vgg11 vgg11_bn vgg13 vgg13_bn vgg16 vgg16_bn vgg19 vgg19_bn', width: 25_088, path: 'classifier', layers: wide, pool: 7 },
  { names: 'densenet121', width: 1024, path: 'classifier', layers: [], pool: null },
  { names: 'densenet161', width: 2208, path: 'classifier', layers: [], pool: null },
  { names: 'densenet169', width: 1664, path: 'classifier', layers: [], pool: null },
  { names: 'densenet201', width: 1920, path: 'classifier', layers: [], pool: null },
  {
    names: 'efficientnet_b0 efficientnet_b1 efficientnet_v2_s efficientnet_v2_m efficientnet_v2_l',
    width: 1280,
    path: 'classifier',
    layers: dropped,
  },
  { names: 'efficientnet_b2', width: 1408, path: 'classifier', layers: dropped },
  { names: 'efficientnet_b3', width: 1536, path: 'classifier', layers: dropped },
  { names: 'efficientnet_b4', width: 1792, path: 'classifier', layers: dropped },
  { names: 'efficientnet_b5', width: 2048, path: 'classifier', layers: dropped },
  { names: 'efficientnet_b6', width: 2304, path: 'classifier', layers: dropped },
  { names: 'efficientnet_b7', width: 2560, path: 'classifier', layers: dropped },
  { names: 'mobilenet_v2', width: 1280, path: 'classifier', layers: dropped, pool: null },
  { names: 'mobilenet_v3_large', width: 960, path: 'classifier', layers: ['linear 1280', 'relu', 'dropout', 'classes'] },
  { names: 'mobilenet_v3_small', width: 576, path: 'classifier', layers: ['linear 1024', 'relu', 'dropout', 'classes'] },
  { names: 'mnasnet0_5 mnasnet0_75 mnasnet1_0 mnasnet1_3', width: 1280, path: 'classifier', layers: dropped, body: 'layers', pool: null },
  { names: 'convnext_tiny convnext_small', width: 768, path: 'classifier', layers: ['norm', 'flatten', 'classes'] },
  { names: 'convnext_base', width: 1024, path: 'classifier', layers: ['norm', 'flatten', 'classes'] },
  { names: 'convnext_large', width: 1536, path: 'classifier', layers: ['norm', 'flatten', 'classes'] },
  { names: 'swin_t swin_s swin_v2_t swin_v2_s', width: 768, path: 'head', layers: [] },
  { names: 'swin_b swin_v2_b', width: 1024, path: 'head', layers: [] },
  { names: 'inception_v3', width: 2048, path: 'fc', layers: [], body: 'body' },
  { names: 'googlenet shufflenet_v2_x0_5 shufflenet_v2_x1_0 shufflenet_v2_x1_5', width: 1024, path: 'fc', layers: [], body: 'body' },
  { names: 'shufflenet_v2_x2_0', width: 2048, path: 'fc', layers: [], body: 'body' },
  { names: 'vit_b_16', width: 768, path: 'heads.head', layers: [], body: 'encoder', stride: 16 },
  { names: 'vit_b_32', width: 768, path: 'heads.head', layers: [], body: 'encoder', stride: 32 },
  { names: 'vit_l_16', width: 1024, path: 'heads.head', layers: [], body: 'encoder', stride: 16 },
  { names: 'vit_l_32', width: 1024, path: 'heads.head', layers: [], body: 'encoder', stride: 32 },
  { names: 'vit_h_14', width: 1280, path: 'heads.head', layers: [], body: 'encoder', stride: 14 },
];

const timm: readonly Row[] = [
  ['classif', 1536, 32, 'inception_resnet_v2=55843464'],
  ['classifier', 1024, 32, 'densenet121=7978856 efficientnetv2_rw_t=13649388 mobilenetv3_small_100=2542856'],
  [
    'classifier',
    1280,
    32,
    'efficientnet_b0=5288548 efficientnet_b1=7794184 efficientnet_lite0=4652008 ghostnet_100=5182508 lcnet_050=1880856 lcnet_100=2953800 mnasnet_100=4383312 mobilenetv2_100=3504872 mobilenetv3_large_100=5483032 mobilenetv4_conv_large=32590864 mobilenetv4_conv_medium=9715512 mobilenetv4_conv_small=3774024 mobilenetv4_hybrid_medium=11074648 tf_efficientnet_lite0=4652008 tf_efficientnetv2_b0=7139704 tf_efficientnetv2_l=118515272 tf_efficientnetv2_m=54139356 tf_efficientnetv2_s=21458488 tinynet_a=6187972 tinynet_e=2042972 tf_efficientnet_b0=5288548 tf_efficientnet_b1=7794184 tf_efficientnet_b0_ns=5288548 tf_efficientnet_b1_ns=7794184 efficientnetv2_s=21458488 efficientnetv2_m=54139356 tf_efficientnetv2_s_in21k=48158371',
  ],
  ['classifier', 1408, 32, 'efficientnet_b2=9109994 tf_efficientnet_b2=9109994 tf_efficientnet_b2_ns=9109994'],
  ['classifier', 1536, 32, 'efficientnet_b3=12233232 tf_efficientnet_b3=12233232 tf_efficientnet_b3_ns=12233232'],
  ['classifier', 1664, 32, 'densenet169=14149480'],
  [
    'classifier',
    1792,
    32,
    'efficientnet_b4=19341616 efficientnetv2_rw_s=23941296 mobilenetv2_140=6108776 tf_efficientnet_b4=19341616 tf_efficientnet_b4_ns=19341616',
  ],
  ['classifier', 1920, 32, 'densenet201=20013928'],
  [
    'classifier',
    2048,
    32,
    'efficientnet_b5=30389784 hrnet_w18=21299004 tf_efficientnet_b5=30389784 tf_efficientnet_b5_ns=30389784 hrnet_w32=41232680 hrnet_w48=77469864',
  ],
  ['classifier', 2304, 32, 'tf_efficientnet_b6=43040704 tf_efficientnet_b6_ns=43040704'],
  ['classifier', 2560, 32, 'tf_efficientnet_b7=66347960 tf_efficientnet_b7_ns=66347960'],
  ['fc', 512, 32, 'resnet18=11689512 resnet34=21797672 resnet34d=21816904 resnet18d=11708744'],
  [
    'fc',
    2048,
    32,
    'ecaresnet50d=25576350 inception_v3=23834568 res2net50_26w_4s=25699120 resnet101=44549160 resnet152=60192808 resnet26d=16014408 resnet50=25557032 resnet50d=25576264 resnetrs50=35691912 resnext101_32x8d=88791336 resnext50_32x4d=25028904 seresnet50=28088024 wide_resnet50_2=68883240 xception=22855952 seresnext50_32x4d=27559896 seresnext26t_32x4d=16806976 resnet200d=64693064 resnext50d_32x4d=25048136 resnest50d=27483240 resnest101e=48275016 gluon_resnext101_32x4d=44177704 resnet152d=60212040 resnet101d=44568392 resnet26=15995176 skresnet50=25803160',
  ],
  ['head', 176, 32, 'efficientformerv2_s0=3600256'],
  ['head', 192, 14, 'eva02_tiny_patch14_336=5756584'],
  ['head', 192, 16, 'deit_tiny_patch16_224=5717416 vit_tiny_patch16_224=5717416'],
  ['head', 256, 16, 'gmlp_s16_224=19422656'],
  ['head', 256, 32, 'pvt_v2_b0=3666760'],
  ['head', 384, 14, 'eva02_small_patch14_336=22129000'],
  [
    'head',
    384,
    16,
    'cait_s24_224=46916200 deit3_small_patch16_224=22059496 deit_small_patch16_224=22050664 resmlp_24_224=30020680 vit_small_patch16_224=22050664 xcit_small_12_p16_224=26253304',
  ],
  ['head', 384, 32, 'vit_small_patch32_224=22878952'],
  ['head', 448, 32, 'efficientformer_l1=12289928'],
  ['head', 512, 32, 'efficientformer_l3=31406000 pvt_v2_b2=25362856 coat_lite_small=19838504'],
  ['head', 768, 8, 'vit_base_patch8_224=86576872'],
  ['head', 768, 14, 'eva02_base_patch14_448=87117544'],
  [
    'head',
    768,
    16,
    'beit_base_patch16_224=86530984 beitv2_base_patch16_224=86530984 deit3_base_patch16_224=86585320 deit_base_patch16_224=86567656 mixer_b16_224=59880472 vit_base_patch16_224=86567656 vit_base_patch16_384=86859496 deit_base_distilled_patch16_224=87338192 vit_base_patch16_224_in21k=102595923',
  ],
  ['head', 768, 32, 'vit_base_patch32_224=88224232 twins_svt_base=56070952 visformer_small=40219592'],
  ['head', 1024, 14, 'vit_large_patch14_224=304203752 eva02_large_patch14_448=305080232'],
  ['head', 1024, 16, 'vit_large_patch16_224=304326632'],
  ['head', 1024, 24, 'pit_b_224=73764840'],
  ['head.fc', 168, 32, 'edgenext_xx_small=1327216'],
  ['head.fc', 256, 32, 'mobilevitv2_050=1370593'],
  ['head.fc', 304, 32, 'edgenext_small=5586832'],
  ['head.fc', 320, 32, 'convnext_atto=3695520 convnextv2_atto=3708400 mobilevit_xxs=1272024 tiny_vit_5m_224=12082725'],
  ['head.fc', 368, 32, 'regnetx_002=2684792 regnety_002=3162996'],
  ['head.fc', 384, 32, 'convnext_femto=5217784'],
  ['head.fc', 440, 32, 'regnety_004=4344144'],
  ['head.fc', 512, 32, 'convnext_pico=9045672 maxvit_tiny_tf_224=30916528 mobilevitv2_100=4901841 poolformer_s12=11915176'],
  ['head.fc', 576, 32, 'tiny_vit_21m_224=33223825'],
  ['head.fc', 640, 32, 'convnext_nano=15593560 convnextv2_nano=15623800 mobilevit_s=5578632'],
  [
    'head.fc',
    768,
    32,
    'coatnet_0_rw_224=27435562 coatnet_rmlp_1_rw_224=41691982 convnext_small=50223688 convnext_tiny=28589128 convnextv2_tiny=28635496 fastvit_t8=4026232 hiera_tiny_224=27910216 maxvit_base_tf_224=119467708 poolformer_m36=56172520 regnety_008=6263168 swin_small_patch4_window7_224=49606258 swin_tiny_patch4_window7_224=28288354 swinv2_small_window8_256=49728418 swinv2_tiny_window8_256=28347154',
  ],
  ['head.fc', 888, 32, 'regnety_016=11202430'],
  [
    'head.fc',
    1024,
    32,
    'convnext_base=88591464 convnextv2_base=88717800 fastvit_sa12=11580968 mobileone_s0=5293272 swin_base_patch4_window7_224=87768224 convnext_base_in22k=109953489 swin_base_patch4_window12_384=87903584 ese_vovnet39b=24568936',
  ],
  ['head.fc', 1088, 32, 'regnety_040=20646656'],
  ['head.fc', 1280, 32, 'mobileone_s1=4825192 rexnet_100=4796873'],
  ['head.fc', 1296, 32, 'regnety_064=30583252'],
  ['head.fc', 1512, 32, 'regnety_032=19436338'],
  [
    'head.fc',
    1536,
    32,
    'convnext_large=197767336 swin_large_patch4_window7_224=196532476 swin_large_patch4_window12_384=196735516 convnextv2_large=197956840',
  ],
  ['head.fc', 1920, 32, 'rexnet_150=9728593'],
  ['head.fc', 2016, 32, 'regnety_080=39180068'],
  ['head.fc', 2048, 32, 'convnext_xlarge=350196968 nf_resnet50=25557032 xception65=39916312 xception41=26969560'],
  ['head.fc', 2240, 32, 'regnety_120=51822544'],
  ['head.fc', 2304, 32, 'eca_nfnet_l0=24143924'],
  ['head.fc', 2560, 32, 'rexnet_200=16366620'],
  ['head.fc', 3024, 32, 'regnety_160=83590140'],
  ['head.fc', 3072, 32, 'dm_nfnet_f0=71489284 nfnet_f0=71489272 eca_nfnet_l1=41407728'],
  ['head.fc2', 2304, 32, 'inception_next_tiny=28055680'],
  ['head.linear', 384, 64, 'levit_128s=7777058'],
  ['head.linear', 512, 64, 'levit_256=18893876'],
  ['last_linear', 1536, 32, 'inception_v4=42679816'],
  ['last_linear', 2048, 32, 'legacy_seresnext50_32x4d=27559896'],
  ['last_linear', 4032, 32, 'nasnetalarge=88753150'],
  ['last_linear', 4320, 32, 'pnasnet5large=86057668'],
];

/** Networks of timm that give rows of tokens. */
const rows = /^(vit|deit|beit|eva|cait|xcit|mixer|gmlp|resmlp)/;

export const publishedHeads: ReadonlyMap<string, PublishedHead> = new Map([
  ...torchvision.flatMap(({ names, width, path, layers, body = 'features', pool = 1, stride = 32 }) =>
    names
      .split(' ')
      .map((name): [string, PublishedHead] => [
        `torchvision.models.${name}`,
        { path, width, stride, body, pool: body === 'features' ? pool : null, layers, isRow: name.startsWith('vit') },
      ]),
  ),
  ...timm.flatMap(([path, width, stride, names]) =>
    names.split(' ').map((entry): [string, PublishedHead] => {
      const [name = '', weights] = entry.split('=');
      const head = { path, width, stride, body: 'forward_features', pool: null, layers: [], isRow: rows.test(name) };
      return [`timm/${name}`, { ...head, weights: Number(weights) }];
    }),
  ),
]);
