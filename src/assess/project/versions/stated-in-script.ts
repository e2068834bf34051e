import { parse } from 'smol-toml';
import type { Versions } from '../../../python/library-knowledge';
import type { SourceDocument } from '../../../python/source/document';
import { asVersions, fromList } from './requirement-files';
import { requirementOf, type Requirement } from './specifiers';

const scriptBlock = /^# \/\/\/ script\s*$\n(?<body>(?:^#(?: .*)?$\n)+?)^# \/\/\/\s*$/mu;
const installs = /^[ \t]*[!%][ \t]*(?:uv[ \t]+|python3?[ \t]+-m[ \t]+)?(?:pip3?|conda|mamba)[ \t]+install[ \t]+(?<packages>[^\n]*)/gmu;

/** Versions that a document states itself: in an inline `# /// script` block (PEP 723), or by installing them in a notebook. */
export function versionsStatedIn(document: SourceDocument): Versions | null {
  const stated = document.fragments.flatMap(({ cell, text }) => (cell === null ? fromScriptBlock(text) : fromInstalls(text)));
  // The last installation of a package is the one that runs.
  return stated.length === 0 ? null : asVersions(stated.toReversed());
}

function fromScriptBlock(text: string): readonly Requirement[] {
  const body = text.includes('# /// script') ? scriptBlock.exec(text.replaceAll('\r\n', '\n'))?.groups?.body : undefined;
  if (body === undefined) {
    return [];
  }
  try {
    return fromList(parse(body.replaceAll(/^# ?/gmu, '')).dependencies);
  } catch {
    // Whoever runs the script will be told; here it says nothing.
    return [];
  }
}

function fromInstalls(text: string): readonly Requirement[] {
  if (!/[!%]/u.test(text)) {
    return [];
  }
  return [...text.matchAll(installs)].flatMap(({ groups }) =>
    (groups?.packages ?? '')
      .replace(/\s#.*$/u, '')
      .split(/\s+/u)
      .map((word) => word.replaceAll(/["']/gu, ''))
      .filter((word) => /^[A-Za-z]/u.test(word))
      .flatMap((word) => {
        const requirement = requirementOf(word.replace(/^([\w.-]+)=(?=\d)/u, '$1=='));
        return requirement === undefined ? [] : [requirement];
      }),
  );
}
