/** JAX. */
export const jax = `in jax
def .{jit,checkpoint}(fun?, ...) -> arg(0)
def .{pmap,vmap,grad,value_and_grad}(fun, ...)
alias jax.experimental.jit = jax.jit
alias jax._src.api = jax
def .{device_count,local_device_count,process_index,process_count}(...) -> int
def .{devices,local_devices}(backend?) -> list
def .default_backend() -> str
def .config.update(name, val) -> None
alias jax.experimental.config = jax.config
def .device_get(x) -> arg(0)
def .device_put(x, ...) -> arg(0)
def .block_until_ready(x) -> arg(0)
def .{debug_nans,disable_jit}(...)
def .random.{PRNGKey,key}(seed, ...)
class .Array(...)
method .Array.block_until_ready() -> self
method .Array.item() -> float
in jax -> .Array
def .numpy.{array,asarray,zeros,ones,full,arange,linspace,concatenate,stack,mean,sum,dot,matmul,exp,log,sqrt,reshape,where,argmax,max,min}(...)
def .random.{normal,uniform,permutation,randint}(key, ...)
def .nn.{relu,gelu,softmax,log_softmax,one_hot,sigmoid}(x, ...)
`;
