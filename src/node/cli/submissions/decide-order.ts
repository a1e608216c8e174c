/** `submissions decide` as it was typed: the step to take, or all that is wrong with it. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { STATES } from '../../../core/complaint/status.ts';
import { type IsoDate, parseIsoDate } from '../../../core/domain/iso-date.ts';
import type { DecideOrder } from '../../desk/decide.ts';
import type { Io } from '../command.ts';
import { notADay, notOneOf } from '../wrong-usage.ts';
import { isState } from './list.ts';
import { NUMBER_MISSING, pairFaults } from './shared.ts';

const OPTIONS = {
  state: { type: 'string' },
  by: { type: 'string' },
  answer: { type: 'string' },
  'answer-file': { type: 'string' },
  due: { type: 'string' },
  outcome: { type: 'string' },
  'document-no': { type: 'string' },
  on: { type: 'string' },
  severe: { type: 'boolean', default: false },
  institution: { type: 'string' },
  'passphrase-file': { type: 'string' },
} as const;

function parse(args: readonly string[]) {
  return parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
}
type Values = ReturnType<typeof parse>['values'];

const OUTCOMES = ['substantiated', 'unsubstantiated'] as const;

interface Order {
  readonly dir: string;
  /** Null where `faults` says why. */
  readonly order: DecideOrder | null;
  readonly faults: readonly string[];
  readonly passphraseFile: string | undefined;
}

/** @throws Error in words where the file with the answer cannot be read */
export async function decideOrder(args: readonly string[], io: Io): Promise<Order> {
  const { values, positionals } = parse(args);
  const [dir = '', number = ''] = positionals;
  const faults = [...pairFaults(positionals, NUMBER_MISSING), ...faultsOf(values)];
  const order = faults.length > 0 ? null : await orderOf(number, values, io);
  return { dir: resolve(io.cwd, dir), order, faults, passphraseFile: values['passphrase-file'] };
}

function faultsOf(values: Values): string[] {
  const { state, by, outcome } = values;
  const faults: string[] = [];
  if (state === undefined || !isState(state)) faults.push(notOneOf('--state', state, STATES));
  if (by === undefined || by.trim() === '')
    faults.push('缺少 --by，请写明经办人。/ --by is missing: name the handler.');
  for (const option of ['due', 'on'] as const) {
    const day = values[option];
    if (day !== undefined && parseIsoDate(day) === null) faults.push(notADay(`--${option}`, day));
  }
  if (values.answer !== undefined && values['answer-file'] !== undefined) {
    faults.push('--answer 和 --answer-file 只写一个。/ Give --answer or --answer-file, not both.');
  }
  if (outcome !== undefined && !isOutcome(outcome)) faults.push(notOneOf('--outcome', outcome, OUTCOMES));
  const details = (['document-no', 'on', 'institution', 'severe'] as const).filter((option) => values[option]);
  if (outcome === undefined && details.length > 0) {
    const named = details.map((option) => `--${option}`);
    faults.push(
      `${named.join('、')} 要和 --outcome 一起写（查实 substantiated，未查实 unsubstantiated）。/ ${named.join(', ')} go with --outcome only.`,
    );
  }
  return faults;
}

function isOutcome(text: string): text is (typeof OUTCOMES)[number] {
  return OUTCOMES.some((one) => one === text);
}

/** Null where `faultsOf` has something to say. */
async function orderOf(number: string, values: Values, io: Io): Promise<DecideOrder | null> {
  const { state, by = '', outcome } = values;
  if (state === undefined || !isState(state) || (outcome !== undefined && !isOutcome(outcome))) return null;
  const finding = {
    documentNo: values['document-no']?.trim() ?? '',
    on: dayOf(values.on),
    severe: values.severe,
    institution: values.institution ?? null,
  };
  return {
    number,
    state,
    answer: await answerOf(values, io),
    due: dayOf(values.due),
    outcome: outcome === undefined ? null : { outcome, ...finding },
    by: by.trim(),
  };
}

function dayOf(text: string | undefined): IsoDate | null {
  return text === undefined ? null : parseIsoDate(text);
}

async function answerOf(values: Values, io: Io): Promise<string | null> {
  const file = values['answer-file'];
  const text =
    file === undefined
      ? (values.answer ?? '')
      : await readFile(resolve(io.cwd, file), 'utf8').catch(() => {
          throw new Error(`没有这个文件：${file}。/ No such file: ${file}.`);
        });
  const answer = text.replace(/^\uFEFF/, '').trim();
  return answer === '' ? null : answer;
}
