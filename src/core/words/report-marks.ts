/** What sentences of the form leave open. */
export interface Called {
  readonly phone: string;
}

export interface By {
  readonly bureau: string;
}
