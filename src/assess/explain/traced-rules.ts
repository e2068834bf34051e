/** Runs rules one by one and notes which of them looked at some calls, and what they asked of them. */
import { MlView } from '../../ml/ml-view';
import type { Activation, ArgumentAnswer, BoundArguments } from '../../python/program/call-site';
import type { Program } from '../../python/program/program';
import type { FindingProposal, Rule } from '../../rules/rule';

export interface AskedArgument {
  readonly activation: Activation;
  readonly parameter: string;
  readonly answer: ArgumentAnswer;
}

export interface TracedRule {
  readonly rule: Rule;
  readonly proposals: readonly FindingProposal[];
  /** Names of the calls it looked up that stand on the line. */
  readonly sawCalls: ReadonlySet<string>;
  readonly asked: readonly AskedArgument[];
}

/** A rule with a view of its own, so that nothing it asks was already asked for another. `watched` are the calls of the line. */
export function traceRule(rule: Rule, ml: MlView, watched: readonly Activation[]): TracedRule {
  const sawCalls = new Set<string>();
  const asked: AskedArgument[] = [];
  const { program } = ml;
  const restore = watchArguments(watched, (activation, parameter, answer) => {
    asked.push({ activation, parameter, answer });
  });
  try {
    const traced = watchLookups(program, new Set(watched), (name) => sawCalls.add(name));
    return { rule, proposals: [...rule.check(traced, new MlView(traced, () => ml.works))], sawCalls, asked };
  } finally {
    restore();
  }
}

/** The program, which tells when a look-up by name gives one of the calls. */
function watchLookups(program: Program, watched: ReadonlySet<Activation>, saw: (name: string) => void): Program {
  const noted =
    (find: (name: string) => readonly Activation[]) =>
    (name: string): readonly Activation[] => {
      const found = find(name);
      if (found.some((one) => watched.has(one))) {
        saw(name);
      }
      return found;
    };
  const lookups: Readonly<Record<string, unknown>> = {
    callsOf: noted((name) => program.callsOf(name)),
    callsNamed: noted((name) => program.callsNamed(name)),
  };
  return new Proxy(program, {
    get: (target, key): unknown => (typeof key === 'string' && key in lookups ? lookups[key] : Reflect.get(target, key, target)),
  });
}

/** Listens to `get` of the calls' arguments until what it returns is called. */
function watchArguments(
  watched: readonly Activation[],
  tell: (activation: Activation, parameter: string, answer: ArgumentAnswer) => void,
): () => void {
  const own = watched.map((activation) => {
    const bound = activation.arguments as { get?: BoundArguments['get'] };
    const original = activation.arguments.get.bind(activation.arguments);
    bound.get = (parameter, position) => {
      const answer = original(parameter, position);
      tell(activation, parameter, answer);
      return answer;
    };
    return bound;
  });
  return () => {
    // The method of the class stands below it.
    own.forEach((bound) => {
      delete bound.get;
    });
  };
}
