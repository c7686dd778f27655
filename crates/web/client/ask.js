// One request to the drop, and what can become of it: an answer, a refusal, or nothing. Owns no trying again.

// The start of a problem document's type.
const TYPE = "urn:candour:problem:";
// Longest document that is read, in characters.
const LONGEST = 4096;

// The source stopped it.
export class Cancelled extends Error {}

// No answer came: the connection broke, or nothing moved for too long.
export class Dropped extends Error {}

// The drop answered, but not as it should: nothing that its answer says can be relied on.
export class Strange extends Error {}

// The drop said no.
export class Refused extends Error {
  constructor(status, name, retryAfter) {
    super(`${status} ${name ?? ""}`);
    this.status = status;
    this.problem = name;
    this.retryAfter = retryAfter;
  }
}

// Asks, and gives the answer with its body, whole: `{status, header, body}`. `seconds`: how long an answer may take.
export async function ask(net, method, path, { headers = {}, body, signal, seconds = 60, keepalive = false } = {}) {
  const limit = new AbortController();
  const stop = () => limit.abort();
  if (signal?.aborted) throw new Cancelled();
  signal?.addEventListener("abort", stop);
  const timer = net.setTimeout(stop, seconds * 1000);
  try {
    const response = await net.fetch(path, {
      method,
      headers,
      body,
      keepalive,
      signal: limit.signal,
      // No cookie, no referrer, nothing kept, nowhere else: whatever a server may answer.
      credentials: "omit",
      referrer: "",
      referrerPolicy: "no-referrer",
      cache: "no-store",
      redirect: "error",
      mode: "same-origin",
    });
    const bytes = await response.arrayBuffer();
    if (!response.ok) throw refusal(response, bytes);
    return { status: response.status, header: (name) => response.headers.get(name), body: bytes };
  } catch (thrown) {
    if (thrown instanceof Refused) throw thrown;
    throw signal?.aborted ? new Cancelled() : new Dropped();
  } finally {
    net.clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
  }
}

// A header that is a number of bytes or seconds; `null` where it is not.
export function number(text) {
  return /^[0-9]{1,15}$/.test(text ?? "") ? Number(text) : null;
}

function refusal(response, bytes) {
  return new Refused(response.status, problem(bytes), number(response.headers.get("retry-after")));
}

// The name in a problem document; `null` where it is none. Its words are not shown: ours are in both languages.
function problem(bytes) {
  try {
    const { type } = JSON.parse(new TextDecoder().decode(bytes.slice(0, LONGEST)));
    const name = type.startsWith(TYPE) ? type.slice(TYPE.length) : "";
    return /^[a-z-]{1,40}$/.test(name) ? name : null;
  } catch {
    return null;
  }
}
