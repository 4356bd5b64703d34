const weights = [7, 3, 1] as const;

/** Value of an MRZ character: digits themselves, A to Z 10 to 35, `<` 0; `undefined` for anything else. */
export function valueOf(character: string): number | undefined {
  if (character === "<") return 0;
  return /^[0-9A-Z]$/.test(character) ? Number.parseInt(character, 36) : undefined;
}

/** The check digit of MRZ characters: modulus 10, weights 7-3-1 (9303-3 4.9). `text` holds 0-9, A-Z and `<` only. */
export function checkDigit(text: string): string {
  let sum = 0;
  for (let i = 0; i < text.length; i += 1) sum += (valueOf(text.charAt(i)) ?? 0) * (weights[i % 3] as number);
  return String(sum % 10);
}
