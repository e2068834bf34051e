/** Flax. */
export const flax = `in flax.linen : .Module
alias flax.linen.* = flax.linen
class .Dense(features, use_bias=True, dtype?, **)
class .Conv(features, kernel_size, strides=1, padding="SAME", **)
class .ConvTranspose(features, kernel_size, strides?, padding="SAME", **)
class .Embed(num_embeddings, features, **)
class .Dropout(rate, **)
class .{MultiHeadDotProductAttention,SelfAttention}(num_heads, **)
class .{BatchNorm,LayerNorm,GroupNorm,RMSNorm,GRUCell,LSTMCell}(...)
in flax
class .linen.Module(...)
def .linen.{relu,gelu,softmax,log_softmax,max_pool,avg_pool}(...) -> jax.Array
class .training.train_state.TrainState(...)
method .training.train_state.TrainState.create(*, apply_fn, params, tx, **) -> cls
method .training.train_state.TrainState.apply_gradients(*, grads, **) -> self
def .jax_utils.{replicate,unreplicate}(tree, ...) -> arg(0)
`;
