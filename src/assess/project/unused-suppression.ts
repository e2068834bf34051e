/** Findings about comments for Joulewise bear this name instead of a rule's. */
export const unusedSuppression = 'unused-suppression';
