/** A sheet of eight code stickers for consulting room, cashier, pharmacy and ward (舞卫健发〔2021〕89号 附件1 六). */

import { groupCode } from '../../../core/domain/institution-code.ts';
import { siteUrl } from '../../../core/domain/site-address.ts';
import { CodeMark } from './code-mark.tsx';
import { fitSize } from './fit.ts';
import { placed, STICKER } from './layout.ts';
import { printRefusal } from './refusal.ts';
import { Refused } from './refused.tsx';
import { hasStaff, howOf, P, type SheetProps, typedHost, W } from './sheet.ts';

export function Stickers(sheet: SheetProps) {
  const refusal = printRefusal('stickers', 'a4', sheet);
  if (refusal !== null) return <Refused refusal={refusal} terms={sheet.terms} />;
  const { columns, rows, x, y, w, h } = STICKER;
  const places = Array.from({ length: columns * rows }, (_, i) => ({
    left: x + (i % columns) * w,
    top: y + Math.floor(i / columns) * h,
    // A row a place: two consulting rooms, two cashiers, two pharmacies, two wards – or what any other house has.
    place: (hasStaff(sheet) ? P.places : P.placesOwn)[Math.floor(i / columns)] ?? '',
  }));
  return (
    <article className="pr-sheet pr-stickers pr-a4" lang="zh-CN">
      <CutMarks />
      {places.map(({ left, top, place }) => (
        <section
          key={`${left}-${top}`}
          className="pr-sticker"
          style={{ ...placed({ x: left, y: top, w, h }), padding: `${STICKER.bleed}mm` }}
        >
          <Sticker {...sheet} place={place} />
        </section>
      ))}
      <p className="pr-cuthint">{P.cutHint}</p>
    </article>
  );
}

/** A bracket may not end a line: it takes its neighbour along, mm. */
const SLACK = 4;

function Sticker({ place, ...sheet }: SheetProps & { place: string }) {
  const { view, bureau, temporary } = sheet;
  const inner = STICKER.w - 2 * STICKER.bleed;
  const host = typedHost(siteUrl(bureau));
  const side = inner - STICKER.code;
  return (
    <>
      <p
        className="pr-sname"
        style={{ fontSize: `${fitSize(view.record.name, inner - SLACK, 2, { max: 4.6, min: 2.6 })}mm` }}
      >
        {view.record.name}
      </p>
      <div className="pr-sbody">
        <CodeMark site={siteUrl(bureau)} code={view.record.code} box={STICKER.code} />
        <div>
          <p className="pr-squery">
            {W.print.query.split('，').map((line, i) => (
              <span key={line}>{i === 0 ? `${line}，` : line}</span>
            ))}
          </p>
          <p>{howOf(sheet)}</p>
          <p className="pr-soft">
            {P.noScan}
            {P.open}
          </p>
          <p className="pr-shost" style={{ fontSize: `${fitSize(host, side, 2, { max: 3.4, min: 2 })}mm` }}>
            {host}
          </p>
          <p className="pr-soft">
            {P.thenFind}，{P.orCall} <span className="pr-nb">{bureau.phone}</span>
          </p>
        </div>
      </div>
      <p className="pr-scode">
        <span>{P.codeLabel}</span>
        <b>{groupCode(view.record.code)}</b>
        <small>
          <span>{place}</span>
          <span>
            {[...(temporary ? [W.print.tempMark] : []), ...(bureau.demo ? [W.head.demoMark] : [])].join('　')}
          </span>
        </small>
      </p>
    </>
  );
}

/** Ticks in the margin and crosses between, in the colour of every plate. */
function CutMarks() {
  const { columns, rows, x, y, w, h } = STICKER;
  const xs = Array.from({ length: columns + 1 }, (_, i) => x + i * w);
  const ys = Array.from({ length: rows + 1 }, (_, i) => y + i * h);
  const right = x + columns * w;
  const bottom = y + rows * h;
  const ticks = [
    ...xs.flatMap((at) => [`M${at} ${y - 6}v5`, `M${at} ${bottom + 1}v5`]),
    ...ys.flatMap((at) => [`M${x - 6} ${at}h5`, `M${right + 1} ${at}h5`]),
    ...xs
      .slice(1, -1)
      .flatMap((at) => ys.slice(1, -1).flatMap((down) => [`M${at - 1.5} ${down}h3M${at} ${down - 1.5}v3`])),
  ];
  return (
    <svg className="pr-cuts" width="210mm" height="297mm" viewBox="0 0 210 297" aria-hidden="true">
      <path d={ticks.join('')} stroke="#000000" strokeWidth="0.2" fill="none" />
    </svg>
  );
}
