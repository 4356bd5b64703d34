/**
 * The three single-byte encodings of Vietnamese, as tables from byte to UTF-16 code unit (0xFFFD where a byte means nothing).
 * Own tables and not iconv-lite at run time, so that this package stays usable in a browser (iconv-lite drags in Buffer and the East Asian
 * tables); a test holds every entry against iconv-lite.
 */

/** Bytes 0x80-0xFF in order, and the control bytes that the standard spends on letters. */
type Definition = { readonly high: string; readonly low?: Readonly<Record<number, string>> };

/**
 * TCVN 5712:1993, VN1, a superset of VN3 (the "ABC" fonts, TCVN3): what VN3 has is at the same bytes. VN3 has the 67 small letters and
 * the capitals Ă Â Ê Ô Ơ Ư Đ only; the other capitals of VN1 lie in bytes that VN3 leaves free, control bytes among them.
 */
const TCVN: Definition = {
  low: {
    0x01: "Ú",
    0x02: "Ụ",
    0x04: "Ừ",
    0x05: "Ử",
    0x06: "Ữ",
    0x11: "Ứ",
    0x12: "Ự",
    0x13: "Ỳ",
    0x14: "Ỷ",
    0x15: "Ỹ",
    0x16: "Ý",
    0x17: "Ỵ",
  },
  high:
    "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ" +
    "\u00a0ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴ" +
    "ẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịò" +
    "ỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ",
};

/** VISCII 1.1, RFC 1456. */
const VISCII: Definition = {
  low: { 0x02: "Ẳ", 0x05: "Ẵ", 0x06: "Ẫ", 0x14: "Ỷ", 0x19: "Ỹ", 0x1e: "Ỵ" },
  high:
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ" +
    "ÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ" +
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡư" +
    "àáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ",
};

/** Microsoft code page 1258: letters, with the five tones as combining marks after them. Source: unicode.org MAPPINGS/VENDORS/MICSFT/WINDOWS/CP1258.TXT */
const WINDOWS_1258: Definition = {
  high:
    "€\ufffd‚ƒ„…†‡ˆ‰\ufffd‹Œ\ufffd\ufffd\ufffd\ufffd‘’“”•–—˜™\ufffd›œ\ufffd\ufffdŸ" +
    "\u00a0¡¢£¤¥¦§¨©ª«¬\u00ad®¯°±²³´µ¶·¸¹º»¼½¾¿" +
    "ÀÁÂĂÄÅÆÇÈÉÊË\u0300ÍÎÏĐÑ\u0309ÓÔƠÖ×ØÙÚÛÜƯ\u0303ß" +
    "àáâăäåæçèéêë\u0301íîïđñ\u0323óôơö÷øùúûüư₫ÿ",
};

function tableOf({ high, low = {} }: Definition): Uint16Array {
  const table = Uint16Array.from({ length: 256 }, (_, byte) => (byte < 0x80 ? byte : high.charCodeAt(byte - 0x80)));
  for (const [byte, letter] of Object.entries(low)) table[Number(byte)] = letter.charCodeAt(0);
  return table;
}

/** Byte (index) → UTF-16 code unit, 256 entries each. */
export const SINGLE_BYTE_TABLES = {
  tcvn3: tableOf(TCVN),
  viscii: tableOf(VISCII),
  "windows-1258": tableOf(WINDOWS_1258),
} as const;
