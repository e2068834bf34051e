// Activations by one definition: outputs of convolutions and linear layers, as timm counts them.

/** The same architecture under torchvision's, Keras' and timm's name, where the names differ. */
const timmNames = {
  vit_b_16: 'vit_base_patch16_224',
  vit_b_32: 'vit_base_patch32_224',
  vit_l_16: 'vit_large_patch16_224',
  swin_t: 'swin_tiny_patch4_window7_224',
  swin_s: 'swin_small_patch4_window7_224',
  swin_b: 'swin_base_patch4_window7_224',
  mobilenet_v2: 'mobilenetv2_100',
  mobilenet_v3_large: 'mobilenetv3_large_100',
  mobilenetv2: 'mobilenetv2_100',
};

const otherCounts = new Set(['torchvision', 'keras.applications']);

/**
 * torchvision and Keras rows count the outputs of every layer, normalisation and activation functions too.
 * Rows that timm also lists at the same input take its figure; the others are divided by the median ratio
 * of their library and kind among the rows that both list.
 */
export function harmonised(rows) {
  const counted = new Map(rows.filter((row) => row.family === 'timm').map((row) => [lastPart(row.id), row]));
  const twin = (row) => {
    const name = lastPart(row.id).toLowerCase();
    const found = counted.get(timmNames[name] ?? name);
    return found?.activationElements && row.activationElements && found.input[1] === row.input?.[1] ? found : undefined;
  };
  const ratios = new Map();
  for (const row of rows.filter(({ family }) => otherCounts.has(family))) {
    const same = twin(row);
    if (same) {
      const key = ratioKey(row);
      ratios.set(key, [...(ratios.get(key) ?? []), row.activationElements / same.activationElements]);
    }
  }
  return rows.map((row) => {
    if (!otherCounts.has(row.family) || row.activationElements === null) {
      return row;
    }
    const elements =
      twin(row)?.activationElements ?? row.activationElements / median(ratios.get(ratioKey(row)) ?? ratios.get(`${row.family} cnn`));
    return { ...row, activationElements: Number(elements.toPrecision(5)) };
  });
}

function ratioKey(row) {
  return `${row.family} ${row.kind}`;
}

function lastPart(id) {
  return id.slice(id.lastIndexOf('/') + 1);
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
