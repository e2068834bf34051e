import { noArguments } from '../../python/evaluate/arguments';
import { applyCallable } from '../../python/evaluate/calls';
import { stringEntries } from '../../python/evaluate/containers';
import type { SummaryCall } from '../../python/evaluate/summary';
import { certainly, nothing, single, type Possible } from '../../python/values/possible';
import type { InstanceValue } from '../../python/values/value';
import { hyperparameterClass } from './attribute-dicts';

/** `self.save_hyperparameters()`: the arguments of the constructor that runs, or what is given, readable as `self.hparams.x`. */
export function keepHyperparameters({ evaluator, activation, given }: SummaryCall): Possible | undefined {
  const self = activation.receiver === null ? undefined : single(activation.receiver);
  const { of, locals } = evaluator.frame();
  if (self?.kind !== 'instance' || given.openPositional) {
    return undefined;
  }
  const before = self.attributes.get('hparams');
  const earlier = before === undefined ? undefined : single(before);
  const attributes = evaluator.store.create<Possible>();
  if (earlier?.kind === 'instance') {
    for (const [name, value] of earlier.attributes) {
      attributes.set(name, value);
    }
  }
  const parameters = (of?.node.parameters ?? []).slice(1).map(({ name }) => name);
  const entries =
    given.positional.length === 0
      ? parameters.map((name) => [name, locals.names.get(name)] as const)
      : given.positional.flatMap((one) => entriesOf(one, locals.names));
  for (const [name, value] of entries) {
    if (value !== undefined) {
      attributes.set(name, value);
    }
  }
  const hparams: InstanceValue = {
    kind: 'instance',
    className: hyperparameterClass,
    of: null,
    attributes,
    from: { kind: 'call', activation },
  };
  self.attributes.set('hparams', certainly(hparams));
  return nothing;
}

/** What one argument keeps: a parameter that it names, or every entry of a dict or namespace. */
function entriesOf(
  argument: Possible,
  names: { get(name: string): Possible | undefined },
): readonly (readonly [string, Possible | undefined])[] {
  const value = single(argument);
  if (value?.kind === 'constant' && typeof value.value === 'string') {
    return [[value.value, names.get(value.value)]];
  }
  return value?.kind === 'mapping' ? [...stringEntries(value)] : value?.kind === 'instance' ? [...value.attributes] : [];
}

/**
 * `LightningCLI(Model, Data, trainer_defaults={…})` makes model, data module and trainer with the defaults that hold when the command
 * line gives nothing.
 */
export function startFromCommandLine({ evaluator, activation }: SummaryCall): Possible {
  const attributes = evaluator.store.create<Possible>();
  const made = (name: string, parameter: string, position: number): void => {
    const of = activation.arguments.get(parameter, position);
    const target = of.kind === 'given' ? single(of.possible) : undefined;
    if (of.kind === 'given' && (target?.kind === 'class' || target?.kind === 'external')) {
      attributes.set(name, applyCallable(evaluator, of.possible, activation.site, noArguments));
    }
  };
  made('model', 'model_class', 0);
  made('datamodule', 'datamodule_class', 1);
  const defaults = activation.arguments.get('trainer_defaults', 5);
  const entries = defaults.kind === 'given' ? single(defaults.possible) : undefined;
  const isClosed = defaults.kind !== 'given' ? defaults.kind !== 'unknown' : entries?.kind === 'mapping';
  const trainer: Possible = certainly({ kind: 'external', name: 'lightning.pytorch.Trainer', library: true });
  const keywords = new Map(entries?.kind === 'mapping' ? stringEntries(entries) : []);
  attributes.set('trainer', applyCallable(evaluator, trainer, activation.site, { ...noArguments, keywords, openKeywords: !isClosed }));
  return certainly({
    kind: 'instance',
    className: 'lightning.pytorch.cli.LightningCLI',
    of: null,
    attributes,
    from: { kind: 'call', activation },
  });
}
