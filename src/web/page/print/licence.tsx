/** Part 1: the licence – a place for its copy (on A3), and what it says in large type. */

import { subjectOf } from '../subject.ts';
import { type FitRange, fitSize, linesOf, sizesOf } from './fit.ts';
import { Part } from './frame.tsx';
import { type BoardLayout, bodyOf } from './layout.ts';
import { day, P, type SheetProps, W } from './sheet.ts';

/** The facts that are known; what is missing is left to the copy, never invented. */
function factsOf({ view, terms }: SheetProps): readonly (readonly [string, string])[] {
  const { record } = view;
  const { licence } = record;
  const filed = licence.type === 'clinic-filing';
  const own = subjectOf({ view, terms })?.own;
  const subjects = licence.subjects.join('、');
  return [
    [own ? W.subject.number : filed ? W.lic.numberFiled : W.lic.number, licence.number ?? P.asCertificate] as const,
    [P.validUntil, licence.validUntil === null ? '' : day(licence.validUntil)] as const,
    [W.lic.principal, record.principal ?? ''] as const,
    [P.address, record.address] as const,
    [W.who.second.replace('：', ''), record.otherNames.join('、')] as const,
    [own?.scope.zh ?? W.lic.subjects, subjects] as const,
  ].filter(([, value]) => value !== '');
}

/** A long value ends after `lines` lines and with `rest`, which says where the whole stands. */
export function clip(text: string, rest: string, size: number, width: number, lines: number): string {
  if (linesOf(text, size, width) <= lines) return text;
  let end = text.length;
  while (end > 0 && linesOf(text.slice(0, end) + rest, size, width) > lines) end -= 1;
  return text.slice(0, end).replace(/[、，（(]$/, '') + rest;
}

/** Least height in mm of the place for the copy (A3), or of the line that says where it hangs (A4). */
const COPY = { a3: 38, a4: 7 } as const;
const LINE = 1.36;
/** Width of the names of facts, em. */
const LABEL = 5.7;
/** Lines that a fact may take; the last, the subjects, run long: a county hospital has thirty. */
const MOST = { fact: 2, subjects: 3 } as const;

/** The largest type at which all facts stand, and the lines that are left for the last of them. */
function fitFacts(facts: readonly (readonly [string, string])[], width: number, height: number, range: FitRange) {
  const values = facts.map(([, value]) => value);
  const linesAt = (size: number, texts: readonly string[], most: number) =>
    texts.reduce((sum, text) => sum + Math.min(most, linesOf(text, size, width - LABEL * size)), 0);
  const sizes = sizesOf(range);
  const fits = (size: number) =>
    (linesAt(size, values.slice(0, -1), MOST.fact) + linesAt(size, values.slice(-1), MOST.subjects)) * LINE * size <=
    height;
  const size = sizes.find(fits) ?? range.min;
  const last = Math.floor(height / (LINE * size)) - linesAt(size, values.slice(0, -1), MOST.fact);
  return { size, last: Math.max(1, last) };
}

export function Licence({ layout, ...sheet }: SheetProps & { layout: BoardLayout }) {
  const { licence } = sheet.view.record;
  const filed = licence.type === 'clinic-filing';
  const own = subjectOf(sheet)?.own;
  const title = own?.certificate.zh ?? (filed ? P.filingTitle : P.practiceTitle);
  const { w, h } = bodyOf(layout, 'licence');
  const facts = factsOf(sheet);
  const subjects = licence.subjects.join('、');
  const { size, last } = fitFacts(facts, w, h - COPY[layout.paper], layout.text);
  const width = w - LABEL * size;
  return (
    <Part layout={layout} id="licence" title={own?.licence.zh ?? (filed ? P.parts.filing : P.parts.practice)}>
      {layout.paper === 'a3' && (
        <div className="pr-copy">
          {P.copyHere({ title })}
          <br />
          {P.copyNote}
        </div>
      )}
      <dl style={{ fontSize: `${size}mm`, gridTemplateColumns: `${LABEL * size}mm 1fr`, lineHeight: LINE }}>
        {facts.map(([name, value], i) => (
          <Fact
            key={name}
            label={name}
            value={value}
            lines={i === facts.length - 1 ? last : MOST.fact}
            rest={value === subjects ? P.subjectsRest({ n: licence.subjects.length }) : P.rest}
            {...{ width, size }}
          />
        ))}
      </dl>
      {layout.paper === 'a4' && <p className="pr-soft pr-beside">{P.copyBeside({ title })}</p>}
    </Part>
  );
}

interface FactProps {
  readonly label: string;
  readonly value: string;
  readonly width: number;
  readonly size: number;
  readonly lines: number;
  readonly rest: string;
}

function Fact({ label, value, width, size, lines, rest }: FactProps) {
  const long = linesOf(value, size, width) > lines;
  const smaller = long ? fitSize(value, width, lines, { max: size, min: size * 0.8 }) : size;
  return (
    <>
      <dt>{label}</dt>
      <dd style={smaller === size ? undefined : { fontSize: `${smaller}mm` }}>
        {clip(value, rest, smaller, width, lines)}
      </dd>
    </>
  );
}
