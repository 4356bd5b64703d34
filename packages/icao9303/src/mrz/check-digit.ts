const weights = [7, 3, 1] as const;
const [zero, filler, letterTen] = [48, 60, 55];

/** The check digit of MRZ characters: modulus 10, weights 7-3-1; A to Z count 10 to 35, `<` 0 (9303-3 4.9). `text` holds 0-9, A-Z and `<` only. */
export function checkDigit(text: string): string {
  let sum = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    const value = code === filler ? 0 : code < filler ? code - zero : code - letterTen;
    sum += value * (weights[i % 3] as number);
  }
  return String(sum % 10);
}
