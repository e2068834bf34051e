import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { loadReference } from '../../../src/cli/assets';
import { createSemantics } from '../../../src/libraries/semantics';
import { MlView } from '../../../src/ml/ml-view';
import { readProfile } from '../../../src/profile/read-profile';
import type { StatementOutline } from '../../../src/python/program/outline';
import { Program } from '../../../src/python/program/program';
import { placesOf } from '../../../src/python/program/trails';
import { fileDocument, type SourceDocument, type Span } from '../../../src/python/source/document';
import { readNotebook } from '../../../src/python/source/notebook';
import { checkProgram } from '../../../src/rules/check';
import { rules } from '../../../src/rules/index';
import { Edited, edited, editedPath } from './edited';
import { damagedNotebooks, extremes, mutations, namesOfObjects } from './mutations';
import { randomNumbers, snippets } from './snippets';
import { notebook, parser } from './support';

/** `JOULEWISE_FUZZ=100000` makes a long run of it. */
const inputs = Number(process.env.JOULEWISE_FUZZ ?? 1500);
const seed = Number(process.env.JOULEWISE_FUZZ_SEED ?? 1);

const semantics = createSemantics();
const reference = loadReference();
const pages = path.join('docs', 'rules');
/** Code in which rules find something, and code of all kinds. */
const sources = [
  ...snippets,
  ...readdirSync(pages).flatMap((page) =>
    [...readFileSync(path.join(pages, page), 'utf8').matchAll(/^```python\n(.*?)^```/gms)].map(([, code = '']) => code),
  ),
];

function programOf(source: string | SourceDocument, fuel?: number): Program {
  const document = typeof source === 'string' ? fileDocument('train.py', source) : source;
  const parse = (sibling: SourceDocument) => parser().parse(sibling, false);
  return Program.evaluate(parse(document), semantics, parse, undefined, undefined, fuel);
}

/** Every place that a program, a finding or a fix names lies in its text, and nothing throws. */
function checkEverything(program: Program): void {
  const check = ({ document, fragment, start, end }: Span): void => {
    const length = document.fragments[fragment]?.text.length ?? -1;
    assert.ok(0 <= start && start <= end && end <= length, `${String(start)}-${String(end)} of ${String(length)}`);
  };
  const checkOutline = ({ span, blocks }: StatementOutline): void => {
    check(span);
    blocks.flat().forEach(checkOutline);
  };
  for (const { site, arguments: given } of program.activations) {
    [site.place, site.argumentList, ...site.arguments.flatMap(({ place, valuePlace }) => [place, valuePlace])].forEach((place) => {
      check(program.span(place));
    });
    for (const { options } of given.positional) {
      options.forEach(({ trail }) => {
        placesOf(trail).forEach(({ span }) => {
          check(span);
        });
      });
    }
  }
  program.definitions.forEach(({ place, valuePlace }) => {
    check(program.span(place));
    check(program.span(valuePlace));
  });
  program.loops.forEach(({ place, header }) => {
    check(program.span(place));
    check(program.span(header));
  });
  program.outline.flat().forEach(checkOutline);
  const ml = new MlView(program);
  for (const rule of rules) {
    for (const { place, fixes = [] } of rule.check(program, ml)) {
      check(program.span(place));
      for (const { span } of fixes.flatMap(({ edits }) => edits)) {
        check(span);
      }
    }
  }
  checkProgram(program, {}, ml);
  readProfile(program, reference, ml);
}

describe('whatever the text', () => {
  for (const [what, text] of extremes) {
    it(`reads ${what}`, () => {
      const started = performance.now();
      checkEverything(programOf(text));
      assert.ok(performance.now() - started < 5000);
    }).timeout(20_000);
  }

  for (const name of namesOfObjects) {
    it(`takes ${name} for a name`, () => {
      checkEverything(programOf(`${name} = 1\n${name}(${name})\nx.${name}(${name}=2)\ndef ${name}(${name}=None):\n    return ${name}\n`));
      for (const text of sources) {
        checkEverything(programOf(text.replaceAll(/\b(?:model|fit|step|Adam|map|to|nn|np|relu)\b/g, name)));
      }
    }).timeout(20_000);
  }

  it('says when it could not evaluate everything', () => {
    for (const text of sources.slice(0, 20)) {
      const needed = programOf(text).activations.length;
      assert.equal(programOf(text, Math.min(needed, 5)).exhausted, true, text);
    }
  });

  it(`reads ${String(inputs)} mutated scripts and notebooks`, () => {
    let count = 0;
    for (const text of mutations(inputs, seed, sources)) {
      try {
        const middle = text.length >> 1;
        checkEverything(programOf(count++ % 4 === 0 ? notebook(text.slice(0, middle), text.slice(middle)) : text));
      } catch (error) {
        throw new Error(`Input ${String(count)} of seed ${String(seed)}: ${JSON.stringify(text)}`, { cause: error });
      }
    }
  }).timeout(60_000 + inputs * 40);

  it(`evaluates ${String(inputs >> 2)} edits as if it remembered nothing`, () => {
    const random = randomNumbers(seed);
    let editor = new Edited();
    let round = 0;
    for (const text of mutations(inputs >> 5, seed, sources)) {
      let next = text;
      for (let edit = 0; edit < 8; edit++) {
        try {
          editor.check(next);
        } catch (error) {
          throw new Error(`Edit ${String(round)} of seed ${String(seed)}: ${JSON.stringify(next)}`, { cause: error });
        }
        next = edited(next, random);
        round++;
      }
      parser().forget(editedPath);
      editor = new Edited();
    }
    assert.ok(round >= inputs >> 3);
  }).timeout(60_000 + inputs * 20);

  it(`reads ${String(inputs >> 2)} damaged notebooks, or says in a sentence why not`, () => {
    const counts = { read: 0, refused: 0 };
    for (const json of damagedNotebooks(inputs >> 2, seed, sources)) {
      try {
        const reading = readNotebook('a.ipynb', json);
        counts[reading.ok ? 'read' : 'refused']++;
        if (reading.ok) {
          checkEverything(programOf(reading.document));
        } else {
          assert.match(reading.problem, /^a\.ipynb is not a notebook: [^\n]+\.$/);
        }
      } catch (error) {
        throw new Error(`Damaged by seed ${String(seed)}: ${json}`, { cause: error });
      }
    }
    assert.ok(counts.read > 0 && counts.refused > 0, JSON.stringify(counts));
  }).timeout(60_000 + inputs * 10);
});
