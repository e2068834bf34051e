/** torchaudio: loading, transforms and datasets. */
export const torchaudio = `
in torchaudio
def .load(uri, ...) -> tuple
class .transforms.MelSpectrogram(sample_rate=16000, n_fft=400, win_length?, hop_length?, f_min=0.0, f_max?, pad=0, n_mels=128, ...) : torch.nn.Module
class .transforms.MFCC(sample_rate=16000, n_mfcc=40, ...) : torch.nn.Module
class .transforms.Resample(orig_freq=16000, new_freq=16000, ...) : torch.nn.Module
class .transforms.{AmplitudeToDB,FrequencyMasking,TimeMasking,Spectrogram}(...) : torch.nn.Module
class .datasets.SPEECHCOMMANDS(root, url="speech_commands_v0.02", folder_in_archive="SpeechCommands", download=False, subset?) : torch.utils.data.Dataset
class .datasets.LIBRISPEECH(root, url="train-clean-100", folder_in_archive="LibriSpeech", download=False) : torch.utils.data.Dataset
class .datasets.{YESNO,LJSPEECH,GTZAN,VCTK_092,COMMONVOICE}(root, ...) : torch.utils.data.Dataset
`;
