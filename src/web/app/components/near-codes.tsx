/** Institutions whose code is close to the one that was typed, with what tells them apart: name and address. */
import { Link } from 'react-router';
import { groupCode, type InstitutionCode } from '../../../core/domain/institution-code.ts';
import type { Dataset } from '../data/dataset.ts';
import { useInstitution } from '../use-institution.ts';

export function NearCodes({ near, data }: { readonly near: readonly InstitutionCode[]; readonly data: Dataset }) {
  return (
    <ul className="near">
      {near.map((code) => (
        <NearCode key={code} code={code} data={data} />
      ))}
    </ul>
  );
}

/** The town stands there at once; the address comes with the profile file. */
function NearCode({ code, data }: { readonly code: InstitutionCode; readonly data: Dataset }) {
  const found = useInstitution(data, code);
  const entry = data.entries.find((one) => one.code === code);
  const address = typeof found === 'string' ? '' : found.record.address;
  return (
    <li>
      <Link to={`/i/${code}`}>
        <span className="code">{groupCode(code)}</span> {entry?.name}
      </Link>
      <p className="soft">{address || entry?.town}</p>
    </li>
  );
}
