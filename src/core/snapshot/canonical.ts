/** One spelling for every value: records and openings are hashed as these exact bytes. */

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * JSON with keys in code-unit order, no blanks, and `<` written as an escape, so that the bytes can stand
 * inside an HTML data block unchanged. Numbers must be safe integers: decimals travel as text.
 */
export function canonicalJson(value: Json): string {
  if (typeof value === 'string') return text(value);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new RangeError(`not a safe integer: ${value}`);
    return String(value);
  }
  if (value === null || typeof value === 'boolean') return String(value);
  // One string that grows: a release is a million of these calls, and joining lists costs half as much again.
  let all = '';
  if (isList(value)) {
    for (const item of value) all += `${all && ','}${canonicalJson(item)}`;
    return `[${all}]`;
  }
  for (const key of Object.keys(value).sort()) all += `${all && ','}${text(key)}:${canonicalJson(value[key] ?? null)}`;
  return `{${all}}`;
}

function text(value: string): string {
  const quoted = JSON.stringify(value);
  return quoted.includes('<') ? quoted.replace(/</g, '\\u003c') : quoted;
}

function isList(value: readonly Json[] | { readonly [key: string]: Json }): value is readonly Json[] {
  return Array.isArray(value);
}
