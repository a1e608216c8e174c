/** What can be wrong with a published site, by a closed list of codes. */
import type { Difference } from './differences.ts';
import type { ReadProblem } from './read-release.ts';

export type SiteProblem =
  | ReadProblem
  /** The tree over the rebuilt records has another root than the release names. */
  | { readonly code: 'record-root'; readonly file: string; readonly detail: string }
  /** Signed keys for complaints, or ratings, that no phone can use. */
  | { readonly code: 'intake'; readonly file: string; readonly detail: string }
  /** A draw that was revealed is not the one that was sealed. */
  | { readonly code: 'draw'; readonly file: string; readonly detail: string }
  /** What a page shows or carries, or its file for programs, is not what was published. */
  | {
      readonly code: 'page';
      readonly file: string;
      readonly detail: string;
      /** In which facts, where it can be told. */
      readonly differences?: readonly Difference[];
    }
  /** What must have left is still there, or was put back: `refresh` takes it down. */
  | { readonly code: 'lapsed'; readonly file: string; readonly detail: string }
  /** An encrypted staff list is of another release, or not the one that its record commits to. */
  | { readonly code: 'staff'; readonly file: string; readonly detail: string }
  /** One that nobody published; a file of the app, where the site was compared with its build. */
  | {
      readonly code: 'app';
      readonly file: string;
      readonly detail: string;
      /** Of a whole folder that nobody published: the files in it. */
      readonly paths?: readonly string[];
    }
  /** Genuine, but not confirmed for too long: a frozen copy, or a publisher who fell silent. */
  | { readonly code: 'expired'; readonly file: string; readonly detail: string }
  /** `bundle.json`, which phones read first, is not there or says something else than the single files. */
  | { readonly code: 'bundle'; readonly file: string; readonly detail: string };
