/** A table that is asked for words of other people's code and files: it lacks what every object has, such as `constructor`. */
export function dictionary<T>(entries: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.assign(Object.create(null) as Record<string, T>, entries);
}
