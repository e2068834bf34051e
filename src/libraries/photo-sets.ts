/** Public sets of some thousands of photographs, of which weights trained on ImageNet know most: classes and functions of torchvision. */
export const smallPhotoSets: ReadonlySet<string> = new Set(
  [
    'Flowers102',
    'OxfordIIITPet',
    'StanfordCars',
    'Food101',
    'FGVCAircraft',
    'DTD',
    'Caltech101',
    'Caltech256',
    'EuroSAT',
    'Imagenette',
  ].map((name) => `torchvision.datasets.${name}`),
);

/** The like by their names in TensorFlow Datasets and on the Hugging Face hub, without owner, configuration and version. */
export const smallPhotoSetNames: ReadonlySet<string> = new Set(
  'tf_flowers oxford_flowers102 oxford_iiit_pet oxford-iiit-pet stanford_dogs cats_vs_dogs food101 caltech101 cars196 dtd eurosat beans horses_or_humans cassava imagenette'.split(
    ' ',
  ),
);
