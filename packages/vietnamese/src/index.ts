export { formatCount, formatDate, formatPercent, type Locale } from "./format.ts";
export { ACCENTED_LETTERS } from "./letters.ts";
export { normaliseText } from "./normalise-text.ts";
export { normaliseName } from "./normalise-name.ts";
export { canonicalTone } from "./tone-placement.ts";
export { hasDiacritics, searchKey } from "./search-key.ts";
export { matchesName, nameMatcher } from "./match-name.ts";
export { decoderFor, ENCODINGS, type Encoding, type StreamingDecoder } from "./decoder.ts";
export { detectEncoding, type DetectedEncoding } from "./detect-encoding.ts";
