/** Towns as links: an address of its own each, so that the back button works. */
import { Link, useSearchParams } from 'react-router';
import { useLanguage } from '../language.tsx';

interface TownsProps {
  readonly towns: readonly { readonly name: string; readonly count: number }[];
  readonly rating: boolean;
}

export function Towns({ towns, rating }: TownsProps) {
  const { w, a } = useLanguage();
  const words = rating ? w.certificate.home : w.home;
  const [params] = useSearchParams();
  const chosen = params.get('town');
  if (towns.length === 0) return null;
  return (
    <nav className="towns" aria-labelledby="towns-title">
      <h2 id="towns-title">{words.town}</h2>
      <ul>
        {chosen !== null && (
          <li>
            <Link to="/">{words.townAll}</Link>
          </li>
        )}
        {towns.map(({ name, count }) => (
          <li key={name}>
            <Link to={`/?town=${encodeURIComponent(name)}`} aria-current={name === chosen ? 'true' : undefined}>
              {name}
              <span className="town-count">{a.townCount(count)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
