/** Cells to values: dates, numbers, yes and no, choices. Pure; what is wrong with a cell is said by the caller. */
import { addDays, type IsoDate, isoDate, parseIsoDate } from '../../../core/domain/iso-date.ts';
import type { Choice } from './columns/column.ts';
import type { Cell } from './table.ts';

const DATE = /^(\d{4})(?:-|\/|\.|年)(\d{1,2})(?:-|\/|\.|月)(\d{1,2})日?(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?$/;
const COMPACT = /^((?:19|20)\d{2})(\d{2})(\d{2})$/;
/** Day 0 of Excel's 1900 calendar, with its 29 February 1900 allowed for; days from 1950 to 2100. */
const EXCEL_EPOCH = isoDate('1899-12-30');
const SERIALS = { from: 18_264, to: 73_415 };

export interface ReadDate {
  readonly day: IsoDate;
  /** The cell held Excel's day number, not a date. */
  readonly fromNumber: boolean;
}

/** 2025-03-02, 2025/3/2, 2025.3.2, 2025年3月2日, 20250302, an Excel date or day number; null for anything else. */
export function readDate(cell: Cell): ReadDate | null {
  const text = cell.text
    .normalize('NFKC')
    .replace(/\s*([年月日/.-])\s*/g, '$1')
    .trim();
  const serial = cell.form === 'number' && /^\d{5}$/.test(text) ? Number(text) : 0;
  if (serial >= SERIALS.from && serial <= SERIALS.to) return { day: addDays(EXCEL_EPOCH, serial), fromNumber: true };
  const match = DATE.exec(text) ?? COMPACT.exec(text);
  if (!match) return null;
  const day = parseIsoDate(`${match[1]}-${match[2]?.padStart(2, '0')}-${match[3]?.padStart(2, '0')}`);
  return day === null ? null : { day, fromNumber: false };
}

/** A decimal as written, without blanks and a 分 at the end; null when it is none. `-` for any minus sign. */
export function readDecimal(text: string): string | null {
  const plain = text
    .normalize('NFKC')
    .replace(/[\s]/g, '')
    .replace(/^[−–—]/, '-')
    .replace(/分$/, '');
  return /^[+-]?\d{1,15}(?:\.\d{1,15})?$/.test(plain) ? plain.replace(/^\+/, '') : null;
}

/** A whole number up to nine digits; 3.0 is one, too. */
export function readInteger(text: string): number | null {
  const plain = text.normalize('NFKC').replace(/\s|[人名年]/g, '');
  const match = /^(-?\d{1,9})(?:\.0*)?$/.exec(plain);
  return match ? Number(match[1]) : null;
}

/** Of labels and what stands for them: they are asked about in every row. */
const FORMS = new Map<string, string>();
const MOST_FORMS = 2000;

function choiceForm(text: string): string {
  const form = FORMS.get(text) ?? text.normalize('NFKC').replace(/\s/g, '').toUpperCase();
  if (FORMS.size < MOST_FORMS) FORMS.set(text, form);
  return form;
}

/** The choice whose label, value or alias the text is; null when none. */
export function readChoice<Value extends string>(
  choices: readonly Choice<Value>[],
  text: string,
): Choice<Value> | null {
  const form = choiceForm(text);
  const names = ({ label, value, aliases }: Choice) => [label, value, ...aliases];
  return (
    choices.find(({ label }) => choiceForm(label) === form) ??
    choices.find((choice) => names(choice).some((name) => choiceForm(name) === form)) ??
    null
  );
}

/**
 * Items of a list cell, without repeats. The strongest separator present counts – ；or a line break, else 、, else a comma –
 * because names of 诊疗科目 hold the weaker ones (临床体液、血液专业).
 */
export function readList(text: string): readonly string[] {
  const separator = [/[;；\n]/, /、/, /[,，]/].find((one) => one.test(text));
  const items = (separator === undefined ? [text] : text.split(separator)).map((item) => item.trim());
  return [...new Set(items.filter((item) => item !== ''))];
}
