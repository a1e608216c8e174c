import { Link } from 'react-router';
import { useLanguage } from '../language.tsx';
import { useTitle } from '../title.ts';

export function NotFoundPage() {
  const { a } = useLanguage();
  useTitle(a.nowhere);
  return (
    <>
      <h1>{a.nowhere}</h1>
      <p>{a.nowhereDo}</p>
      <p>
        <Link className="button" to="/">
          {a.home}
        </Link>
      </p>
    </>
  );
}

/** The bare build, before anything was published into it. */
export function NotInstalledPage() {
  const { a } = useLanguage();
  useTitle(a.notInstalled);
  return (
    <main className="app-main">
      <h1>{a.notInstalled}</h1>
      <p>{a.notInstalledDo}</p>
    </main>
  );
}
