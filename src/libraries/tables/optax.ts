/** Optax. */
export const optax = `in optax -> .GradientTransformation
class .GradientTransformation(init, update)
def .adam(learning_rate, b1=0.9, b2=0.999, eps=1e-8, **)
def .adamw(learning_rate, b1=0.9, b2=0.999, eps=1e-8, eps_root=0.0, mu_dtype?, weight_decay=1e-4, mask?, **)
def .sgd(learning_rate, momentum?, nesterov=False, accumulator_dtype?)
def .{adafactor,adagrad,lamb,lion,nadam,rmsprop,novograd,radam}(...)
def .{chain,clip_by_global_norm,add_decayed_weights,MultiSteps}(...)
def .{cosine_decay_schedule,warmup_cosine_decay_schedule,exponential_decay,linear_schedule,constant_schedule}(...) -> ?
def .apply_updates(params, updates) -> arg(0)
def .{softmax_cross_entropy,softmax_cross_entropy_with_integer_labels,sigmoid_binary_cross_entropy,l2_loss}(...) -> jax.Array
`;
