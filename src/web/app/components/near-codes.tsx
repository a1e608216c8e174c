/** Institutions whose code is close to the one that was typed. */
import { Link } from 'react-router';
import { groupCode, type InstitutionCode } from '../../../core/domain/institution-code.ts';
import type { Dataset } from '../data/dataset.ts';

export function NearCodes({ near, data }: { readonly near: readonly InstitutionCode[]; readonly data: Dataset }) {
  return (
    <ul className="near">
      {near.map((code) => (
        <li key={code}>
          <Link to={`/i/${code}`}>
            <span className="code">{groupCode(code)}</span> {data.entries.find((entry) => entry.code === code)?.name}
          </Link>
        </li>
      ))}
    </ul>
  );
}
