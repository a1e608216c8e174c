/** Part 3: the commitment – the letter's items, and who signed it, or where it is to be signed. */
import { letterOf } from '../subject.ts';
import { fitItems, fitSize, linesOf } from './fit.ts';
import { Part } from './frame.tsx';
import { type BoardLayout, bodyOf } from './layout.ts';
import { day, P, type SheetProps } from './sheet.ts';

/** Heights of the signature in em: on one line, and each of several. */
const SIGN = { alone: 2.2, line: 1.5 } as const;

export function Commitment({ layout, ...sheet }: SheetProps & { layout: BoardLayout }) {
  const { record } = sheet.view;
  const own = record.commitment?.items ?? [];
  const items = own.length > 0 ? own : letterOf(sheet, sheet.bureau);
  const { w, h } = bodyOf(layout, 'commitment');
  const signed = signatureOf(sheet);
  const type = fitSize(signed?.join('　') ?? '', w, 1, { max: layout.text.max, min: layout.text.max * 0.85 });
  const alone = signed === null || linesOf(signed.join('　'), type, w) === 1;
  const lines = alone ? 0 : signed.reduce((sum, text) => sum + linesOf(text, type, w), 0);
  const fitted = fitItems(items, w, h - type * (alone ? SIGN.alone : lines * SIGN.line + 0.4), layout.letter);
  return (
    <Part layout={layout} id="commitment" title={sheet.terms.board.commitment.zh}>
      {items.length === 0 ? (
        <div className="pr-copy pr-letter">{P.letterHere({ letter: sheet.terms.board.letter.zh })}</div>
      ) : (
        <ol style={{ fontSize: `${fitted.size}mm` }}>
          {items.slice(0, fitted.shown).map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ol>
      )}
      {fitted.rest > 0 && <p className="pr-soft">{P.itemsRest({ n: fitted.rest })}</p>}
      {signed === null ? (
        <p className="pr-sign">
          <span className="pr-line">{P.toSign}</span>
          <span className="pr-line">{P.toSignDate}</span>
        </p>
      ) : (
        <p className={alone ? 'pr-sign' : 'pr-sign pr-long'} style={{ fontSize: `${type}mm` }}>
          {signed.map((text) => (
            <span key={text}>{text}</span>
          ))}
        </p>
      )}
    </Part>
  );
}

/** Only what the letter on file says: who signed it, and when; null without one. */
function signatureOf({ view }: SheetProps): readonly string[] | null {
  const { commitment, principal } = view.record;
  if (commitment === null) return null;
  const on = P.signed({ date: day(commitment.signedOn) });
  return principal === null ? [on] : [P.signer({ name: principal }), on];
}
