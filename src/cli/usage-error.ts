/** A mistake of the person at the keyboard, told in one sentence; the command ends with status 2. */
export class UsageError extends Error {}
