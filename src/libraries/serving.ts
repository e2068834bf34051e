/** What runs code again and again for someone outside: web frameworks, serverless functions, demos; and what reads weights from disk. */

/** Their methods of the names below register a function for a route. */
export const routers: ReadonlySet<string> = new Set([
  'flask.Flask',
  'flask.Blueprint',
  'fastapi.FastAPI',
  'fastapi.APIRouter',
  'fastapi.applications.FastAPI',
  'fastapi.routing.APIRouter',
  'starlette.applications.Starlette',
  'starlette.routing.Router',
  'quart.Quart',
  'quart.Blueprint',
  'sanic.Sanic',
  'sanic.Blueprint',
  'robyn.Robyn',
  'bottle.Bottle',
  'falcon.App',
  'aiohttp.web.RouteTableDef',
  'chalice.Chalice',
  'apiflask.APIFlask',
  'ninja.NinjaAPI',
  'ninja.Router',
  'flask_restx.Namespace',
  'bentoml.Service',
]);

/** Packages whose import makes an object named like an application one that registers routes. */
export const webPackages: ReadonlySet<string> = new Set([
  'flask',
  'fastapi',
  'starlette',
  'quart',
  'sanic',
  'robyn',
  'bottle',
  'falcon',
  'aiohttp',
  'chalice',
  'apiflask',
  'ninja',
  'flask_restx',
  'bentoml',
]);

/** Methods, or functions of a web package, that are decorators of a request handler. */
export const routeDecorators: ReadonlySet<string> = new Set([
  'route',
  'get',
  'post',
  'put',
  'patch',
  'delete',
  'websocket',
  'api_route',
  'view',
  'api',
]);

/** Decorators that need no object: the functions they are given answer one event each. */
export const eventDecorators: ReadonlySet<string> = new Set([
  'functions_framework.http',
  'functions_framework.cloud_event',
  'celery.shared_task',
  'bentoml.api',
  'rest_framework.decorators.api_view',
  'litestar.get',
  'litestar.post',
  'bottle.route',
  'bottle.get',
  'bottle.post',
]);

/** Classes whose methods named like an HTTP method answer a request each. */
export const requestViews: ReadonlySet<string> = new Set([
  'flask.views.MethodView',
  'flask_restful.Resource',
  'flask_restx.Resource',
  'rest_framework.views.APIView',
  'rest_framework.generics.GenericAPIView',
  'rest_framework.generics.CreateAPIView',
  'django.views.View',
  'django.views.generic.View',
  'tornado.web.RequestHandler',
  'starlette.endpoints.HTTPEndpoint',
]);

export const httpMethods: ReadonlySet<string> = new Set(['get', 'post', 'put', 'patch', 'delete']);

/** Demos that call the function they are given for each input of a visitor. */
export const demoInterfaces: readonly string[] = ['gradio.Interface', 'gradio.ChatInterface'];

/** Reads a script anew from its first line at each interaction. */
export const rerunningPackage = 'streamlit';

/** Calls that read the weights of a model, or build one with published weights. */
export const modelLoaders: readonly string[] = [
  'transformers._AutoModel.from_pretrained',
  'transformers._TFAutoModel.from_pretrained',
  'transformers.PreTrainedModel.from_pretrained',
  'transformers.TFPreTrainedModel.from_pretrained',
  'transformers.pipeline',
  'diffusers.DiffusionPipeline.from_pretrained',
  'diffusers.ModelMixin.from_pretrained',
  'peft.PeftModel.from_pretrained',
  'sentence_transformers.SentenceTransformer',
  'sentence_transformers.CrossEncoder',
  'sentence_transformers.cross_encoder.CrossEncoder',
  'keras.models.load_model',
  'tensorflow.saved_model.load',
  'tensorflow_hub.load',
  'tensorflow_hub.KerasLayer',
  'tensorflow.lite.Interpreter',
  'torch.load',
  'torch.jit.load',
  'torch.hub.load',
  'onnxruntime.InferenceSession',
  'joblib.load',
  'sklearn.externals.joblib.load',
  'spacy.load',
  'stanza.Pipeline',
  'flair.models.SequenceTagger.load',
  'whisper.load_model',
  'faster_whisper.WhisperModel',
  'whisperx.load_model',
  'ultralytics.YOLO',
  'easyocr.Reader',
  'fasttext.load_model',
  'gensim.models.KeyedVectors.load_word2vec_format',
  'gensim.models.KeyedVectors.load',
  'gensim.models.Word2Vec.load',
  'gensim.downloader.load',
  'clip.load',
  'open_clip.create_model_and_transforms',
  'llama_cpp.Llama',
  'vllm.LLM',
  'insightface.app.FaceAnalysis',
  'facenet_pytorch.MTCNN',
  'TTS.api.TTS',
];

/** `Booster(model_file=…)` reads a model too. */
export const modelFileConstructors: readonly string[] = ['lightgbm.Booster', 'xgboost.Booster'];

/** Parameters that decide whether published weights are read, by the constructor that takes them. */
export const weightSwitches: ReadonlyMap<string, string> = new Map([['timm.create_model', 'pretrained']]);

/** Constructors below read published weights unless `weights=None`. */
export const weightsByDefault = 'keras.applications.';

/** Methods by which a model answers. */
export const answeringMethods: ReadonlySet<string> = new Set([
  'predict',
  'predict_proba',
  'predict_on_batch',
  'decision_function',
  'generate',
  'encode',
  'transcribe',
  'forward',
  'infer',
  'inference',
  'run',
  'embed',
  'embed_query',
  'embed_documents',
  'embed_text',
  'encode_image',
  'encode_text',
  'readtext',
  'detect',
  'classify',
  'translate',
  'summarize',
  'chat',
  'create_completion',
  'create_chat_completion',
  'invoke',
  'tts',
  'tts_to_file',
  'most_similar',
  'similarity',
]);
