/** fastai. */
export const fastai = `in fastai -> .learner.Learner
alias fastai.vision.{all,learner} = fastai.vision
alias fastai.{text,tabular}.{all,learner} = fastai.vision
alias fastai.{text,tabular,collab} = fastai.vision
alias fastai.basic_train.Learner = fastai.learner.Learner
alias fastai.{basics,vision}.Learner = fastai.learner.Learner
class .learner.Learner(dls, model, loss_func?, opt_func=Adam, lr=0.001, **)
def .vision.{vision_learner,cnn_learner}(dls, arch, normalize=True, n_out?, pretrained=True, **)
def .vision.unet_learner(dls, arch, normalize=True, n_out?, pretrained=True, **)
def .vision.text_classifier_learner(dls, arch, seq_len=72, config?, backwards=False, pretrained=True, **)
def .vision.language_model_learner(dls, arch, config?, drop_mult=1.0, backwards=False, pretrained=True, **)
def .vision.{tabular_learner,collab_learner}(dls, ...)
method .learner.Learner.fit_flat_cos(n_epoch, lr?, div_final=100000.0, pct_start=0.75, wd?, cbs?, **) -> None
method .learner.Learner.fit_sgdr(n_cycles, cycle_len, lr_max?, cycle_mult=2, cbs?, **) -> None
method .learner.Learner.fit(n_epoch, lr?, wd?, cbs?, **) -> None
method .learner.Learner.fit_one_cycle(n_epoch, lr_max?, div=25.0, div_final=100000.0, pct_start=0.25, wd?, moms?, cbs?, **) -> None
method .learner.Learner.fine_tune(epochs, base_lr=0.002, freeze_epochs=1, lr_mult=100, pct_start=0.3, div=5.0, **) -> None
method .learner.Learner.{freeze,unfreeze,export,show_results}(...) -> None
method .learner.Learner.{to_fp16,to_bf16,to_fp32,load}(...) -> self
def .vision.untar_data(url, ...) -> pathlib.Path
class .vision.ImageDataLoaders(*loaders, **)
method .vision.ImageDataLoaders.{from_folder,from_name_func,from_name_re,from_path_func,from_df,from_csv}(*args, bs=64, **) -> cls
class .vision.DataBlock(...)
`;
