/** A site's files by path, wherever they lie; null when a file is not there. */
export interface SiteReader {
  readonly file: (path: string) => Promise<Uint8Array | null>;
  /** All paths, where they can be listed. */
  readonly list: (() => Promise<readonly string[]>) | null;
}
