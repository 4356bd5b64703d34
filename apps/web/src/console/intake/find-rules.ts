/** What was typed or scanned into the finder. */
export type Asked = {
  /** to search for, in turn, until somebody is found */
  searches: string[];
  /** read from the code of a card */
  scanned: boolean;
  /** nothing that is still to be typed changes whom it names */
  whole: boolean;
};

/**
 * A scanner types the code on a card's face as `number|old number|name|…` and ends it with Enter. Read leniently, as only the first two fields are
 * needed: scanners set to another keyboard layout leave NUL bytes, and change what stands after them.
 */
export function readAsked(typed: string): Asked {
  const text = typed.replaceAll("\0", "").trim();
  if (!text.includes("|")) return { searches: text.length < 2 ? [] : [text], scanned: false, whole: isNumber(text.replaceAll(" ", "")) };
  const [number = "", oldNumber = "", name = ""] = text.split("|").map((field) => field.trim());
  const searches = [number.replaceAll(/\D/g, ""), oldNumber.replaceAll(/\D/g, "")].filter(isNumber);
  return { searches: searches.length > 0 ? searches : name === "" ? [] : [name], scanned: true, whole: searches.length > 0 };
}

/** An identification number, or one of before. */
const isNumber = (digits: string) => /^(\d{9}|\d{12})$/.test(digits);
