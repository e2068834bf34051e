import { plainValue } from '../configuration/materialize';
import { readDocument } from '../configuration/read-document';
import { attributeOf } from '../../python/evaluate/attributes';
import type { CallSummary, SummaryCall } from '../../python/evaluate/summary';
import { pathText } from '../../python/stdlib/paths';
import { newSequence } from '../../python/evaluate/containers';
import { certainly, single, unknownly, type Possible } from '../../python/values/possible';

/** Under this name the program keeps what DeepSpeed was configured with. */
export const deepspeedConfiguration = 'deepspeed.config';

/** `deepspeed.initialize(model=model, config="ds.json")`: the engine stands for the model, and the configuration decides the rest. */
export const deepspeedSummaries: readonly (readonly [string, CallSummary])[] = [['deepspeed.initialize', initialize]];

function initialize(call: SummaryCall): Possible | undefined {
  keepConfiguration(call);
  const model = call.given.keywords.get('model') ?? call.given.positional[1];
  const others = ['an optimizer', 'a loader', 'a schedule'].map((what) => unknownly(what, { kind: 'call', activation: call.activation }));
  return model === undefined ? undefined : certainly(newSequence(call.evaluator.store, 'tuple', [model, ...others]));
}

function keepConfiguration({ evaluator, given }: SummaryCall): void {
  const args = given.keywords.get('args') ?? given.positional[0];
  const config =
    given.keywords.get('config') ??
    given.keywords.get('config_params') ??
    (args === undefined ? undefined : attributeOf(evaluator, args, 'deepspeed_config'));
  const value = config === undefined ? undefined : single(config);
  if (config !== undefined && value?.kind === 'mapping') {
    evaluator.outsideValues.set(deepspeedConfiguration, config);
    return;
  }
  const path = pathText(config);
  const tree = path === undefined ? undefined : readDocument(evaluator, path, '1.2');
  if (tree !== undefined) {
    evaluator.outsideValues.set(deepspeedConfiguration, plainValue(evaluator, tree));
  }
}
