import { certainly, opened, single, union, unknownly, type Possible } from '../values/possible';
import type { ClassValue, FunctionValue, InstanceValue } from '../values/value';
import { noArguments, uncertainArguments } from './arguments';
import { lineageOf } from './classes';
import { unsettleShared, unsettleState } from './escape';
import type { Evaluator } from './evaluator';
import { callFunction } from './functions';
import { symbolicInstance } from './instances';
import { writesOf } from './writes';

const mostFunctions = 500;
const mostClasses = 200;

/** Enters what nothing in the program called, as a framework or another file may: functions first, then the methods of classes. */
export function enterUncalled(ev: Evaluator): void {
  ev.piece('entry', ev.functions, () => {
    ev.startEntering();
  });
  ev.store.fork(() => {
    // By then the others may have run, in any order and any number of times.
    ev.functions.forEach((of) => {
      ev.piece('shared', of, () => {
        unsettleShared(ev, of);
      });
    });
    enterFunctions(ev);
    enterMethods(ev);
  });
}

function enterFunctions(ev: Evaluator): void {
  // What `main` calls is better seen from there than on its own.
  const main = ev.functions.find(({ node }) => node.kind === 'function' && node.name === 'main');
  if (main !== undefined) {
    enterFunction(ev, main);
  }
  for (let index = 0; index < ev.functions.length && index < mostFunctions; index++) {
    const of = ev.functions[index];
    if (of !== undefined) {
      enterFunction(ev, of);
    }
  }
}

function enterFunction(ev: Evaluator, of: FunctionValue): void {
  if (!ev.evaluationsOf.has(of.node)) {
    ev.piece('entry', of, () => {
      enter(ev, of, null);
    });
  }
}

function enterMethods(ev: Evaluator): void {
  for (let index = 0; index < ev.classes.length && index < mostClasses; index++) {
    const of = ev.classes[index];
    if (of !== undefined) {
      ev.piece('class', of, () => {
        const self = single(symbolicInstance(ev, of));
        if (self?.kind === 'instance') {
          enterMethodsOf(ev, of, self);
        }
      });
    }
  }
  // Classes of imported files are the program's business only where it makes objects of them that a framework then drives.
  for (const self of [...ev.firstInstances.values()].slice(0, mostClasses)) {
    const { of } = self;
    if (of !== null && !ev.classes.includes(of) && lineageOf(ev, of).library.some((base) => ev.semantics.drivenClasses.has(base))) {
      ev.piece('object', self, () => {
        enterMethodsOf(ev, of, self);
      });
    }
  }
}

function enterMethodsOf(ev: Evaluator, of: ClassValue, self: InstanceValue): void {
  const isEntered = ({ node }: FunctionValue): boolean => node.kind !== 'function' || ev.evaluationsOf.has(node);
  if (methodsOf(of).every(isEntered)) {
    return;
  }
  ev.store.fork(() => {
    if (self.of !== null) {
      unsettleSelf(ev, self, self.of);
    }
    for (const method of methodsOf(of)) {
      if (!isEntered(method)) {
        enter(ev, method, self);
      }
    }
  });
}

function enter(ev: Evaluator, of: FunctionValue, self: InstanceValue | null): void {
  ev.store.fork(() => {
    const args = ev.semantics.commandLine.isCommand(of) ? noArguments : uncertainArguments;
    callFunction(ev, of, args, null, self === null ? null : certainly(self));
  });
}

/** Attributes that methods other than the constructor write. */
function unsettleSelf(ev: Evaluator, self: InstanceValue, of: ClassValue): void {
  for (const { node } of methodsOf(of)) {
    const own = node.parameters[0]?.name;
    if (node.kind !== 'function' || node.name === '__init__' || own === undefined) {
      continue;
    }
    for (const dotted of writesOf(node.body).objects) {
      const [first, name, ...deeper] = dotted.split('.');
      const value = first === own && name !== undefined && deeper.length === 0 ? self.attributes.get(name) : undefined;
      if (value !== undefined && name !== undefined) {
        ev.store.set(self.attributes, name, perhapsWritten(ev, value));
      }
    }
  }
}

function methodsOf(of: ClassValue): readonly FunctionValue[] {
  return [...of.attributes.values()].flatMap(({ options }) => options.flatMap(({ value }) => (value.kind === 'function' ? [value] : [])));
}

function perhapsWritten(ev: Evaluator, value: Possible): Possible {
  for (const option of value.options) {
    if (option.value.kind === 'sequence' || option.value.kind === 'mapping') {
      unsettleState(ev, option.value.state);
    }
  }
  const isData = value.options.every((option) => option.value.kind === 'constant');
  return isData ? opened(union(value, unknownly('a value that another method may write'))) : opened(value);
}
