/** Uses that the search cannot see through, each with why it does no harm in an old browser. */
export interface Allowance {
  /** A key of the tables. */
  readonly feature: string;
  readonly where: RegExp;
  /** Stands in the source around it; bundles have no line numbers that last. */
  readonly near?: string;
  readonly why: string;
}

const DEXIE =
  'Dexie ends its listeners with it; where it is not known, they go with the transaction that they listen to';

export const ALLOWED: readonly Allowance[] = [
  {
    feature: 'DecompressionStream',
    where: /^assets\/index-/,
    near: 'DecompressionStream(`gzip`)',
    why: 'inflateText asks for it before it calls the function that uses it, and takes the library otherwise',
  },
  {
    feature: 'document.adoptedStyleSheets',
    where: /^assets\/print-sheets-/,
    why: 'the component that uses it is only there when `constructed` found it',
  },
  {
    feature: 'Document.prototype.startViewTransition',
    where: /^assets\/index-/,
    near: 'startViewTransition({update:function',
    why: 'React’s own, in a try, and only for a component that we do not use',
  },
  {
    feature: 'signal of addEventListener',
    where: /^(?:assets\/(?:index|release-files)-.*|sw)\.js$/,
    near: '.addEventListener(`abort`,',
    why: DEXIE,
  },
  {
    feature: 'signal of addEventListener',
    where: /^(?:assets\/(?:index|release-files)-.*|sw)\.js$/,
    near: '.addEventListener(`complete`,',
    why: DEXIE,
  },
  {
    feature: 'BarcodeDetector',
    where: /^assets\/route-/,
    near: 'BarcodeDetector;if(',
    why: 'read-codes.ts asks whether it is there, and takes the decoder of ours otherwise',
  },
  {
    feature: 'gap outside a grid',
    where: /^assets\/.*\.css$/,
    why: 'Safari 14.0 alone: parts of the app and of its sheets stand close together, none over another',
  },
];
