/** Levels of institutions, as lists really spell them (policy facts: data as it really comes). */

const NONE = /^(?:未定级|未评级|未定等|未评等|未定|未评|未分级|不定级|无级别)$/;
const FORM =
  /^(?:综合|专科)?([一二三123])[级極极]?[/\s]?(?:综合|专科)?(?:([甲乙丙特])等?|未定等)?[/\s]?(?:[\u4e00-\u9fff]{0,6}?(?:综合|专科|医院|保健院|综合医))?[.。]?$/u;
const DIGIT: Readonly<Record<string, string>> = { '1': '一', '2': '二', '3': '三' };

export interface ReadLevel {
  /** 二级甲等, 一级, or empty for none. */
  readonly level: string;
  /** False when the spelling is not understood and was kept. */
  readonly known: boolean;
}

/** 三甲, 三級甲等, 三级甲等专科医院 → 三级甲等; 未定级 → empty; what is not understood stays as written. */
export function readLevel(text: string): ReadLevel {
  const plain = text.normalize('NFKC').replace(/級/g, '级').replace(/\s+/g, '');
  if (plain === '' || NONE.test(plain)) return { level: '', known: true };
  const match = FORM.exec(plain);
  const rank = match?.[1];
  // A lone digit or 一 says too little: it may be a count.
  if (!match || rank === undefined || plain.length < 2) return { level: text, known: false };
  const grade = match[2] === undefined ? '' : `${match[2]}等`;
  return { level: `${DIGIT[rank] ?? rank}级${grade}`, known: true };
}
