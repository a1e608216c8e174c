/**
 * Nobody leaves an unsaved receipt unnoticed: links, Back and closing ask. Nobody is locked in either: the question has a
 * way out, and a second Back goes without a word.
 */
import { useEffect, useRef, useState } from 'react';
import { useHref, useNavigate } from 'react-router';
import { routeOf } from '../route-of.ts';
import { Dialog } from './dialog.tsx';
import { useOut } from './words.ts';

/** True once the reader has said that they leave: asked once is enough. */
type Released = { readonly current: boolean };
const HELD: Released = { current: false };

/** Closing or reloading asks while `active`, unless the reader has chosen to leave; the browser words the question. */
export function useCloseWarning(active: boolean, released: Released = HELD): void {
  useEffect(() => {
    if (!active) return;
    const warn = (event: BeforeUnloadEvent) => {
      if (released.current) return;
      event.preventDefault();
      // Chrome before 119 asks only when this is set.
      event.returnValue = true;
    };
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [active, released]);
}

/** A way out of the page, and what undoes the attempt. */
interface Attempt {
  readonly leave: () => void;
  readonly stay: () => void;
}

interface GuardProps {
  /** Notes that the receipt is saved; rejects when that failed. */
  readonly onSaved: () => Promise<void>;
}

export function LeaveGuard({ onSaved }: GuardProps) {
  const out = useOut();
  const [attempt, setAttempt] = useState<Attempt | null>(null);
  const released = useRef(false);
  useLinks(setAttempt, released);
  useBack(setAttempt, released);
  useCloseWarning(true, released);
  if (attempt === null) return null;
  const go = () => {
    released.current = true;
    setAttempt(null);
    attempt.leave();
  };
  const stay = () => {
    setAttempt(null);
    attempt.stay();
  };
  return (
    <Dialog title={out.leaveTitle} text={out.leaveWhy} onCancel={stay}>
      <button type="button" className="button mine-first" onClick={stay}>
        {out.leaveStay}
      </button>
      {/* Where it cannot be noted, the card stands here again next time: no reason to hold anybody. */}
      <button type="button" className="button" onClick={() => void onSaved().then(go, go)}>
        {out.leaveSaved}
      </button>
      <button type="button" className="link-button" onClick={go}>
        {out.leaveAnyway}
      </button>
    </Dialog>
  );
}

type Ask = (attempt: Attempt) => void;

/** Links lead through the router, which cannot be stopped: so the press is caught before it gets there. */
function useLinks(ask: Ask, released: Released): void {
  const navigate = useNavigate();
  const base = useHref('/');
  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      const target = destination(event);
      if (target === null || released.current) return;
      event.preventDefault();
      event.stopPropagation();
      const path = target.origin === location.origin ? routeOf(target.pathname, base) : null;
      const leave = () =>
        path === null ? location.assign(target.href) : navigate(`${path}${target.search}${target.hash}`);
      ask({ leave: () => void leave(), stay: () => undefined });
    };
    document.addEventListener('click', onClick, true);
    return () => document.removeEventListener('click', onClick, true);
  }, [ask, navigate, base, released]);
}

/** Where a press leads when it leaves the page; null for other presses: telephone, downloads, new tabs, this page. */
function destination(event: MouseEvent): URL | null {
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return null;
  const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
  if (!(link instanceof HTMLAnchorElement) || link.target === '_blank') return null;
  const url = new URL(link.href);
  if (!/^https?:$/.test(url.protocol)) return null;
  return url.origin === location.origin && url.pathname === location.pathname ? null : url;
}

const MARK = 'receiptNotSaved';

function marked(state: unknown): boolean {
  return typeof state === 'object' && state !== null && MARK in state;
}

/** One more entry for this address: the first Back ends on the entry below it, still on this page, and asks. */
function pushMark(): void {
  const state: unknown = history.state;
  if (marked(state)) return;
  // The router's own fields stay in it: for the router both entries are the same place.
  history.pushState({ ...(typeof state === 'object' ? state : null), [MARK]: true }, '', location.href);
}

/** Takes the extra entry off again once the receipt is saved, so that Back does what it always does. */
export function dropMark(): void {
  if (marked(history.state)) history.back();
}

function useBack(ask: Ask, released: Released): void {
  useEffect(() => {
    pushMark();
    const here = location.pathname;
    const onPop = () => {
      if (released.current || marked(history.state) || location.pathname !== here) return;
      ask({ leave: () => history.back(), stay: pushMark });
    };
    window.addEventListener('popstate', onPop);
    return () => window.removeEventListener('popstate', onPop);
  }, [ask, released]);
}
