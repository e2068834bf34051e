import assert from 'node:assert/strict';
import type { StatementOutline } from '../../../src/python/program/outline';
import type { Program } from '../../../src/python/program/program';
import { placesOf } from '../../../src/python/program/trails';
import type { Span } from '../../../src/python/source/document';
import { extremes, mutations } from './mutations';
import { notebook, programOf } from './support';

/** `JOULEWISE_FUZZ=100000` makes a long run of it. */
const inputs = Number(process.env.JOULEWISE_FUZZ ?? 1500);
const seed = Number(process.env.JOULEWISE_FUZZ_SEED ?? 1);

/** Every place that a program names lies in its text. */
function checkPlaces(program: Program): void {
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
}

describe('whatever the text', () => {
  for (const [what, text] of extremes) {
    it(`reads ${what}`, () => {
      const started = performance.now();
      checkPlaces(programOf(text));
      assert.ok(performance.now() - started < 5000);
    }).timeout(20_000);
  }

  it(`reads ${String(inputs)} mutated scripts and notebooks`, () => {
    let count = 0;
    for (const text of mutations(inputs, seed)) {
      try {
        const middle = text.length >> 1;
        checkPlaces(programOf(count++ % 4 === 0 ? notebook(text.slice(0, middle), text.slice(middle)) : text));
      } catch (error) {
        throw new Error(`Input ${String(count)} of seed ${String(seed)}: ${JSON.stringify(text)}`, { cause: error });
      }
    }
  }).timeout(60_000 + inputs * 40);
});
