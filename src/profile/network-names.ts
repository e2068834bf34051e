import type { Activation } from '../python/program/call-site';
import { layers, type ContextLayer } from '../python/program/context';

const building = /^_?(build|create|get|make|define|construct|init|initialize|setup)_(?:(?:the|a|my|new)_)?/i;
/** Words of functions that make models of any kind. */
const anyModel =
  /^(|the|my|a|an|new|full|base|custom|simple|pretrained|compiled|default|best|final|trained|initial|model|models|net|nets|network|networks|module|backbone|architecture|arch|nn|dnn|ml|dl|ai|classifier|regressor|estimator|detector|segmentor|learner|agent|policy|student|teacher|train|training|test|lora|peft|qlora|quantized|and|with|for|from|by|of|to|on|name|config|configs|cfg|args|params|parameters|hparams|options|state|weights|checkpoint|tokenizer|processor|optimizer|optim|criterion|loss|scheduler|data|loader|dataset|transforms|fn|func|function|instance|object|components|pipeline|system|keras|tf|torch|pytorch|jax|flax|lightning|hf|default|compile|run|experiment|device|gpu|cpu|parallel|ddp|distributed|main|all|callbacks|trainer)$/i;

/** The network that a function is named after: `build_ssd`. Empty where its name is that of any model. */
export function builtName(name: string): string {
  const rest = building.test(name) ? name.replace(building, '') : '';
  const words = rest.split('_').filter((word) => !anyModel.test(word));
  return words.length === 0 || words.every((word) => word.length < 3) ? '' : words.join('_');
}

/** The class or function of the program whose work it is to make a model. */
export function namedAround(maker: Activation): string {
  for (const layer of layers(maker.context)) {
    if (layer.kind === 'frame') {
      const owner = classOf(layer);
      const told = owner !== undefined && (isNetworkClass.test(owner) || isAbbreviated(owner)) ? owner : networkOf(layer.of.name);
      if (told !== '') {
        return told;
      }
    }
  }
  return '';
}

/** The class of the object whose method runs, of which the method may be inherited. */
function classOf({ by, owner }: Extract<ContextLayer, { kind: 'frame' }>): string | undefined {
  const [receiver] = by?.receiver?.options ?? [];
  const made = by?.result.options[0]?.value;
  const object =
    receiver?.value.kind === 'instance' ? receiver.value.of : made?.kind === 'instance' && by?.callee.kind === 'class' ? made.of : null;
  return (object ?? owner)?.name;
}

const isNetworkClass =
  /^(?!(My|Base|Custom|Keras)?_?(Model|Net|Network|NN|Neural_?Network)$)\w*(Net|Network|NN|Model|GAN|AE|Autoencoder|LSTM|GRU|Transformer|Classifier|Regressor|Forecaster)\w*$/i;
/** Networks that go by their initials: `HAN`. */
function isAbbreviated(name: string): boolean {
  return (
    /^[A-Z][A-Z\d]{2,5}$/.test(name) && !/^(NLP|API|APP|GUI|CLI|MAIN|TRAIN|TEST|DATA|CONFIG|CFG|UTILS|MNIST|CIFAR\d*|CSV|JSON)$/.test(name)
  );
}
/** Functions that are called like a network, and build it: `unet`, `vgg16_top`. */
const isNetworkFunction = /^_?\w*(net|vgg|lstm|gru|rnn|cnn|gan|mlp|autoencoder|transformer|encoder|decoder)\w*$/i;
const doesMore = /^_?(train|fit|run|test|eval|evaluate|predict|main|load|save|plot|compare|tune|optimi[sz]e|objective)/i;

function networkOf(name: string): string {
  const built = builtName(name);
  return built !== '' ? built : isNetworkFunction.test(name) && !doesMore.test(name) && builtName(`build_${name}`) !== '' ? name : '';
}
