import { receiverObject } from '../../ml/called-object';
import { ancestors, originOf } from '../../ml/data-flow';
import { isInTest } from '../../ml/file-role';
import { kerasFits } from '../../ml/keras';
import { innermostFrame, makers } from '../../ml/surroundings';
import { isMethodNobodyNames } from '../../ml/unused-code';
import type { Activation } from '../../python/program/call-site';
import type { AttributeWrite, Program } from '../../python/program/program';
import { constantOf, type Possible } from '../../python/values/possible';
import type { Value } from '../../python/values/value';
import type { FixProposal, Rule } from '../rule';

/** What people write where they mean `requires_grad`. */
const misspellings = new Set([
  'require_grad',
  'require_grads',
  'requires_grads',
  'required_grad',
  'requires_gradient',
  'requires_gradients',
  'require_gradient',
  'requiers_grad',
  'requires_gard',
  'requre_grad',
  'reguires_grad',
  'requires_grad_',
]);

/** What people write where they mean `trainable`. */
const kerasMisspellings = new Set([
  'trainble',
  'trainabe',
  'trianable',
  'trainabel',
  'traniable',
  'traineable',
  'trainible',
  'trainables',
  'tranable',
  'is_trainable',
]);

const messages = {
  misspelledKeras:
    'Keras does not know this attribute, so nothing is frozen and the whole backward pass is still computed. The attribute of a layer is trainable; set it before compile().',
  misspelled:
    'PyTorch does not know this attribute, so nothing is frozen and the whole backward pass is still computed. The attribute of a parameter is requires_grad.',
  module:
    'This sets an attribute on a module, which PyTorch never reads: its parameters are still trained. Call requires_grad_(False) on the module; what is frozen needs no gradients and no optimizer state.',
  compiled:
    'Keras takes note of trainable when compile() is called, and this model is trained without being compiled again, so the layer is not reliably frozen. Freeze first, then compile.',
} as const;

/** Freezing that silently does nothing. */
export const freezeNoEffect: Rule = {
  meta: {
    id: 'freeze-no-effect',
    topic: 'transfer-learning',
    title: 'Freezing that has no effect',
    severity: 'warning',
    frameworks: ['torch', 'keras'],
    markers: [
      '.requires_grad',
      '.require',
      '.requre_grad',
      '.requiers_grad',
      '.reguires_grad',
      '.trainable',
      ...[...kerasMisspellings].map((name) => `.${name}`),
    ],
    saving: {
      energyShare: null,
      evidence: 'none',
      source: 'no measured figure for this mistake; the backward pass of the part meant to be frozen is computed in full',
    },
  },
  *check(program) {
    let isCompiledOnce = false;
    let isMisspelledOnce = false;
    for (const write of program.attributeWrites) {
      if (isInTest(write.context)) {
        continue;
      }
      if (misspellings.has(write.name) && isParameterOrModule(program, write.object)) {
        const isMinor: boolean = isMisspelledOnce || isOnlyEvaluated(program, write) || isMethodNobodyNames(program, write.context);
        isMisspelledOnce ||= !isMinor;
        yield {
          place: write.place,
          message: messages.misspelled,
          confidence: 'high',
          ...(isMinor ? { severity: 'hint' as const } : {}),
          fixes: renaming(program, write),
        };
      } else if (kerasMisspellings.has(write.name) && isLayer(program, write.object)) {
        const edits = [{ span: program.span(write.namePlace), text: 'trainable' }];
        yield {
          place: write.place,
          message: messages.misspelledKeras,
          confidence: 'high',
          fixes: [{ title: 'Set trainable', safe: false, edits }],
        };
      } else if (write.name === 'requires_grad' && constantOf(write.value) !== true && isModule(program, write.object)) {
        if (!isFrozenElsewhere(program, write) && !keepsArgument(program, write)) {
          const isMinor = isMethodNobodyNames(program, write.context);
          yield {
            place: write.place,
            message: messages.module,
            confidence: 'high',
            ...(isMinor ? { severity: 'hint' as const } : {}),
            fixes: calling(program, write),
          };
        }
      } else if (write.name === 'trainable' && constantOf(write.value) === false && !isCompiledOnce && isFrozenTooLate(program, write)) {
        isCompiledOnce = true;
        yield { place: write.place, message: messages.compiled, confidence: 'medium' };
      }
    }
  },
};

/** The function around only looks at what it freezes: it puts it into evaluation mode, and trains nothing. */
function isOnlyEvaluated(program: Program, { context }: AttributeWrite): boolean {
  const frame = innermostFrame(context);
  const text = frame === null ? '' : program.textOf(frame.of.node);
  return text.includes('.eval()') && !/backward|optim|\.step\(|\.fit\(|\.train\(/i.test(text);
}

/** A layer or model of Keras, or one of the layers of something. */
function isLayer(program: Program, object: Possible): boolean {
  return object.options.some(({ value }) => comesFromLayers(value) || program.typesOf(value).some((type) => type.startsWith('keras.')));
}

/** `base.layers`, an element or a slice of it. */
function comesFromLayers(value: Value, depth = 6): boolean {
  const origin = originOf(value);
  const inner =
    value.kind === 'sequence' ? (value.state.get('element') as Possible | undefined) : origin?.kind === 'element' ? origin.of : undefined;
  return (
    (origin?.kind === 'attribute' && origin.name === 'layers') ||
    (depth > 0 && inner?.options.some(({ value: one }) => comesFromLayers(one, depth - 1)) === true)
  );
}

/** A value is known to be one thing by its type, or by the method whose result it is taken from. */
function isAmong(program: Program, object: Possible, types: (type: string) => boolean, methods: ReadonlySet<string>): boolean {
  return (
    object.options.length > 0 &&
    object.options.every(
      ({ value }) => (!isTyped(program, value) && yieldedBy(value, methods)) || program.typesOf(value).some((type) => types(type)),
    )
  );
}

function isTyped(program: Program, value: Value): boolean {
  return value.kind === 'instance' && program.typesOf(value).length > 0;
}

/** Whether a value is an element of what one of these methods returned, through lists, slices and enumerations. */
function yieldedBy(value: Value, methods: ReadonlySet<string>, depth = 8): boolean {
  const origin = originOf(value);
  if (depth === 0) {
    return false;
  }
  if (value.kind === 'sequence') {
    const element = value.state.get('element') as Possible | undefined;
    return element?.options.some(({ value: one }) => yieldedBy(one, methods, depth - 1)) === true;
  }
  if (origin?.kind === 'call') {
    return methods.has(origin.activation.site.name);
  }
  return origin?.kind === 'element' && origin.of.options.some(({ value: of }) => yieldedBy(of, methods, depth - 1));
}

const parameterMethods = new Set(['parameters', 'named_parameters']);
const moduleMethods = new Set(['children', 'modules', 'named_children', 'named_modules']);

function isParameterOrModule(program: Program, object: Possible): boolean {
  const isTorch = (type: string): boolean =>
    type === 'torch.nn.Module' || type === 'torch.nn.Parameter' || type === 'torch.nn.parameter.Parameter';
  return (
    isAmong(program, object, isTorch, new Set([...parameterMethods, ...moduleMethods])) ||
    isPartOfModule(program, object, (name) => isPartName(name) || /^(weight|bias)$/.test(name))
  );
}

/** A module, or an attribute of one that is a module by its name. */
function isModule(program: Program, object: Possible): boolean {
  return (
    (isAmong(program, object, (type) => type === 'torch.nn.Module', moduleMethods) && !keepsOwnFlag(program, object)) ||
    isPartOfModule(program, object, isPartName)
  );
}

/** `self.requires_grad = requires_grad`: a module keeps what its constructor was given. */
function keepsArgument(program: Program, { place, valuePlace }: AttributeWrite): boolean {
  return /^self\.\w+$/.test(program.textOf(place)) && /^(requires_grad|trainable|train)$/.test(program.textOf(valuePlace));
}

/** A class of the program that has a `requires_grad` of its own: a property, a method or a flag that it reads. */
function keepsOwnFlag(program: Program, object: Possible): boolean {
  return object.options.some(
    ({ value }) =>
      value.kind === 'instance' &&
      value.of !== null &&
      (program.methodOf(value.of, 'requires_grad') !== undefined ||
        /self\.requires_grad\b(?!\s*=[^=])/.test(program.textOf(value.of.node)) ||
        !program.basesOf(value.of).closed),
  );
}

const partNames =
  /^(layer\d*|features?|classifier|fc\d*|backbone|encoder|decoder|conv\d*|bn\d*|head|body|stem|blocks?|trunk|base|base_model|model|embeddings?|embed_tokens|avgpool|denseblock\d*|transition\d*|transformer|bert|roberta|distilbert|vision_model|text_model|visual|resnet\w*|vgg\w*|efficientnet|mobilenet|densenet|fpn|rpn|roi_heads|AuxLogits|Mixed_\w+|Conv2d_\w+|lm_head|pooler|self_attn|mlp|wte|wpe|layers|h)$/;

function isPartName(name: string): boolean {
  return partNames.test(name);
}

function isPartOfModule(program: Program, object: Possible, fits: (name: string) => boolean): boolean {
  return (
    object.options.length > 0 &&
    object.options.every(({ value }) => {
      let origin = originOf(value);
      if (origin?.kind === 'element') {
        const [of] = origin.of.options;
        origin = of === undefined ? null : originOf(of.value);
      }
      return origin?.kind === 'attribute' && value.kind === 'unknown' && fits(origin.name) && belongsToModule(program, origin.of);
    })
  );
}

function belongsToModule(program: Program, object: Possible, depth = 6): boolean {
  return object.options.some(({ value }) => {
    if (program.typesOf(value).includes('torch.nn.Module')) {
      return true;
    }
    const origin = originOf(value);
    return depth > 0 && (origin?.kind === 'attribute' || origin?.kind === 'element') && belongsToModule(program, origin.of, depth - 1);
  });
}

/** The parameters of the same module are frozen by other means as well. */
function isFrozenElsewhere(program: Program, write: AttributeWrite): boolean {
  const receiver = receiverText(program, write);
  const called = ['requires_grad_', 'freeze'].some((name) => program.callsNamed(name).some(({ site }) => site.receiverText === receiver));
  return (
    called ||
    program.attributeWrites.some(
      (other) =>
        other.name === 'requires_grad' &&
        other.object.options.some(({ value }) => {
          const made = originOf(value);
          const source = made?.kind === 'element' ? made.of.options.flatMap(({ value: of }) => [originOf(of)]) : [];
          return source.some(
            (origin) =>
              origin?.kind === 'call' &&
              parameterMethods.has(origin.activation.site.name) &&
              origin.activation.site.receiverText === receiver,
          );
        }),
    )
  );
}

function receiverText(program: Program, { place, name }: AttributeWrite): string {
  return program
    .textOf(place)
    .slice(0, -name.length)
    .replace(/\s*\.\s*$/, '')
    .replaceAll(/\s/g, '');
}

/** The model of a later `fit` was compiled before, and not since, this layer of it was frozen. */
function isFrozenTooLate(program: Program, write: AttributeWrite): boolean {
  const compiled = program.callsNamed('compile').filter(({ callee }) => callee.kind === 'method');
  if (compiled.length === 0 || compiled.some((call) => call.order >= write.order)) {
    return false;
  }
  return kerasFits(program).some((fit) => {
    const model = receiverObject(fit);
    const own = compiled.filter((call) => receiverObject(call) === model);
    return (
      model !== undefined &&
      fit.order >= write.order &&
      fit.receiver !== null &&
      own.length > 0 &&
      own.length === compiled.length &&
      isLayerOf(program, write.object, fit.receiver)
    );
  });
}

/** Whether a layer is taken from a model, or was put into it. */
function isLayerOf(program: Program, layer: Possible, model: Possible): boolean {
  const own = new Set<Activation>(makers(model));
  const parts = new Set(makers(layer));
  const put = program.callsNamed('add').filter(({ receiver }) => receiver !== null && makers(receiver).some((made) => own.has(made)));
  const holds = [...ancestors(model), ...put.flatMap(({ arguments: given }) => given.positional.flatMap((part) => [...ancestors(part)]))];
  return holds.some((made) => parts.has(made)) || [...ancestors(layer)].some((made) => own.has(made) || holds.includes(made));
}

/** `x.require_grad = …` becomes `x.requires_grad = …`. */
function renaming(program: Program, write: AttributeWrite): readonly FixProposal[] {
  return isModule(program, write.object)
    ? calling(program, write)
    : [{ title: 'Set requires_grad', safe: false, edits: [{ span: program.span(write.namePlace), text: 'requires_grad' }] }];
}

/** `module.requires_grad = …` becomes `module.requires_grad_(…)`. */
function calling(program: Program, write: AttributeWrite): readonly FixProposal[] {
  const name = program.span(write.namePlace);
  const value = program.span(write.valuePlace);
  const statement = program.statementAround(name)?.span;
  const text = name.document.fragments[name.fragment]?.text ?? '';
  const isPlain = /^\s*=\s*$/.test(text.slice(name.end, value.start)) && statement?.end === value.end;
  const edit = { span: { ...name, end: value.end }, text: `requires_grad_(${text.slice(value.start, value.end)})` };
  return isPlain && statement.start === program.span(write.place).start
    ? [{ title: 'Call requires_grad_ on the module', safe: false, edits: [edit] }]
    : [];
}
