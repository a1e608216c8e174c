/** Part 3: the commitment – the letter's items, and who signed it, or where it is to be signed. */
import { letterOf } from '../subject.ts';
import { fitItems } from './fit.ts';
import { Part } from './frame.tsx';
import { type BoardLayout, bodyOf } from './layout.ts';
import { day, P, type SheetProps } from './sheet.ts';

export function Commitment({ layout, ...sheet }: SheetProps & { layout: BoardLayout }) {
  const { record } = sheet.view;
  const own = record.commitment?.items ?? [];
  const items = own.length > 0 ? own : letterOf(sheet, sheet.bureau);
  const { w, h } = bodyOf(layout, 'commitment');
  const signature = layout.text.max * 2.2;
  const fitted = fitItems(items, w, h - signature, layout.letter);
  return (
    <Part layout={layout} id="commitment" title={P.parts.commitment}>
      {items.length === 0 ? (
        <div className="pr-copy pr-letter">{P.letterHere}</div>
      ) : (
        <ol style={{ fontSize: `${fitted.size}mm` }}>
          {items.slice(0, fitted.shown).map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ol>
      )}
      {fitted.rest > 0 && <p className="pr-soft">{P.itemsRest({ n: fitted.rest })}</p>}
      <Signature {...sheet} />
    </Part>
  );
}

/** Only what the letter on file says; without one, lines to sign on. */
function Signature({ view }: SheetProps) {
  const { commitment, principal } = view.record;
  if (commitment === null) {
    return (
      <p className="pr-sign">
        <span className="pr-line">{P.toSign}</span>
        <span className="pr-line">{P.toSignDate}</span>
      </p>
    );
  }
  return (
    <p className="pr-sign">
      {principal !== null && <span>{P.signer({ name: principal })}</span>}
      <span>{P.signed({ date: day(commitment.signedOn) })}</span>
    </p>
  );
}
