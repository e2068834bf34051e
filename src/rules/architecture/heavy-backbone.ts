import { isInTest } from '../../ml/file-role';
import { libraryName } from '../../ml/surroundings';
import type { Activation } from '../../python/program/call-site';
import type { Program } from '../../python/program/program';
import { constantOf } from '../../python/values/possible';
import { calleePlace } from '../quoting';
import type { Rule } from '../rule';
import { bySite } from '../sites';

/** Architectures for which smaller ones of the same accuracy on ImageNet have long been published. */
const heavy = /^(vgg\d+\w*|alexnet|inception_?v3|inceptionresnetv2|resnet152\w*|wide_resnet\d+_2|resnext101\w*)$/i;

const message =
  'This backbone costs far more than current ones of the same accuracy. EfficientNet, ConvNeXt-Tiny or ResNet-50 with recent weights reach it with a fraction of the operations.';

/** An outdated backbone. */
export const heavyBackbone: Rule = {
  meta: {
    id: 'heavy-backbone',
    topic: 'architecture',
    title: 'A backbone that costs more than it gives',
    severity: 'hint',
    frameworks: ['torchvision', 'keras', 'timm'],
    markers: ['vgg', 'VGG', 'alexnet', 'nception', 'esnet152', 'esNet152', 'wide_resnet', 'resnext101'],
    saving: {
      energyShare: { low: 0, high: 0.81 },
      evidence: 'energy',
      source: 'del Rey et al. 2023: up to -80.7 % training energy by the choice of architecture, at less than 2 % of F1',
    },
  },
  *check(program) {
    if (!trains(program) || isNoClassifier(program)) {
      return;
    }
    const built = program.activations.filter((call) => heavy.test(architectureOf(call) ?? ''));
    for (const [site, calls] of bySite(program, built)) {
      if (calls.every(({ context }) => !isInTest(context))) {
        yield { place: calleePlace(site), message, confidence: 'medium' };
      }
    }
  },
};

/** The published architecture that a call builds, by the name of its function or its first argument. */
function architectureOf(call: Activation): string | undefined {
  const name = libraryName(call.callee) ?? '';
  if (/^(torchvision\.models|keras\.applications)\.\w+$/.test(name) && !name.endsWith('.get_model')) {
    return name.slice(name.lastIndexOf('.') + 1);
  }
  const asked = call.arguments.positional[0] ?? call.arguments.keywords.get('model_name') ?? call.arguments.keywords.get('name');
  const text = asked !== undefined && /^(timm\.create_model|torchvision\.models\.get_model)$/.test(name) ? constantOf(asked) : undefined;
  return typeof text === 'string' ? text.split('.')[0] : undefined;
}

function trains(program: Program): boolean {
  return ['backward', 'fit', 'fit_generator', 'train'].some((name) => program.callsNamed(name).some(isTraining));
}

/** `model.train()` only sets a mode. */
function isTraining({ site }: Activation): boolean {
  return site.name !== 'train' || /trainer/i.test(site.receiverText ?? '');
}

/** Features for a loss on images, another study of the same networks, or a comparison of many. */
function isNoClassifier(program: Program): boolean {
  return program.document.fragments.some(({ text }) =>
    /perceptual|style_?(loss|transfer|weight|image)|content_?(loss|weight)|gram_?matrix|lpips|\bfid\b|reproduc|ablation|benchmark|distill|teacher/i.test(
      text,
    ),
  );
}
