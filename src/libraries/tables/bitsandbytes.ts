/** bitsandbytes. */
export const bitsandbytes = `class bitsandbytes.optim.{Adam,AdamW,Lion,SGD,RMSprop,LAMB,Adagrad,AdEMAMix}{,8bit,32bit}(params, lr=1e-3, *args, **kwargs) : torch.optim.Optimizer
class bitsandbytes.optim.Paged{Adam,AdamW,Lion}{,8bit,32bit}(params, lr=1e-3, ...) : torch.optim.Optimizer
class bitsandbytes.nn.{Linear8bitLt,Linear4bit}(input_features, output_features, bias=True, ...) : torch.nn.Linear
`;
