/** Why nothing was begun. */
export const linkRefusals = {
  "missing-file": "There is no such file. Check the path.",
  unwritable: "The result cannot be written there. Name a file in a folder that exists, and none that is read or written at the same time.",
  "no-header": "The file has no header row. The first row must name the columns.",
  "model-unreadable": "The model is not JSON. Write one as docs/file-formats.md says, or make one with `dinhdanh link train`.",
  "model-malformed": "The model is malformed. Mend what is named here; docs/file-formats.md says what a model holds.",
  "model-untrained": "The model has no prior, m and u. Estimate them with `dinhdanh link train FILE --model MODEL --out TRAINED`.",
  "unknown-form": "A form that the model names does not exist. docs/file-formats.md lists the forms.",
  "unknown-field": "A comparison or blocking rule names a field that the model does not define. Add it to `fields`, or mend the name.",
  "missing-column":
    "The file lacks columns that the model names. Mend the model, or say which column stands for them with --map header=column.",
  "unknown-header": "No file has the column that --map names. Mend the name; it must be written as in the header.",
  "column-twice": "Two columns of the file bear one name that the model uses. Rename one of them.",
  "probabilities-malformed": "Probabilities of the model do not sum to 1. Mend what is named here, or train the model anew.",
  "no-model":
    "Too few columns have names that are known, so no model can be made up. Say what they hold with --map header=column, or write a model (docs/file-formats.md) with fields, comparisons and blocking rules.",
  "too-few-records": "There are fewer than two records to compare, or one of two files has none.",
  "nothing-to-learn":
    "No two records agree on any blocking rule, so nothing can be estimated. Add blocking rules, or write m and u by hand.",
  "blocks-too-large":
    "All blocks of the blocking rules are too large, so no two records are compared. Make the rules narrower, or raise their “largest”.",
  "all-alike":
    "All pairs of records look alike in what the model compares, so records of one person cannot be told from others. Train on other records, or compare more columns.",
  "truth-malformed": "The truth file must have the columns record and entity, each record once (docs/file-formats.md).",
  "truth-of-others": "The truth does not know a record of the pairs. Is it the truth of these records, and are its ids written alike?",
  "between-malformed":
    "Pairs across two files are judged by both files and the column of their ids. Name them after the file of pairs: --between A.csv B.csv --id COLUMN.",
  "id-in-both-files":
    "An id stands in both files, so pairs and truth do not say whose record it names. Give the records of one file other ids, then join and judge again.",
  "pair-of-others":
    "A record of the pairs stands in neither file of --between. Name the files that were joined, and the column of their ids with --id.",
  "pair-within-file": "Both records of a pair stand in one file of --between. Judge pairs of `dinhdanh link dedupe` without --between.",
  "pairs-repeated": "A pair stands twice in the file of pairs, or is of one record with itself. Each pair counts once: mend the file.",
  "pairs-malformed": "The file of pairs must have the columns id_a, id_b and probability, as `dinhdanh link dedupe` writes them.",
} as const;

export type LinkRefusalCode = keyof typeof linkRefusals;

/** Thrown before any work begins; `details` name columns, fields and paths, never the content of a row. */
export class LinkRefused extends Error {
  readonly code: LinkRefusalCode;
  readonly details: Readonly<Record<string, string>>;

  constructor(code: LinkRefusalCode, details: Readonly<Record<string, string>> = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}
