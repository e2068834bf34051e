import type { Finding, TextEdit } from '../../../src/rules/finding';

export function finding(place: Partial<Finding> = {}): Finding {
  return {
    rule: 'dataloader-workers-zero',
    severity: 'information',
    confidence: 'high',
    message: 'The loader works in the training process.',
    docs: 'https://example.org/dataloader-workers-zero',
    path: '/project/train.py',
    cell: null,
    line: 5,
    column: 10,
    endLine: 5,
    endColumn: 20,
    saving: null,
    change: null,
    fixes: [],
    ...place,
  };
}

export function edit(place: Partial<TextEdit> = {}): TextEdit {
  return { path: '/project/train.py', cell: null, line: 5, column: 19, endLine: 5, endColumn: 19, text: ', num_workers=4', ...place };
}
