/** The print page of the app: choose a sheet, see it, print it. Printing itself is the app's (`onPrint`). */
import { useState } from 'react';
import { type Lang, words } from '../../../core/words/index.ts';
import { Board } from './board.tsx';
import './print.css';
import { sheetWords } from '../../../core/words/sheet.ts';
import type { SheetProps } from './sheet.ts';
import { Stickers } from './stickers.tsx';

export interface PrintPageProps extends SheetProps {
  readonly lang?: Lang;
  /** Opens the browser's print dialog; left out where there is none (WeChat), and the button with it. */
  readonly onPrint?: () => void;
}

const CHOICES = ['boardA3', 'boardA4', 'stickers'] as const;
type Choice = (typeof CHOICES)[number];

export function PrintPage({ lang = 'zh', onPrint, ...sheet }: PrintPageProps) {
  const [choice, choose] = useState<Choice>('boardA3');
  const W = sheetWords[lang];
  const shared = words[lang].print;
  return (
    <div className="pr-page">
      <div className="pr-noprint">
        <fieldset className="pr-chooser">
          <legend>{W.choose}</legend>
          {CHOICES.map((option) => (
            <label key={option}>
              <input type="radio" name="pr-sheet" checked={choice === option} onChange={() => choose(option)} />
              {shared[option]}
            </label>
          ))}
        </fieldset>
        {onPrint !== undefined && (
          <button type="button" className="pr-print" onClick={onPrint}>
            {shared.print}
          </button>
        )}
        <p>{W.printHint}</p>
        <p>{W.wechatHint}</p>
      </div>
      <div className="pr-preview">
        {choice === 'stickers' ? (
          <Stickers {...sheet} />
        ) : (
          <Board paper={choice === 'boardA3' ? 'a3' : 'a4'} {...sheet} />
        )}
      </div>
    </div>
  );
}
