/** Whose mark it is, as a colour: an association's rating must not look like a bureau's grade. */
export const TONES = { government: '#0b5463', association: '#6b3f7a' } as const;
