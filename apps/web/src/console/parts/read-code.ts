const idPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The code of a dossier on its slips, or of a parcel on its list, as a scanner types it. */
export const readCode = (text: string): string | undefined => (idPattern.test(text.trim()) ? text.trim().toLowerCase() : undefined);
