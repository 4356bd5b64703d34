const digits = "0123456789";
const [zero, filler, letterTen] = [48, 60, 55];

/**
 * The check digit of MRZ characters: modulus 10, weights 7-3-1; A to Z count 10 to 35, `<` 0 (9303-3 4.9). `fields` hold 0-9, A-Z and `<` only; they are taken as one,
 * without a text being made of them.
 */
export function checkDigit(...fields: string[]): string {
  let sum = 0;
  let weight = 7;
  for (const field of fields)
    for (let i = 0; i < field.length; i += 1) {
      const code = field.charCodeAt(i);
      const value = code === filler ? 0 : code < filler ? code - zero : code - letterTen;
      sum += value * weight;
      weight = weight === 7 ? 3 : weight === 3 ? 1 : 7;
    }
  return digits.charAt(sum % 10);
}
