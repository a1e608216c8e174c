/** A fault of ours in one page must not blank the others: it says so, and leads home. */
import { Component, type ReactNode } from 'react';
import { useHref } from 'react-router';
import { useLanguage } from '../language.tsx';

interface Props {
  /** Another page is another try. */
  readonly place: string;
  readonly children: ReactNode;
}

export class FaultBoundary extends Component<Props, { readonly failedAt: string | null }> {
  override state: { readonly failedAt: string | null } = { failedAt: null };

  static getDerivedStateFromError(): { readonly failedAt: string } {
    return { failedAt: location.pathname };
  }

  override componentDidUpdate(before: Props): void {
    if (before.place !== this.props.place && this.state.failedAt !== null) this.setState({ failedAt: null });
  }

  override render(): ReactNode {
    return this.state.failedAt === null ? this.props.children : <FaultPage />;
  }
}

function FaultPage() {
  const { a } = useLanguage();
  const home = useHref('/');
  return (
    <main className="app-main">
      <h1>{a.fault}</h1>
      <p>{a.faultDo}</p>
      <p>
        {/* A plain link: the page is loaded anew. */}
        <a className="button" href={home}>
          {a.home}
        </a>
      </p>
    </main>
  );
}
