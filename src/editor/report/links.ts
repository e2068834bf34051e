/** Pages outside the editor that the product points to. */
export const links = {
  method: 'https://github.com/joulewise/joulewise/blob/main/docs/method.md',
  sources: 'https://github.com/joulewise/joulewise/blob/main/NOTICE',
} as const;
