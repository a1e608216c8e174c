/** Parts 4 and 6: the code, and whom to call; with the address and code in large print for those who cannot scan. */

import { groupCode } from '../../../core/domain/institution-code.ts';
import { siteUrl } from '../../../core/domain/site-address.ts';
import { CodeMark } from './code-mark.tsx';
import { fitSize, linesOf } from './fit.ts';
import { Part } from './frame.tsx';
import { type BoardLayout, bodyOf } from './layout.ts';
import { hasStaff, howOf, P, type SheetProps, typedHost, W } from './sheet.ts';

export function Code({ layout, ...sheet }: SheetProps & { layout: BoardLayout }) {
  const { code } = sheet.view.record;
  return (
    <Part layout={layout} id="code" title={hasStaff(sheet) ? P.parts.code : P.parts.codeOwn}>
      <CodeMark site={siteUrl(sheet.bureau)} code={code} box={layout.code} claim={sheet.claim} />
      <p className="pr-how">{howOf(sheet)}</p>
      <p className="pr-query">{W.print.query}</p>
      <p className="pr-typed">
        <span>{P.codeLabel}</span>
        <b>{groupCode(code)}</b>
      </p>
    </Part>
  );
}

export function Supervision({ layout, ...sheet }: SheetProps & { layout: BoardLayout }) {
  const { bureau } = sheet;
  // An association supervises nobody and hears no reports of offences.
  const rating = sheet.terms.issuer === 'association';
  const wide = layout.paper === 'a3' ? bodyOf(layout, 'supervision').w : A4_COLUMN;
  const big = layout.text.max * 2.3;
  return (
    <Part layout={layout} id="supervision" title={rating ? P.parts.association : P.parts.supervision}>
      <div className="pr-call">
        <p>
          {bureau.name}
          {bureau.supervisor !== bureau.name && (
            <>
              <br />
              {bureau.supervisor}
            </>
          )}
        </p>
        <div>
          <p className="pr-soft">{rating ? P.telephone : P.complaint}</p>
          <p
            className="pr-phone"
            style={{ fontSize: `${fitSize(bureau.phone, wide, 1, { max: big, min: big / 3 })}mm` }}
          >
            {bureau.phone}
          </p>
          <p>{bureau.phoneHours}</p>
          {bureau.hotline !== null && <p>{W.act.call12345({ hotline: bureau.hotline })}</p>}
        </div>
        <NoScan layout={layout} wide={wide} {...sheet} />
      </div>
    </Part>
  );
}

/** Width of the two right columns of the last row on A4, mm. */
const A4_COLUMN = 49;

function NoScan({ layout, wide, bureau, view }: SheetProps & { layout: BoardLayout; wide: number }) {
  const host = typedHost(siteUrl(bureau));
  // A long address takes two lines rather than small type: it is there for those who see badly.
  const large = { max: layout.text.max * 1.5, min: layout.text.max * 0.8 };
  const one = linesOf(host, large.min, wide) === 1;
  const size = fitSize(
    host,
    wide,
    one ? 1 : 2,
    one ? large : { max: layout.text.max * (layout.paper === 'a3' ? 1.1 : 0.72), min: 2 },
  );
  return (
    <div className="pr-noscan">
      <p>
        <b className="pr-ask">{P.noScan}</b>
        {P.open}
      </p>
      <p className="pr-host" style={{ fontSize: `${size}mm` }}>
        {host}
      </p>
      <p>
        {P.thenFind} <b>{groupCode(view.record.code)}</b>
      </p>
      <p className="pr-soft">{P.scanCounts}</p>
    </div>
  );
}
