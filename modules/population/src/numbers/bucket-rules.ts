/** Nobody born before has a number: its fourth digit begins with the twentieth century (Decree 137/2015 art. 13). */
export const firstBirthYear = 1900;

/** Whether somebody born in a year may have a number by a day. */
export const isNumberedYear = (year: number, today: string): boolean => year >= firstBirthYear && year <= Number(today.slice(0, 4));

/** Digit 4 of a number: century and sex (Decree 137/2015 art. 13). */
export function bucketOf(province: string, sex: "male" | "female", birthYear: number): string {
  const century = Math.floor(birthYear / 100) - 19;
  return `${province}${century * 2 + (sex === "male" ? 0 : 1)}${String(birthYear % 100).padStart(2, "0")}`;
}

export const pinOf = (bucket: string, suffix: number): string => bucket + String(suffix).padStart(6, "0");
