import assert from 'node:assert/strict';
import { createSemantics } from '../../../src/libraries/semantics';
import type { Activation } from '../../../src/python/program/call-site';
import type { LoopInfo } from '../../../src/python/program/context';
import type { Program } from '../../../src/python/program/program';
import type { SourceDocument } from '../../../src/python/source/document';
import type { Possible } from '../../../src/python/values/possible';
import { programWith, type Surroundings } from '../python/support';

const semantics = createSemantics();

/** A program in which the frameworks mean what they do in the product. */
export function frameworkProgram(source: string | SourceDocument, around?: Surroundings): Program {
  return programWith(semantics, source, around);
}

/** The only call of a name. */
export function callIn(program: Program, name: string): Activation {
  const [call, ...others] = program.callsNamed(name);
  assert.ok(call !== undefined && others.length === 0, `${name} is called once.`);
  return call;
}

export function argumentOf(call: Activation, position = 0): Possible {
  const given = call.arguments.positional[position];
  assert.ok(given !== undefined, `Argument ${String(position)} is given.`);
  return given;
}

export function loopIn(program: Program, target: string): LoopInfo {
  const loop = program.loops.find(({ targets }) => targets.includes(target));
  assert.ok(loop !== undefined, `A loop has the target ${target}.`);
  return loop;
}
