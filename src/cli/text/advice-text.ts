import type { AlternativeVerb } from '../../advice/alternative';
import { formatChange } from '../../report/figures/number';
import type { AdvisedAlternative } from '../commands/advise';

const verbs: Readonly<Record<AlternativeVerb, string>> = {
  'edit-code': 'edit the code',
  'change-launch': 'change the launch',
  compare: 'compare',
};

export function adviceText(alternatives: readonly AdvisedAlternative[], shown: string, several: boolean): string {
  if (alternatives.length === 0) {
    return `${shown}: nothing that saves 3 % or more was found.\n`;
  }
  return alternatives
    .map(({ title, detail, accuracy, source, verb, saving, run, edits }) => {
      const [least, most] = [Math.max(saving.p10, saving.p90), Math.min(saving.p10, saving.p90)];
      const range = least === most ? '' : ` [${formatChange(least, 'en')} … ${formatChange(most, 'en')}]`;
      const place = verb === 'edit-code' ? ` (line ${[...new Set(edits.map(({ line }) => line))].sort((a, b) => a - b).join(', ')})` : '';
      return [
        `${formatChange(saving.p50, 'en')} % ${saving.quantity}${range}  ${title}${several ? `, ${run}` : ''}`,
        `    ${detail}`,
        `    ${accuracy}`,
        `    ${verbs[verb]}${place} · ${source}`,
        '',
      ].join('\n');
    })
    .join('\n');
}
