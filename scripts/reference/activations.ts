// Activations by one definition: outputs of convolutions and linear layers, as timm counts them.
import type { ModelRow } from '../../src/reference/rows';

/** The same architecture under torchvision's, Keras' and timm's name, where the names differ. */
const timmNames: Readonly<Record<string, string>> = {
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
export function harmonised(rows: readonly ModelRow[]): readonly ModelRow[] {
  const counted = new Map(rows.filter((row) => row.family === 'timm').map((row) => [lastPart(row.id), row]));
  const sameInTimm = (row: ModelRow): number | null => {
    const name = lastPart(row.id).toLowerCase();
    const found = counted.get(timmNames[name] ?? name);
    return found?.input?.[1] === row.input?.[1] ? (found?.activationElements ?? null) : null;
  };
  const ratios = new Map<string, number[]>();
  for (const row of rows.filter(({ family }) => otherCounts.has(family))) {
    const same = sameInTimm(row);
    if (same !== null && row.activationElements !== null) {
      ratios.set(ratioKey(row), [...(ratios.get(ratioKey(row)) ?? []), row.activationElements / same]);
    }
  }
  return rows.map((row) => {
    if (!otherCounts.has(row.family) || row.activationElements === null) {
      return row;
    }
    const ratio = median(ratios.get(ratioKey(row)) ?? ratios.get(`${row.family} cnn`) ?? []);
    return { ...row, activationElements: Number((sameInTimm(row) ?? row.activationElements / ratio).toPrecision(5)) };
  });
}

function ratioKey(row: ModelRow): string {
  return `${row.family} ${row.kind}`;
}

function lastPart(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}

/** Of an even number of values the lower of the two in the middle. */
function median(values: readonly number[]): number {
  const middle = values.toSorted((a, b) => a - b)[(values.length - 1) >> 1];
  if (middle === undefined) {
    throw new Error('No architecture stands in both tables, so that their counts of activations cannot be compared.');
  }
  return middle;
}
