const LOST = "No answer: the course's own program has ended. Start it again with python -m course play, and ask again.";

/** Asks the course's Python, which serves this page, why numbers differ, or what other engines give. */
export class Search {
  constructor(isThere) {
    this.isThere = this.hasEngines = isThere;
    this.running = new Map(); // what can be aborted, by its path
  }

  /** The server is ready by itself. */
  prepare() {}

  /** The answer, as plain data; null where it was cancelled. */
  async why(words) {
    return this.ask("/why", words);
  }

  async engines(words) {
    return this.ask("/engines", words);
  }

  async ask(path, words) {
    const running = new AbortController();
    const { signal } = running;
    this.running.set(path, running);
    try {
      return await (await post(path, words, signal)).json();
    } catch {
      return signal.aborted ? null : { lost: LOST };
    } finally {
      if (this.running.get(path) === running) this.running.delete(path);
    }
  }

  /** Ends what Why? asked. */
  cancel() {
    if (!this.running.has("/why")) return;
    this.running.get("/why").abort();
    post("/cancel", {}).catch(() => {});
  }
}

function post(path, words, signal) {
  const headers = { "Content-Type": "application/json" };
  return fetch(path, { method: "POST", headers, body: JSON.stringify(words), signal });
}
