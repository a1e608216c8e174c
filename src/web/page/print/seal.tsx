/** The grade as one mark: word, double frame and a ladder that counts the level. It reads in black and white. */
import { emWidth } from './fit.ts';
import { TONES } from './tones.ts';

export interface SealProps {
  /** The rulebook's mark: 合格, B级, AA+. */
  readonly mark: string;
  /** The policy's word beside the mark, where there is one: 信用良好. */
  readonly word: string | null;
  /** 1 is best, of `levels`. */
  readonly level: number;
  readonly levels: number;
  /** Width in mm. */
  readonly width: number;
  /** An association's rating has a colour of its own, so that nobody takes it for a bureau's grade. */
  readonly tone: 'government' | 'association';
  /** What a screen reader says. */
  readonly label: string;
}

/** The drawing's own units. */
const W = 100;

/** Height in the drawing's units: a word takes a line. */
const unitsHigh = (word: string | null) => (word === null ? 66 : 78);

/** Height in mm of a seal of this width. */
export function sealHeight(width: number, word: string | null): number {
  return (width * unitsHigh(word)) / W;
}

export function Seal({ mark, word, level, levels, width, tone, label }: SealProps) {
  const colour = TONES[tone];
  const height = unitsHigh(word);
  const size = Math.min(36, 80 / emWidth(mark));
  const baseline = (word === null ? 28 : 27) + size * 0.38;
  return (
    <svg
      className="pr-seal"
      width={`${width}mm`}
      height={`${sealHeight(width, word)}mm`}
      viewBox={`0 0 ${W} ${height}`}
      role="img"
      aria-label={label}
    >
      <rect x="0.5" y="0.5" width={W - 1} height={height - 1} rx="9" fill="#ffffff" stroke={colour} strokeWidth="1" />
      <rect
        x="3.6"
        y="3.6"
        width={W - 7.2}
        height={height - 7.2}
        rx="6.5"
        fill="none"
        stroke={colour}
        strokeWidth="2.2"
      />
      <text x={W / 2} y={baseline} fontSize={size} fontWeight="700" fill={colour} textAnchor="middle">
        {mark}
      </text>
      {word !== null && (
        <text
          x={W / 2}
          y="58"
          fontSize={Math.min(12, 80 / emWidth(word))}
          fontWeight="700"
          fill={colour}
          textAnchor="middle"
        >
          {word}
        </text>
      )}
      <Ladder level={level} levels={levels} y={height - 15} colour={colour} />
    </svg>
  );
}

function Ladder({ level, levels, y, colour }: { level: number; levels: number; y: number; colour: string }) {
  const gap = levels > 6 ? 1.4 : 3;
  const step = Math.min(20, (78 + gap) / levels);
  const start = (W - step * levels + gap) / 2;
  const reached = levels - level + 1;
  return Array.from({ length: levels }, (_, i) => start + i * step).map((x, i) => (
    <rect
      key={x}
      x={x}
      y={y}
      width={step - gap}
      height="6"
      rx="1.2"
      fill={i < reached ? colour : '#ffffff'}
      stroke={colour}
      strokeWidth="1.1"
    />
  ));
}
