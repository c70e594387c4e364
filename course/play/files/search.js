const LOST = "No answer: the course's own program has ended. Start it again with python -m course play, and press Why? again.";

/** Asks the course's Python, which serves this page, why numbers differ, or what other engines give. */
export class Search {
  constructor(isThere) {
    this.isThere = isThere;
  }

  /** The answer, as plain data; null where it was cancelled. */
  async why(words) {
    return this.ask("/why", words);
  }

  async engines(words) {
    return this.ask("/engines", words);
  }

  async ask(path, words) {
    this.running = new AbortController();
    const { signal } = this.running;
    try {
      const response = await fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(words), signal });
      return await response.json();
    } catch {
      return signal.aborted ? null : { lost: LOST };
    } finally {
      this.running = null;
    }
  }

  cancel() {
    if (!this.running) return;
    this.running.abort();
    fetch("/cancel", { method: "POST", headers: { "Content-Type": "application/json" }, body: "{}" }).catch(() => {});
  }
}
