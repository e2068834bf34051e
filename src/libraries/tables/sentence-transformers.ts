/** Sentence Transformers: encoders of texts, and of pairs of texts. */
export const sentenceTransformers = `in sentence_transformers
alias sentence_transformers.SentenceTransformer.SentenceTransformer = sentence_transformers.SentenceTransformer
alias sentence_transformers.cross_encoder = sentence_transformers
class .SentenceTransformer(model_name_or_path?, modules?, device?, **) : torch.nn.Module
class .CrossEncoder(model_name_or_path, num_labels?, max_length?, device?, **)
method .SentenceTransformer.{encode,encode_query,encode_document}(sentences, prompt_name?, prompt?, batch_size=32, show_progress_bar?, **)
method .CrossEncoder.predict(sentences, batch_size=32, show_progress_bar?, **)
`;
