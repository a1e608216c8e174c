/** A sheet's head, foot, marks and the numbered boxes of its parts. */
import type { ReactNode } from 'react';
import { fitSize } from './fit.ts';
import { type BoardLayout, type PartId, placed } from './layout.ts';
import { day, P, type SheetProps, shortFingerprint, W } from './sheet.ts';
import { TONES } from './tones.ts';

interface PartProps {
  readonly id: PartId;
  readonly layout: BoardLayout;
  readonly title: string;
  /** Small, at the end of the heading. */
  readonly aside?: string;
  readonly children: ReactNode;
}

export function Part({ id, layout, title, aside, children }: PartProps) {
  const number = layout.order.indexOf(id) + 1;
  return (
    <section className={`pr-part pr-${id}`} style={{ ...placed(layout.parts[id]), padding: `${layout.pad}mm` }}>
      <h2 style={{ minHeight: `${layout.heading}mm`, fontSize: `${layout.text.max * 1.3}mm` }}>
        <svg className="pr-no" viewBox="0 0 20 20" aria-hidden="true">
          <circle cx="10" cy="10" r="10" fill="var(--pr-tone)" />
          <text x="10" y="14.4" fontSize="12.5" fontWeight="700" fill="#ffffff" textAnchor="middle">
            {number}
          </text>
        </svg>
        <span className="pr-title">{title}</span>
        {aside !== undefined && <small className="pr-aside">{aside}</small>}
      </h2>
      {children}
    </section>
  );
}

/** 虚构示例 and 临时张贴: large enough that no photograph of the sheet can pass without them. */
function Marks({ layout, bureau, temporary }: SheetProps & { layout: BoardLayout }) {
  return (
    <span className="pr-marks" style={{ fontSize: `${layout.markType}mm` }}>
      {bureau.demo && <b>{W.head.demoMark}</b>}
      {temporary && <b>{W.print.tempMark}</b>}
    </span>
  );
}

export function Head({ layout, ...sheet }: SheetProps & { layout: BoardLayout }) {
  const { record } = sheet.view;
  const title = sheet.terms.board.title.zh;
  const wide = layout.head.w;
  const band = layout.title * 1.6;
  const nameSize = fitSize(record.name, wide, 1, layout.name);
  return (
    <header className="pr-head" style={placed(layout.head)}>
      <div className="pr-band" style={{ height: `${band}mm` }}>
        <svg width="100%" height="100%" preserveAspectRatio="none" viewBox="0 0 1 1" aria-hidden="true">
          <rect width="1" height="1" fill={TONES[sheet.terms.issuer]} />
        </svg>
        <h1
          style={{
            fontSize: `${fitSize(title, (wide - 2 * layout.marks) / 1.1, 1, { max: layout.title, min: layout.title / 2 })}mm`,
          }}
        >
          {title}
        </h1>
        <Marks layout={layout} {...sheet} />
      </div>
      <p className="pr-name" style={{ height: `${layout.head.h - band}mm`, fontSize: `${nameSize}mm` }}>
        {record.name}
      </p>
    </header>
  );
}

export function Foot({ layout, ...sheet }: SheetProps & { layout: BoardLayout }) {
  const { release, fingerprint, bureau, temporary, printedOn } = sheet;
  return (
    <footer className="pr-foot" style={{ ...placed(layout.foot), fontSize: `${layout.footType}mm` }}>
      <span>{P.fingerprint({ n: release.version, fp: shortFingerprint(fingerprint) })}</span>
      <span>
        {temporary ? W.print.temp : P.issuedBy({ bureau: bureau.name })}
        {bureau.demo && layout.paper === 'a3' && `　${W.head.demo}`}
      </span>
      {/* An association's rating may be advertised (its rules say so); a bureau's grade is no advertisement. */}
      {sheet.terms.issuer === 'government' && <span>{W.print.noad}</span>}
      <span>{W.board.printedOn({ date: day(printedOn) })}</span>
    </footer>
  );
}
