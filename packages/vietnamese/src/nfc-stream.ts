/**
 * Longest tail held back, in UTF-16 code units. Vietnamese needs three; a hostile file of nothing but combining marks must not
 * pile up in memory. Beyond it the tail is let go, and only there composition across chunks is given up.
 */
const HOLD_LIMIT = 256;

const MARK = /\p{M}/u;

/** What is in NFC whatever stands beside it: Latin letters up to U+02FF, and the Vietnamese ones. */
const NOT_PLAIN = /[^\0-\u02ff\u1ea0-\u1ef9]/;
const composed = (text: string): string => (NOT_PLAIN.test(text) ? text.normalize("NFC") : text);

/** Turns decoded text that arrives in pieces into NFC, as if it had been normalised whole. */
export type NfcStream = {
  /** Text that later pieces can no longer change. */
  readonly push: (text: string) => string;
  /** What was held back; the stream can be used again afterwards. */
  readonly end: () => string;
};

/**
 * Holds back the last letter and the marks after it until the next piece shows that no further mark belongs to them:
 * an NFD file cut between "e" and its circumflex still gives "ê".
 */
export function nfcStream(): NfcStream {
  let held = "";
  return {
    push(text) {
      const all = held + text;
      const cut = safeLength(all);
      held = all.slice(cut);
      return composed(all.slice(0, cut));
    },
    end() {
      const rest = composed(held);
      held = "";
      return rest;
    },
  };
}

/** How many code units from the start cannot be changed by what follows. */
function safeLength(text: string): number {
  let at = text.length;
  // Line ends, digits, commas and quotes combine with nothing (the first that does is "<").
  if (at === 0 || text.charCodeAt(at - 1) < 0x3c) return at;
  const floor = Math.max(0, at - HOLD_LIMIT);
  while (at > floor) {
    at -= 1;
    if (!joinsBackwards(text, at)) return at;
  }
  return floor === 0 ? 0 : text.length;
}

/** Combining marks, Hangul vowels and finals, and the second half of a surrogate pair belong to what precedes them. */
function joinsBackwards(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 0x300) return false;
  if (code >= 0xdc00 && code <= 0xdfff) return true;
  if (code >= 0x1160 && code <= 0x11ff) return true;
  return MARK.test(String.fromCodePoint(text.codePointAt(at) as number));
}
