/** Top-level modules that are never files of the workspace. A package with a table of its own need not be named here. */

/** Standard library of Python 3.8 to 3.14 (`sys.stdlib_module_names`). */
export const standardLibrary: ReadonlySet<string> = words(`
__future__ abc aifc antigravity argparse array ast asynchat asyncio asyncore atexit audioop base64 bdb binascii bisect builtins bz2
cProfile calendar cgi cgitb chunk cmath cmd code codecs codeop collections colorsys compileall concurrent configparser contextlib
contextvars copy copyreg crypt csv ctypes curses dataclasses datetime dbm decimal difflib dis distutils doctest email encodings ensurepip
enum errno faulthandler fcntl filecmp fileinput fnmatch fractions ftplib functools gc genericpath getopt getpass gettext glob graphlib grp
gzip hashlib heapq hmac html http idlelib imaplib imghdr imp importlib inspect io ipaddress itertools json keyword lib2to3 linecache
locale logging lzma mailbox mailcap marshal math mimetypes mmap modulefinder msilib msvcrt multiprocessing netrc nis nntplib nt ntpath
nturl2path numbers opcode operator optparse os ossaudiodev pathlib pdb pickle pickletools pipes pkgutil platform plistlib poplib posix
posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc pydoc_data pyexpat queue quopri random re readline reprlib resource
rlcompleter runpy sched secrets select selectors shelve shlex shutil signal site smtpd smtplib sndhdr socket socketserver spwd sqlite3
sre_compile sre_constants sre_parse ssl stat statistics string stringprep struct subprocess sunau symtable sys sysconfig syslog tabnanny
tarfile telnetlib tempfile termios textwrap this threading time timeit tkinter token tokenize tomllib trace traceback tracemalloc tty
turtle turtledemo types typing unicodedata unittest urllib uu uuid venv warnings wave weakref webbrowser winreg winsound wsgiref xdrlib
xml xmlrpc zipapp zipfile zipimport zlib zoneinfo
`);

/** Packages common in machine-learning code, by the name that is imported. */
export const otherPackages: ReadonlySet<string> = words(`
PIL absl accelerate addict aiohttp albumentations altair apex attr attrs av awkward azure bitsandbytes bokeh boto3 botocore box bs4
cachetools carbontracker cassandra catboost category_encoders clearml click cloudpickle codecarbon comet_ml commentjson cudf cuml cupy cv2
cvxpy dash dask deap decord deepspeed detectron2 dgl diffusers dill docker dotenv duckdb dvclive easydict eco2ai einops fairscale faiss
fastai fastapi fastcore fastprogress ffmpeg filelock fire flair flash_attn flask flax fsspec fuzzywuzzy fvcore gensim geopandas gluonts
google gradio gym gymnasium h5py habana_frameworks haiku horovod huggingface_hub hydra hyperopt hyperpyyaml ignite imageio imblearn imgaug
intel_extension_for_pytorch iopath ipywidgets jax jaxlib jinja2 jiwer joblib json5 jsonargparse jsonlines jsonschema kagglehub keras
keras_core keras_cv keras_hub keras_nlp keras_tuner kerastuner kfp kornia langchain librosa lightgbm lightly lightning lightning_fabric
lightning_utilities lmdb loguru lpips lxml mamba_ssm matplotlib ml_collections mlflow mlxtend mmcv mmdet mmengine monai mpi4py msgpack
multiprocess munch mxnet natsort nbformat neptune networkx nibabel nltk numba numexpr numpy numpyro nvidia omegaconf onnx onnxruntime
openai openpyxl optax optimum optimum_habana optuna orbax orjson packaging paddle pandas papermill pathos peft pettingzoo pickle5 pip
pkg_resources plotly polars poutyne prettytable prophet psutil psycopg2 ptflops pyarrow pycocotools pydantic pydicom pydub pymongo pynvml
pyro pyspark pytest pytoml pytorch_lightning pytorch_metric_learning pytorch_tabnet pyximport rasterio ray redis regex requests rich
rouge_score rtoml ruamel s3fs sacrebleu safetensors sagemaker scipy seaborn segmentation_models_pytorch selenium sentence_transformers
sentencepiece setfit setuptools shap shapely simple_parsing simplejson simpletransformers six skimage sklearn skopt skorch snntorch
soundfile spacy sqlalchemy stable_baselines3 statsmodels streamlit sympy tabulate tensorboard tensorboardX tensordict tensorflow
tensorflow_addons tensorflow_datasets tensorflow_hub tensorflow_io tensorflow_model_optimization tensorflow_probability tensorflow_text
termcolor tf2onnx tf_keras thop tiktoken timm tokenize_rt tokenizers toml tomli tomlkit torch torch_geometric torch_scatter torch_sparse
torch_xla torchaudio torchdata torchinfo torchmetrics torchsummary torchtext torchtune torchvision tqdm transformers triton trl typer
typing_extensions tyro ujson ultralytics umap unsloth urllib3 vllm wandb webdataset werkzeug wget xarray xformers xgboost xlrd yacs yaml
zarr zmq zstandard
`);

/** Packages whose names projects give to folders and files of their own, too. */
export const namesOfOwnFolders: ReadonlySet<string> = words('datasets clip');

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}
