import { libraryName, makers } from '../ml/surroundings';
import { codeOf } from '../ml/unused-code';
import { entryOf, listedIn } from '../python/evaluate/containers';
import type { Activation } from '../python/program/call-site';
import type { Possible } from '../python/values/possible';
import type { Value } from '../python/values/value';
import { commandLineSetting } from './command-line-settings';
import { asNumber, asPositive, asText, passedAs, type FactReader } from './facts';
import { nominal } from './nominal';
import type { Facts } from './run-builder';
import type { Fact } from './run-profile';

/** Name and learning rate of a torch optimizer. */
export function optimizerFacts(reader: FactReader, optimizer: Possible | null | undefined): Facts {
  const facts = firstOptimizer(reader, optimizer);
  return isOneOfSeveral(optimizer) ? { ...facts, optimizer: undefined } : facts;
}

/** A setting that is not known picks one of several: which one is not known either. */
function isOneOfSeveral(optimizer: Possible | null | undefined): boolean {
  const names = optimizer === null || optimizer === undefined ? [] : makers(optimizer).map(({ callee }) => libraryName(callee) ?? '');
  return new Set(names.filter((name) => name.startsWith('torch.optim.'))).size > 1;
}

/** Names of classes that are optimizers, in PyTorch and in libraries around it. */
export const optimizerClasses = /(^|\.)optim|Optimizer|bitsandbytes|Adafactor|Lion|^transformers\.AdamW$|^deepspeed\.ops\.\w+\.[A-Z]/;

function firstOptimizer(reader: FactReader, optimizer: Possible | null | undefined): Facts {
  for (const maker of optimizer === null || optimizer === undefined ? [] : makers(optimizer)) {
    const own = ofOwnClass(reader, maker);
    if (own !== undefined) {
      return own;
    }
    const name = libraryName(maker.callee);
    if (name !== null && optimizerClasses.test(name)) {
      const short = name.slice(name.lastIndexOf('.') + 1);
      if (short.startsWith('create_optimizer')) {
        const settings = maker.arguments.positional[0] ?? maker.arguments.keywords.get('args');
        return {
          optimizer: reader.fact(settingOf(reader, settings, 'opt'), asText) ?? reader.argument(maker.arguments.get('opt'), asText),
          learningRate:
            nominal(reader, settingOf(reader, settings, 'lr'), learningRateNames, asNumber) ??
            reader.argument(maker.arguments.get('lr'), asNumber),
        };
      }
      return {
        optimizer: reader.seen(short.toLowerCase(), maker.site.place, name),
        learningRate: rateOf(reader, maker),
      };
    }
    const lookedUp = computedName(maker);
    if (lookedUp !== undefined) {
      const found = reader.fact(lookedUp, asText);
      return {
        optimizer: found === undefined ? undefined : withLowerCase(found),
        learningRate: rateOf(reader, maker),
      };
    }
    const inner = [...maker.arguments.positional, ...maker.arguments.keywords.values()].find((given) => isOptimizer(reader, given));
    if (inner !== undefined) {
      return firstOptimizer(reader, inner);
    }
    const learningRate = passedAs(reader, maker, learningRateNames, asPositive);
    const optimizer = passedAs(reader, maker, optimizerNames, asText) ?? namedByOutsideClass(reader, maker);
    if (learningRate !== undefined || optimizer !== undefined) {
      return { learningRate, optimizer };
    }
  }
  return {};
}

const anyOptimizer = /^(My|Custom|Base)?(Optim|Optimizers?|Optimizer\w*|\w*Optimizers|Noam\w*|Scheduled\w*)$/;

/** A class of the program that steps: the optimizer that it is given or keeps, else its own name. */
function ofOwnClass(reader: FactReader, maker: Activation): Facts | undefined {
  const { callee, arguments: given } = maker;
  if (callee.kind !== 'class') {
    return undefined;
  }
  const isNamed = !anyOptimizer.test(callee.of.name);
  const isDerived = callee.lineage.some((name) => name.startsWith('torch.optim.'));
  const kept = maker.result.options.flatMap(({ value }) => (value.kind === 'instance' && !isDerived ? [...value.attributes.values()] : []));
  const inner = [...given.positional, ...given.keywords.values(), ...kept].find((one) => isOptimizer(reader, one));
  if (inner !== undefined) {
    return firstOptimizer(reader, inner);
  }
  if (!isDerived && !/optim/i.test(callee.of.name)) {
    return undefined;
  }
  const rate =
    passedAs(reader, maker, /^(base_|initial_)?(lr|learning_rate)$/i, asNumber) ?? (isDerived ? rateOf(reader, maker) : undefined);
  return {
    ...(isNamed || isDerived ? { optimizer: reader.seen(callee.of.name.toLowerCase(), maker.site.place, callee.of.name) } : {}),
    learningRate: rate,
  };
}

function isOptimizer(reader: FactReader, { options }: Possible): boolean {
  return options.some(({ value }) => reader.program.typesOf(value).includes('torch.optim.Optimizer'));
}

/** What steps is an optimizer: a class of another package names it, `AdaBelief(parameters, lr=1e-3)`. */
function namedByOutsideClass(reader: FactReader, { callee, site }: Activation): Fact<string> | undefined {
  const short = callee.kind === 'outside' ? callee.name.slice(callee.name.lastIndexOf('.') + 1) : '';
  return /^[A-Z]\w*$/.test(short) && !noOptimizers.test(short) ? reader.seen(short.toLowerCase(), site.place, short) : undefined;
}

const noOptimizers = /sched|warmup|wrapper|trainer|engine|model|scaler|^(Optim|Optimizers?|MyOptim\w*|Noam\w*)$/i;

/** A rate that is written into the optimizer's groups at each step is that of the command line; its default, or zero, is never used. */
function rateOf(reader: FactReader, maker: Activation): Fact<number> | undefined {
  const told = toldRate(reader, maker);
  return (told === undefined || told.origin === 'framework-default' || told.value === 0) && writtenRate.test(codeOf(reader.program))
    ? commandLineSetting(reader, ['lr', 'learning_rate', 'base_lr', 'blr', 'max_lr'], asPositive)
    : told?.value === 0
      ? undefined
      : told;
}

const writtenRate = /\[\s*['"]lr['"]\s*\]\s*=(?!=)/;

function toldRate(reader: FactReader, maker: Activation): Fact<number> | undefined {
  const rate = maker.arguments.get('lr', 1);
  if (rate.kind !== 'given' && rate.kind !== 'unknown') {
    const [groups] = maker.arguments.positional;
    const rates = groups === undefined ? [] : listedIn(groups).flatMap(({ options }) => options.flatMap(({ value }) => rateOfGroup(value)));
    if (rates.length > 0) {
      return rates.map((own) => nominal(reader, own, learningRateNames, asNumber))[0];
    }
  }
  return rate.kind === 'given' ? nominal(reader, rate.possible, learningRateNames, asNumber) : reader.argument(rate, asNumber);
}

/** The rate that a group of parameters brings along: `{"params": …, "lr": 1e-5}`. */
function rateOfGroup(value: Value): readonly Possible[] {
  const own = value.kind === 'mapping' ? entryOf(value, 'k:str:lr') : undefined;
  return own === undefined ? [] : [own];
}

/** The name that `getattr(torch.optim, name)` looks up, when it is computed. */
function computedName({ callee }: Activation): Possible | undefined {
  const [lookUp] = callee.kind === 'unknown' ? makers(callee.of) : [];
  const [holder, name] = lookUp?.site.name === 'getattr' ? lookUp.arguments.positional : [];
  const isOptimizers = holder?.options.some(({ value }) => value.kind === 'external' && /(^|\.)optim/.test(value.name)) === true;
  return isOptimizers ? name : undefined;
}

function withLowerCase(fact: Fact<string>): Fact<string> {
  const alternatives = fact.alternatives?.map((one) => ({ ...one, value: one.value.toLowerCase() }));
  return { ...fact, value: fact.value.toLowerCase(), ...(alternatives === undefined ? {} : { alternatives }) };
}

/** What a parsed command line holds under a name. */
function settingOf(reader: FactReader, settings: Possible | undefined, name: string): Possible | undefined {
  const value = settings?.options[0]?.value;
  return value === undefined ? undefined : reader.program.attributeOf(value, name);
}

export const optimizerNames = /^(opt|optim|optimizer|optimizer_name|optimizer_type|opt_name|optim_name)$/i;
export const learningRateNames = /^(lr|lr0|learning_rate|base_lr|max_lr|init_lr)$/i;
