import { decoderFor, vietnameseForms } from "@dinhdanh/vietnamese";

/** A text as SQL writes it. */
const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const characters = (from: number, until: number): string[] => Array.from({ length: until - from }, (_, n) => String.fromCharCode(from + n));

const toneless = vietnameseForms["toneless"] ?? ((text) => text);
const isToned = (letter: string) => toneless(letter) !== letter;
const letters = [...characters(0xc0, 0x100), ...characters(0x102, 0x1b1), ...characters(0x1ea0, 0x1efa)];
const toned = letters.filter(isToned);
const tonedSmall = toned.filter((letter) => letter === letter.toLowerCase());
const vietnamese = "ĂÂÊÔƠƯĐăâêôơưđ" + toned.join("");
const high = characters(0x80, 0x100);
/** What windows-1252 and TCVN3 make of the bytes from 0x80 on. */
const windows1252 = high.map((_, n) => new TextDecoder("windows-1252").decode(Uint8Array.of(0x80 + n)));
const tcvn3 = high.map((_, n) => {
  const decoder = decoderFor("tcvn3");
  return decoder.write(Uint8Array.of(0x80 + n)) + decoder.end();
});
const translated = (text: string, from: readonly string[], to: readonly string[]) =>
  `translate(${text}, ${quoted(from.join(""))}, ${quoted(to.join(""))})`;

/** Words that addresses have or leave out; a comma, a blank, a full stop or a digit follows. */
const placeWords =
  "(?:số nhà|số|sn|đường|đ|phố|ngõ|thôn|xóm|ấp|tổ dân phố|tdp|tổ|khu phố|kp|khu|đội|xã|phường|p|thị trấn|tt|huyện|h|quận|q|thành phố|tp|tỉnh|t|x)";

/** Letters and pairs of letters that sound alike, of words between blanks. */
const sounds: readonly (readonly [string, string])[] = [
  [" tr", " ch"],
  [" s", " x"],
  ...["gi", "r"].flatMap((onset) => ["a", "e", "i", "o", "u", "y"].map((vowel) => [` ${onset}${vowel}`, ` d${vowel}`] as const)),
  [" l", " n"],
  ["y", "i"],
  ["ng ", "n "],
  ["c ", "t "],
];

/** Forms of the model in SQL: what each does stands in `packages/vietnamese/src/record-forms.ts`. */
export const formMacros: readonly string[] = [
  `CREATE MACRO stored(t) AS CASE WHEN regexp_matches(t, '[^!-~${vietnamese} ]|  |^ | $')
    THEN trim(regexp_replace(nfc_normalize(regexp_replace(t, '[\\x{ad}\\x{200b}-\\x{200d}\\x{2060}\\x{feff}]', '', 'g')), '[\\s\\x{a0}]+', ' ', 'g')) ELSE t END`,
  `CREATE MACRO as_bytes(t) AS ${translated("t", windows1252, high)}`,
  `CREATE MACRO as_utf8(b) AS TRY(decode(unhex(array_to_string([printf('%02x', unicode(c)) FOR c IN string_split(b, '')], ''))))`,
  `CREATE MACRO as_tcvn3(b) AS nfc_normalize(${translated("b", high, tcvn3)})`,
  `CREATE MACRO sensible(t) AS CASE WHEN NOT regexp_matches(t, '[${toned.join("")}][^ ]*[${toned.join("")}]') THEN t END`,
  `CREATE MACRO repaired(t) AS CASE WHEN regexp_matches(t, '[^ -~${vietnamese}]|[a-z][À-Ý]') AND regexp_full_match(as_bytes(t), '[\\x00-\\xff]*')
    THEN coalesce(as_utf8(as_bytes(t)), sensible(as_tcvn3(as_bytes(t))), t) ELSE t END`,
  `CREATE MACRO without_aside(t) AS CASE WHEN regexp_matches(t, '[(\\[{]|tức') THEN regexp_replace(t, '\\s*[(\\[{].*?[)\\]}]|\\s+tức\\s.*$', '', 'g') ELSE t END`,
  `CREATE MACRO placed(t) AS CASE WHEN regexp_matches(t, '(o[àáảãạèéẻẽẹ]|[^q]u[ỳýỷỹỵ])( |$)') THEN ${placedTones()} ELSE t END`,
  `CREATE MACRO toneless(t) AS ${translated("t", tonedSmall, tonedSmall.map(toneless))}`,
  `CREATE MACRO unaccented(t) AS strip_accents(replace(t, 'đ', 'd'))`,
  `CREATE MACRO sorted_words(t) AS array_to_string(list_sort(string_split(t, ' ')), ' ')`,
  `CREATE MACRO first_word(t) AS split_part(t, ' ', 1)`,
  `CREATE MACRO last_word(t) AS split_part(t, ' ', -1)`,
  `CREATE MACRO without_first_word(t) AS CASE WHEN contains(t, ' ') THEN substr(t, strpos(t, ' ') + 1) END`,
  `CREATE MACRO sound(t) AS trim(${sounds.reduce((so, [from, to]) => `replace(${so}, '${from}', '${to}')`, "' ' || t || ' '")})`,
  `CREATE MACRO digits(t) AS nullif(CASE WHEN regexp_matches(t, '\\D') THEN regexp_replace(t, '\\D', '', 'g') ELSE t END, '')`,
  `CREATE MACRO bare_address(t) AS nullif(trim(regexp_replace(unaccented(${withoutPlaceWords("t")}), '[^a-z0-9]+', ' ', 'g')), '')`,
];

/** oa, oe and uy carry the tone on the first vowel where nothing follows. */
function placedTones(): string {
  const tones = ["\u0300", "\u0301", "\u0309", "\u0303", "\u0323"];
  const one = (so: string, [first, second]: readonly [string, string]) =>
    tones.reduce((before, tone) => {
      const [from, to] = [first + (second + tone).normalize("NFC"), (first + tone).normalize("NFC") + second];
      return first === "u"
        ? `regexp_replace(${before}, '([^q])${from}( |$)', '\\1${to}\\2', 'g')`
        : `regexp_replace(${before}, '${from}( |$)', '${to}\\1', 'g')`;
    }, so);
  return (
    [
      ["o", "a"],
      ["o", "e"],
      ["u", "y"],
    ] as const
  ).reduce(one, "t");
}

/** RE2 does not look ahead: separators are doubled, so that each belongs to one word. */
function withoutPlaceWords(text: string): string {
  const beforeDigit = `regexp_replace(${text}, '(^|[\\s,])${placeWords}\\.?(\\d)', ' \\2', 'g')`;
  const doubled = [" ", ",", "."].reduce((so, separator) => `replace(${so}, '${separator}', '${separator.repeat(2)}')`, beforeDigit);
  return `regexp_replace(${doubled}, '(^|[\\s,])${placeWords}\\.?([\\s,.]|$)', ' ', 'g')`;
}
