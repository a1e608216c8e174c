/** What was written, as text to copy, read out or photograph. */
import type { Submission } from '../../../core/complaint/submission.ts';
import type { Lang } from '../../../core/words/lang.ts';
import { chinaTime } from './times.ts';
import type { OutText } from './words.ts';

export function writtenText(submission: Submission, out: OutText, lang: Lang): string {
  const { kind, institutionName, writtenAt, when, text, rating, board, objectionCode, contact, photos } = submission;
  const reach = [contact?.name, contact?.phone].filter((part) => part);
  const lines = [
    out.kind[kind],
    institutionName,
    out.written({ time: chinaTime(writtenAt, lang) }),
    when && out.writtenWhen({ when }),
    rating && out.writtenRating({ rating: out.rating[rating] }),
    board && out.writtenBoard({ board: out.boardDifference[board] }),
    objectionCode && out.writtenCode({ code: objectionCode }),
    text,
    reach.length > 0 && out.writtenContact({ contact: reach.join(out.comma) }),
    photos.length > 0 && out.writtenPhotos({ n: photos.length }),
  ];
  return lines.filter((line) => line).join('\n');
}
