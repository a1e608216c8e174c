/**
 * Whether two bureaus could be taken for each other. Their pages stand on one host: who may call itself like a neighbour – in
 * full-width letters, with characters that nobody sees, in traditional characters – speaks in the neighbour's name.
 */
import type { ListedBureau } from '../../core/snapshot/bureau-list.ts';

export type Held = 'name' | 'nameEn';

/** Who holds already what this bureau calls itself, and which of it; null: nobody. Its own entry does not count. */
export function heldByAnother<Bureau extends ListedBureau>(
  bureau: ListedBureau,
  all: readonly Bureau[],
): { readonly by: Bureau; readonly what: readonly Held[] } | null {
  for (const by of all) {
    if (by.id === bureau.id) continue;
    const what = (['name', 'nameEn'] as const).filter((one) => isAlike(by[one], bureau[one]));
    if (what.length > 0) return { by, what };
  }
  return null;
}

interface Named {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string;
  readonly county: string;
  readonly regionCode: string;
}

/**
 * Whose name, region code or area, but for its last word (示例县, 示例区), it has: rightly perhaps – an association beside the
 * bureau of its county –, and worth a second look.
 */
export function nearlySame<One extends Named>(bureau: Named, all: readonly One[]): readonly One[] {
  return all.filter(
    ({ id, name, nameEn, county, regionCode }) =>
      id !== bureau.id &&
      (isAlike(name, bureau.name) ||
        isAlike(nameEn, bureau.nameEn) ||
        isAlike(regionCode, bureau.regionCode) ||
        isAlike(stem(county), stem(bureau.county))),
  );
}

const stem = (county: string) => county.trim().replace(/(?<=..)(?:自治)?[省市区县州盟旗]$/u, '');

/** Whether people read the same: apart from widths, case, blanks, marks, signs and invisible characters, and whatever a strange character stands for. */
export function isAlike(a: string, b: string): boolean {
  const [one, other] = [seen(a), seen(b)];
  if (one.length !== other.length) return false;
  return one.every((character, at) => {
    const beside = other[at] ?? '';
    return character === beside || isStrange(character) || isStrange(beside);
  });
}

const UNSEEN = /(?!\p{Script=Han})[\s\p{P}\p{S}\p{Lm}\p{M}\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/gu;

function seen(text: string): readonly string[] {
  return [...text.normalize('NFKC').replace(UNSEEN, '').toUpperCase()];
}

/** Neither a letter or digit of a keyboard nor one of the characters of GB/T 2312: traditional, of another script, a radical. */
function isStrange(character: string): boolean {
  return !/[!-~]/.test(character) && !USUAL.has(character);
}

/** GB/T 2312 rows 16 to 87: the 6,763 simplified characters, as the GBK decoder of every runtime knows them. */
const USUAL = new Set(
  new TextDecoder('gbk')
    .decode(
      Uint8Array.from({ length: 72 * 94 * 2 }, (_, at) =>
        at % 2 === 0 ? 0xb0 + Math.floor(at / 188) : 0xa1 + (((at - 1) / 2) % 94),
      ),
    )
    .replace(/\P{Script=Han}/gu, ''),
);
