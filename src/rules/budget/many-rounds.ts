/** From this many rounds on, stopping when the evaluation set no longer improves is worth asking for. */
export const manyRounds = 500;
