/** The files that travel: what is to be signed, in one folder, and what a signer writes. */
import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { canonicalBytes } from '../signing/keys.ts';

/** Names in the folder. */
export const EXPORT_FILE = 'export.json';
export const SUMMARY_FILE = '签名说明.txt';
/** What the last publication was, as under `/d/`; not there before the first. */
export const LAST = 'last';
/** Data files that the last publication did not have, as under `/d/`. */
export const NEXT = 'next';
/** The files without signatures. */
export const UNSIGNED = { root: 'sign/root.json', targets: 'sign/targets.json' } as const;
export const SIGNATURES = 'signatures';

/** Days within which an export is signed and taken in: its pages name the day of the export as the day of publication. */
export const VALID_DAYS = 14;

const hex = (digits: number) => v.pipe(v.string(), v.regex(new RegExp(`^[0-9a-f]{${digits}}$`)));
/** Whose lists are signed: a bureau's, with its grades, or a province's, with its bureaus. */
const FORMATS = { bureau: 'yixinma-to-sign-1', province: 'yixinma-province-to-sign-1' } as const;
export type ExportKind = keyof typeof FORMATS;
const Export = v.strictObject({ format: v.picklist(Object.values(FORMATS)), id: hex(64) });
const role = v.picklist(['root', 'targets']);
const SignatureFile = v.strictObject({
  format: v.literal('yixinma-signatures-1'),
  /** The export's id. */
  export: hex(64),
  /** Version of the targets that were signed: tells an old file from a strange one. */
  version: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  keyid: hex(64),
  signatures: v.pipe(
    v.array(v.strictObject({ role, sig: v.pipe(v.string(), v.regex(/^(?:[0-9a-f]{2}){1,100}$/)) })),
    v.minLength(1),
    v.maxLength(2),
  ),
});

export type OfflineRole = v.InferOutput<typeof role>;
export type SignatureFile = v.InferOutput<typeof SignatureFile>;

/** The id of what is signed: the same bytes have the same, and whoever signs can read its beginning aloud. */
export function exportId(root: object | null, targets: object): string {
  const hash = createHash('sha256');
  for (const signed of [root, targets]) hash.update(signed === null ? '' : canonicalBytes(signed)).update('\0');
  return hash.digest('hex');
}

/** What people compare: four groups of four. */
export function shortId(id: string): string {
  return id.slice(0, 16).replace(/(.{4})(?=.)/g, '$1 ');
}

export function exportText(id: string, kind: ExportKind): string {
  return `${JSON.stringify({ format: FORMATS[kind], id }, null, 2)}\n`;
}

/** What an export claims to be; null for anything else. */
export function parseExport(text: string): { readonly kind: ExportKind; readonly id: string } | null {
  const found = parsed(Export, text);
  return found && { kind: found.format === FORMATS.province ? 'province' : 'bureau', id: found.id };
}

export function signatureText(file: SignatureFile): string {
  return `${JSON.stringify(file, null, 2)}\n`;
}

export function parseSignature(text: string): SignatureFile | null {
  return parsed(SignatureFile, text);
}

function parsed<Schema extends v.GenericSchema>(schema: Schema, text: string): v.InferOutput<Schema> | null {
  try {
    return v.parse(schema, JSON.parse(text));
  } catch {
    return null;
  }
}
