/** Progress on the terminal: one line that is rewritten; in a log, a line now and then. */
import { type PublishingWords, publishingWords } from '../../../core/words/publishing.ts';
import type { OnProgress, Progress } from '../../publish/progress.ts';
import type { Io } from '../command.ts';

/** Milliseconds between two lines. A log hears nothing of what is done within seconds. */
const REWRITTEN = 100;
const LOGGED = 10_000;
/** Before that, what is left is a guess. */
const ESTIMATED_AFTER = 2_000;

export interface ProgressLine {
  readonly told: OnProgress;
  /** Takes the line away, so that other text can stand there. */
  readonly clear: () => void;
}

/** `clock`: milliseconds that only grow. */
export function progressLine({ err, terminal }: Pick<Io, 'err' | 'terminal'>, clock: () => number): ProgressLine {
  const pause = terminal ? REWRITTEN : LOGGED;
  let [shown, begun, last] = [clock() - (terminal ? pause : 0), clock(), ''];
  let there = false;
  const told = (progress: Progress): void => {
    const now = clock();
    const another = progress.step !== last;
    if (another) [last, begun] = [progress.step, now];
    if (now - shown < pause && !(terminal && another)) return;
    shown = now;
    const text = lineOf(progress, now - begun);
    err(terminal ? `\r\x1b[2K${text}` : `${text}\n`);
    there = true;
  };
  const clear = (): void => {
    if (terminal && there) err('\r\x1b[2K');
    there = false;
  };
  return { told, clear };
}

function lineOf({ step, count }: Progress, elapsed: number): string {
  const text = (words: PublishingWords): string => {
    if (count === null) return words[step];
    const left = count.done === 0 ? 0 : (elapsed / count.done) * (count.of - count.done);
    return `${words[step]}${words.count(count)}${elapsed < ESTIMATED_AFTER || left === 0 ? '' : leftOf(left, words)}`;
  };
  return `${text(publishingWords.zh)} / ${text(publishingWords.en)}`;
}

function leftOf(milliseconds: number, { seconds, minutes }: PublishingWords): string {
  const whole = Math.ceil(milliseconds / 1000);
  return whole < 60 ? seconds({ n: Math.ceil(whole / 5) * 5 }) : minutes({ n: Math.ceil(whole / 60) });
}
