/** NumPy: what gives an array. */
export const numpy = `in numpy -> .ndarray
class .ndarray(...)
def .array(object, dtype?, *, copy=True, **)
def .{asarray,ascontiguousarray}(a, dtype?, **)
def .arange(...)
def .{linspace,logspace,geomspace}(start, stop, num=50, endpoint=True, ...)
def .{zeros,ones,empty}(shape, dtype?, **)
def .{zeros_like,ones_like,empty_like}(...)
def .full(shape, fill_value, dtype?, **)
def .{eye,identity}(...)
def .{concatenate,stack,vstack,hstack,column_stack}(...)
def .append(arr, values, axis?)
def .{exp,log,log10,sqrt,square,abs,sin,cos,tanh,floor,ceil,round,clip,reshape,transpose,squeeze,expand_dims,argmax,argmin,argsort,sort,unique,cumsum,repeat,tile,flip,isnan,dot,matmul,where,pad,diff,load,loadtxt,genfromtxt,fromfile,frombuffer,random.permutation}(...)
def .{mean,sum,std,var,max,min,median,prod}(a, axis?, ...) -> ?
def .percentile(a, q, ...) -> ?
def .vectorize(pyfunc, ...) -> ?
def .random.{rand,randn,randint,random,normal,uniform,choice,random_sample,binomial}(...)
def .random.seed(seed?) -> None
def .random.default_rng(seed?) -> .random.Generator
class .random.Generator(...)
method .random.Generator.{random,normal,standard_normal,uniform,integers,choice,permutation}(...)
def .save(file, arr, **) -> None
method .ndarray.{astype,reshape,copy,flatten,ravel,transpose,squeeze,repeat,argmax,argsort,cumsum,clip,round,swapaxes,view}(...)
method .ndarray.{mean,sum,std,var,max,min,item}(...) -> ?
method .ndarray.tolist() -> list
class .dtype(...)
attribute .{float16,float32,float64,int8,int32,int64,uint8} : .dtype
attribute .ndarray.dtype : .dtype
attribute .ndarray.shape : tuple
attribute .ndarray.{size,ndim,nbytes} : int
attribute .ndarray.T : .ndarray
attribute .{pi,e,inf,nan} : float
`;
