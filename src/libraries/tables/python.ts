/** Builtins, and what analyses meet of the standard library. */
export const builtins = `in builtins
class .range(*args)
class .{int,float,str,bool,list,tuple,dict,set,frozenset,bytes,complex,object,slice}(...)
def .{len,ord,hash,id}(obj) -> int
def .{print,setattr,delattr,exec}(...) -> None
def .{enumerate,reversed,iter}(iterable, *args) -> iter(0)
def .{zip,map,filter,next,getattr,eval,super,vars,globals,locals}(...)
def .sorted(iterable, *, key?, reverse=False) -> list
def .{isinstance,issubclass,hasattr,callable,any,all}(*args) -> bool
def .{min,max,sum,abs,pow,divmod}(...)
def .round(number, ndigits?)
def .{repr,chr,hex,format,input,ascii}(*args) -> str
def .open(file, mode="r", buffering=-1, encoding?, errors?, newline?, closefd=True, opener?)
`;

export const standardModules: Readonly<Record<string, readonly string[]>> = {
  copy: ['def copy.{copy,deepcopy}(x, ...) -> arg(0)'],
  functools: ['def functools.partial(func, *args, **keywords)\ndef functools.{lru_cache,cache,wraps}(*args, **kwargs)'],
  math: [
    'def math.{ceil,floor,gcd,comb,factorial}(*args) -> int\ndef math.{sqrt,log,log2,log10,exp,cos,sin,pow}(*args) -> float\nattribute math.{pi,inf,nan,e} : float',
  ],
  multiprocessing: ['def multiprocessing.cpu_count() -> int'],
  os: [
    'def os.{cpu_count,getpid}() -> int\ndef os.getenv(key, default=None) -> str\ndef os.listdir(path=".") -> list\ndef os.path.{join,basename,dirname,abspath,expanduser}(*args) -> str\ndef os.path.{exists,isfile,isdir}(path) -> bool',
  ],
  random: [
    'def random.{random,uniform,gauss}(*args) -> float\ndef random.{randint,randrange}(*args) -> int\ndef random.{seed,shuffle}(*args, **kwargs) -> None',
  ],
  time: ['def time.{time,perf_counter,monotonic,process_time}() -> float\ndef time.sleep(secs) -> None'],
};
