/** When to look again: the network is back, or somebody looks at the page. */
export function watchReturn(onReturn: () => void): () => void {
  const whenVisible = (): void => {
    if (document.visibilityState === 'visible') onReturn();
  };
  window.addEventListener('online', onReturn);
  document.addEventListener('visibilitychange', whenVisible);
  return () => {
    window.removeEventListener('online', onReturn);
    document.removeEventListener('visibilitychange', whenVisible);
  };
}
