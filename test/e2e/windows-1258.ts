/** Letters that have a place of their own beyond those of Latin-1, and the five tones, which follow their letter (Microsoft code page 1258). */
const places: Record<string, number> = {
  ...{ Ă: 0xc3, ă: 0xe3, Đ: 0xd0, đ: 0xf0, Ơ: 0xd5, ơ: 0xf5, Ư: 0xdd, ư: 0xfd },
  ...{ "\u0300": 0xcc, "\u0309": 0xd2, "\u0303": 0xde, "\u0301": 0xec, "\u0323": 0xf2 },
};

/** Text as an office machine of before Unicode wrote it. */
export function windows1258(text: string): Buffer {
  const letters = text
    .normalize("NFD")
    .replaceAll(/([aAeEoOuU])([\u0323]?)([\u0302\u0306\u031b])/gu, (_, base: string, dot: string, mark: string) => {
      return `${(base + mark).normalize("NFC")}${dot}`;
    });
  return Buffer.from(Array.from(letters, (letter) => places[letter] ?? letter.charCodeAt(0)));
}
