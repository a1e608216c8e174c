/** The code as vectors: one path, no pictures, colours as attributes so that no printer setting drops them. */
import type { InstitutionCode } from '../../../core/domain/institution-code.ts';
import { codeAddress, codeMatrix, codePath, QUIET_ZONE } from './code.ts';

export interface CodeMarkProps {
  readonly site: string;
  readonly code: InstitutionCode;
  /** Side in mm, quiet zone included. */
  readonly box: number;
  readonly claim?: string | undefined;
}

export function CodeMark({ site, code, box, claim }: CodeMarkProps) {
  const matrix = codeMatrix(site, code, claim);
  const side = matrix.size + 2 * QUIET_ZONE;
  return (
    <svg
      className="pr-mark"
      width={`${box}mm`}
      height={`${box}mm`}
      viewBox={`0 0 ${side} ${side}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label={codeAddress(site, code)}
    >
      <rect width={side} height={side} fill="#ffffff" />
      <path d={codePath(matrix)} fill="#000000" />
    </svg>
  );
}
