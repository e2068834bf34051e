/** The folders that hold a file, the nearest first, each with its slash at the end. */
export function foldersAbove(path: string): readonly string[] {
  const folders: string[] = [];
  for (let at = path.lastIndexOf('/'); at >= 0; at = path.lastIndexOf('/', at - 1)) {
    folders.push(path.slice(0, at + 1));
    if (at === 0) {
      break;
    }
  }
  return path.startsWith('/') || /^[A-Za-z]:\//u.test(path) ? folders : [...folders, ''];
}
