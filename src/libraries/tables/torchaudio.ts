/** torchaudio: loading, transforms and datasets. */
export const torchaudio = `
in torchaudio
def .load(uri, *args, **kwargs) -> tuple
class .transforms.MelSpectrogram(sample_rate=16000, n_fft=400, win_length=None, hop_length=None, f_min=0.0, f_max=None, pad=0, n_mels=128, *args, **kwargs) : torch.nn.Module
class .transforms.MFCC(sample_rate=16000, n_mfcc=40, *args, **kwargs) : torch.nn.Module
class .transforms.Resample(orig_freq=16000, new_freq=16000, *args, **kwargs) : torch.nn.Module
class .transforms.{AmplitudeToDB,FrequencyMasking,TimeMasking,Spectrogram}(*args, **kwargs) : torch.nn.Module
class .datasets.SPEECHCOMMANDS(root, url="speech_commands_v0.02", folder_in_archive="SpeechCommands", download=False, subset=None) : torch.utils.data.Dataset
class .datasets.LIBRISPEECH(root, url="train-clean-100", folder_in_archive="LibriSpeech", download=False) : torch.utils.data.Dataset
class .datasets.{YESNO,LJSPEECH,GTZAN,VCTK_092,COMMONVOICE}(root, *args, **kwargs) : torch.utils.data.Dataset
`;
