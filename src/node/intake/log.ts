/** What is written down of a request: enough to run the service, nothing that says whose it was or what it held. */

/** No address, no submission id, no number, no content, no message that could quote one. */
export interface LogLine {
  /** Second, ISO 8601. */
  readonly at: string;
  /** The route's own pattern, never the target as it was sent; `other` for everything without a route. */
  readonly route: string;
  /** 0 when the client left before the answer. */
  readonly status: number;
  readonly ms: number;
  /** `ok`, the refusal's code, `gone`. */
  readonly code: string;
  /** Of a defect or a failing database: the error's class and code, and where in the program. Or a wrong setting. */
  readonly fault?: string;
}

/** The kind and place of a fault. Its message stays out: messages of parsers and databases quote what they were given. */
export function faultOf(fault: unknown): string {
  if (!(fault instanceof Error)) return typeof fault;
  const code = 'code' in fault && typeof fault.code === 'string' ? ` ${fault.code}` : '';
  const places = (fault.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const short = places
    .slice(0, 4)
    .map((line) => line.trim().replace(/\(?(?:file:\/\/)?\/\S*\/(src|node_modules)\//, '($1/'));
  return `${fault.name}${code} ${short.join(' ')}`.trim();
}
