/** Finds in a shipped style sheet what old browsers do not know and what therefore goes missing there. */
import { isTooNew, type Since } from './old-browsers-table.ts';

interface Rule {
  readonly selector: string;
  readonly declarations: readonly { readonly name: string; readonly value: string }[];
}

interface Feature {
  readonly since: Since;
  /** Of a rule: whether it stands on this. */
  readonly uses: (rule: Rule) => boolean;
  /** Why a browser without it shows nothing worse than plainness; then it may be used freely. */
  readonly harmless?: string;
}

const has =
  (name: RegExp, value = /./) =>
  (rule: Rule) =>
    rule.declarations.some((one) => name.test(one.name) && value.test(one.value));
const selects = (part: RegExp) => (rule: Rule) => part.test(rule.selector);
/** Not preceded in its block by the same property with another value, which an old browser then keeps. */
const alone = (name: RegExp, value: RegExp) => (rule: Rule) => {
  const at = rule.declarations.findIndex((one) => name.test(one.name) && value.test(one.value));
  return at >= 0 && !rule.declarations.slice(0, at).some((one) => one.name === rule.declarations[at]?.name);
};
/** Without its older spelling in the same block. */
const unprefixed = (name: string) => (rule: Rule) =>
  has(new RegExp(`^${name}$`))(rule) && !has(new RegExp(`^-webkit-${name}$`))(rule);

export const CSS: Readonly<Record<string, Feature>> = {
  ':is() and :where()': { since: [88, 14], uses: selects(/:(?:is|where)\(/) },
  ':has()': { since: [105, 15.4], uses: selects(/:has\(/) },
  ':not() of a list': { since: [88, 9], uses: selects(/:not\([^()]*,/) },
  ':focus-visible': {
    since: [86, 15.4],
    // A selector unknown to a browser takes the others of its list along.
    uses: (rule) => selects(/:focus-visible/)(rule) && rule.selector.includes(','),
  },
  ':focus-visible alone': {
    since: [86, 15.4],
    uses: selects(/:focus-visible/),
    harmless: 'the browser draws its own focus ring, as long as nothing takes that away',
  },
  '::file-selector-button': { since: [89, 14.1], uses: selects(/::file-selector-button/) },
  '::backdrop': { since: [37, 15.4], uses: selects(/::backdrop/) },
  ':dir(), :modal, :open, :user-invalid': { since: [120, 16.5], uses: selects(/:(?:dir\(|modal|open|user-)/) },
  nesting: { since: [112, 16.5], uses: selects(/&/) },
  'gap outside a grid': {
    since: [84, 14.1],
    uses: (rule) => alone(/^(?:row-|column-)?gap$/, /./)(rule) && !has(/^(?:display|grid-.*)$/, /grid|\(|fr/)(rule),
  },
  inset: { since: [87, 14.1], uses: has(/^inset/) },
  'logical shorthands': { since: [87, 14.1], uses: has(/^(?:margin|padding|border)-(?:inline|block)$/) },
  'aspect-ratio': { since: [88, 15], uses: has(/^aspect-ratio$/) },
  'single transforms': { since: [104, 14.1], uses: has(/^(?:translate|rotate|scale)$/) },
  'overflow: clip': { since: [90, 16], uses: alone(/^overflow/, /\bclip\b/) },
  'overflow-wrap: anywhere': {
    since: [80, 15.4],
    uses: (rule) => alone(/^overflow-wrap$/, /anywhere/)(rule) && !has(/^word-break$/, /break-/)(rule),
  },
  'scroll-margin': { since: [69, 14.1], uses: has(/^scroll-(?:margin|padding)/) },
  appearance: { since: [84, 15.4], uses: unprefixed('appearance') },
  mask: { since: [120, 15.4], uses: unprefixed('mask') },
  'user-select': { since: [54, null], uses: unprefixed('user-select') },
  'print-color-adjust': { since: [136, 15.4], uses: unprefixed('print-color-adjust') },
  'backdrop-filter': { since: [76, 18], uses: unprefixed('backdrop-filter') },
  'view sizes (dvh, svh, lvh)': { since: [108, 15.4], uses: alone(/./, /\d[dsl]v[hwib]\b/) },
  'container units': { since: [105, 16], uses: alone(/./, /\dcq[whib]\b/) },
  'line height units': { since: [109, 16.4], uses: alone(/./, /\dr?lh\b/) },
  'colour functions': { since: [111, 16.2], uses: alone(/./, /color-mix\(|oklch\(|oklab\(|\blch\(|\blab\(|color\(/) },
  'light-dark()': { since: [123, 17.5], uses: alone(/./, /light-dark\(/) },
  subgrid: { since: [117, 16], uses: alone(/^grid/, /subgrid/) },
  containers: { since: [105, 16], uses: has(/^container/) },
  'content-visibility': { since: [85, 18], uses: has(/^content-visibility$/), harmless: 'only slower' },
  'accent-color': { since: [93, 15.4], uses: has(/^accent-color$/), harmless: 'the control has the system’s colour' },
  'text-wrap': { since: [114, 17.4], uses: has(/^text-wrap/), harmless: 'lines break as they always did' },
  'overscroll-behavior': { since: [63, 16], uses: has(/^overscroll/), harmless: 'the page behind scrolls along' },
  'forced-color-adjust': { since: [89, null], uses: has(/^forced-color-adjust$/), harmless: 'no forced colours there' },
  '@layer': { since: [99, 15.4], uses: selects(/^@layer/) },
  '@container': { since: [105, 16], uses: selects(/^@container/) },
  '@property': { since: [85, 16.4], uses: selects(/^@property/) },
  '@scope': { since: [118, 17.4], uses: selects(/^@scope/) },
  '@starting-style': { since: [117, 17.5], uses: selects(/^@starting-style/) },
  'media ranges': { since: [104, 16.4], uses: selects(/^@media[^{]*[<>]/) },
  'prefers-contrast': {
    since: [96, 14.1],
    uses: selects(/^@media.*prefers-contrast/),
    harmless: 'the setting is not there',
  },
  'forced-colors': { since: [89, 16], uses: selects(/^@media.*forced-colors/), harmless: 'the setting is not there' },
};

export interface CssUse {
  readonly feature: string;
  readonly text: string;
}

/** A minified style sheet's uses of what is too new and not harmless; nothing inside `@supports`, which asks first. */
export function scanStyle(css: string): CssUse[] {
  return rulesOf(css).flatMap((rule) =>
    Object.entries(CSS)
      .filter(([, { since, uses, harmless }]) => harmless === undefined && isTooNew(since) && uses(rule))
      .map(([feature]) => ({
        feature,
        text: `${rule.selector}{${rule.declarations.map(({ name }) => name).join(';')}}`,
      })),
  );
}

/** Every block in order, at-rules too (those without declarations of their own as their head alone). */
function rulesOf(css: string): Rule[] {
  const rules: Rule[] = [];
  // Texts may hold braces; their content decides nothing here.
  const plain = css.replace(/\/\*[\s\S]*?\*\//g, '').replace(/"[^"\n]*"|'[^'\n]*'/g, '""');
  let at = 0;
  const readUntil = (skip: boolean): string => {
    let own = '';
    while (at < plain.length) {
      const next = plain[at++];
      if (next === '}') break;
      if (next !== '{') {
        own += next;
        continue;
      }
      const selector = own.slice(own.lastIndexOf(';') + 1).trim();
      own = own.slice(0, own.lastIndexOf(';') + 1);
      const place = rules.length;
      const inside = skip || selector.startsWith('@supports');
      const declarations = declarationsOf(readUntil(inside));
      if (!inside) rules.splice(place, 0, { selector, declarations });
    }
    return own;
  };
  readUntil(false);
  return rules;
}

function declarationsOf(block: string): Rule['declarations'] {
  return block
    .split(/;(?![^(]*\))/)
    .map((one) => one.split(':'))
    .filter(([name = '', ...value]) => name.trim() !== '' && value.length > 0)
    .map(([name = '', ...value]) => ({ name: name.trim(), value: value.join(':').trim() }));
}
