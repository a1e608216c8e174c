/** The outbox's door to the network: JSON to our own origin, with a time limit, past every cache, without cookies. */
import type { Reply } from './answer.ts';

/** Sends JSON and reads the whole answer; null when nobody answered in time. */
export type Post = (path: string, body: unknown) => Promise<Reply | null>;

/** A sealed part is 350 kB of JSON: on a weak 2G line about a minute. */
export const POST_LIMIT_MS = 90_000;
/** Answers of ours are short. What is longer is not worth a phone's memory. */
const ANSWER_LIMIT = 1024 * 1024;

/** As much of `fetch` as is used. */
export type PostFetch = (path: string, init: RequestInit) => Promise<Response>;

export function createPost(fetchIt: PostFetch): Post {
  return async (path, body) => {
    const control = new AbortController();
    // (`AbortSignal.timeout` is younger than our oldest browsers.)
    const timer = setTimeout(() => control.abort(), POST_LIMIT_MS);
    try {
      const response = await fetchIt(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        cache: 'no-store',
        credentials: 'omit',
        redirect: 'error',
        signal: control.signal,
      });
      return await readReply(response, control);
    } catch {
      return null;
    } finally {
      clearTimeout(timer);
    }
  };
}

async function readReply(response: Response, control: AbortController): Promise<Reply | null> {
  const body = await readShort(response);
  if (body === null) {
    control.abort();
    return null;
  }
  const header = (name: string) => response.headers.get(name);
  return { status: response.status, retryAfter: header('retry-after'), date: header('date'), body };
}

/** Null when it is longer than the limit. Read as it comes: the length in the header may be missing, or of something packed. */
async function readShort(response: Response): Promise<string | null> {
  if (Number(response.headers.get('content-length') ?? 0) > ANSWER_LIMIT) return null;
  // Old WebViews give no stream.
  if (!response.body) return response.text();
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    length += value.length;
    if (length > ANSWER_LIMIT) return null;
    text += decoder.decode(value, { stream: true });
  }
}
