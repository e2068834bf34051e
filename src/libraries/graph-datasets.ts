/**
 * Published graphs on which an epoch takes seconds to minutes: all of the Open Graph Benchmark (40,000 molecules to 240 million nodes; Hu et
 * al. 2020 and 2021), PPI (57,000 nodes, 1.6 million edges), Reddit (233,000 nodes, 114 million edges; Hamilton et al. 2017), and
 * AmazonProducts (1.6 million nodes; Zeng et al. 2020).
 */
export const largeGraphs =
  /\bogb[nlg]-\w+|\b(MAG240MDataset|WikiKG90Mv2Dataset|PCQM4Mv2Dataset|PygPCQM4Mv2Dataset|(PPI|Reddit2?|AmazonProducts)(Dataset)?)\(/;
