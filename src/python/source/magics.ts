/**
 * IPython in notebook cells: everything that is not Python is replaced by Python, or blanks, of the same length, so that every offset
 * stays true.
 */

/** Cell magics whose body is still Python that runs here. */
const pythonCellMagics = new Set([
  'time',
  'timeit',
  'capture',
  'prun',
  'memit',
  'mprun',
  'lprun',
  'notify',
  'skip',
  'wandb',
  'script_args',
  'python',
  'python3',
  'pypy',
]);
/** Line magics that run the rest of the line as Python. */
const statementMagics = new Set(['time', 'timeit', 'prun', 'memit']);

const blank = (text: string): string => text.replace(/[^\r\n]/g, ' ');

/** Whether a cell holds no Python of this kernel at all (`%%bash`, `%%writefile x.py`, …). */
export function isForeignCell(text: string): boolean {
  const first = /^\s*%%(\w+)/.exec(text);
  return first !== null && !pythonCellMagics.has(first[1] ?? '');
}

/** The cell's text as Python of the same length. */
export function maskMagics(text: string): string {
  if (!/[%!?]/.test(text)) {
    return text;
  }
  if (isForeignCell(text)) {
    return blank(text);
  }
  const out: string[] = [];
  let continued = false;
  let openBrackets = 0;
  let insideString: string | null = null;
  for (const line of text.split(/(?<=\n)/)) {
    if (continued) {
      continued = /\\\s*$/.test(line);
      out.push(blank(line));
      continue;
    }
    const fresh = openBrackets === 0 && insideString === null;
    const masked = fresh ? maskLine(line) : line;
    if (masked !== line) {
      continued = /\\\s*$/.test(line);
    }
    out.push(masked);
    [openBrackets, insideString] = scanBrackets(masked, openBrackets, insideString);
  }
  return out.join('');
}

function maskLine(line: string): string {
  const cellMagic = /^(\s*%%\w+)/.exec(line);
  if (cellMagic !== null) {
    return blank(line);
  }
  const statement = /^(\s*)%(\w+)(\s+(?:-\w+\s*\d*\s+)*)(?=\S)/.exec(line);
  if (statement !== null && statementMagics.has(statement[2] ?? '')) {
    const head = statement[0];
    const indent = statement[1] ?? '';
    const filler = head.length - indent.length;
    return indent + (filler >= 5 ? 'pass;'.padEnd(filler) : ' '.repeat(filler)) + line.slice(head.length);
  }
  const assigned = /^(\s*[\w.,\s[\]'"]+=\s*)([!%].*)$/s.exec(line);
  if (assigned !== null && !/[=!<>]$/.test((assigned[1] ?? '').trimEnd().slice(0, -1))) {
    return (assigned[1] ?? '') + keepBreak('0', assigned[2] ?? '');
  }
  const magic = /^(\s*)([%!?].*)$/s.exec(line) ?? /^(\s*)([\w.]+\?{1,2}\s*)$/s.exec(line);
  if (magic !== null) {
    const rest = magic[2] ?? '';
    const room = rest.replace(/[\r\n]/g, '').length;
    return (magic[1] ?? '') + keepBreak(room >= 4 ? 'pass' : '0', rest);
  }
  return line;
}

function keepBreak(code: string, replaced: string): string {
  const blanks = blank(replaced);
  return code.slice(0, blanks.length) + blanks.slice(code.length);
}

/** Follows brackets and triple-quoted strings, so that a `%` that opens a continuation line is not taken for a magic. */
function scanBrackets(line: string, open: number, inside: string | null): [number, string | null] {
  let at = 0;
  let depth = open;
  let quote = inside;
  while (at < line.length) {
    const char = line[at] ?? '';
    if (quote !== null) {
      if (char === '\\') {
        at += 2;
        continue;
      }
      if (line.startsWith(quote, at)) {
        at += quote.length;
        quote = null;
        continue;
      }
      at++;
      continue;
    }
    if (char === '#') {
      break;
    }
    if (char === '"' || char === "'") {
      const triple = char.repeat(3);
      quote = line.startsWith(triple, at) ? triple : char;
      at += quote.length;
      continue;
    }
    if ('([{'.includes(char)) {
      depth++;
    } else if (')]}'.includes(char)) {
      depth = Math.max(0, depth - 1);
    }
    at++;
  }
  if (quote !== null && quote.length === 1 && !/\\\s*$/.test(line)) {
    quote = null;
  }
  return [depth, quote];
}
