import { byId, element, say } from "page_parts";

const LOADING = "Python loads, once: 7 MB. The page can be used meanwhile.";
const STARTING = "Python starts anew.";
const LOST = "Python does not run in this browser, or could not be loaded. A terminal has the same answer.";
const IDLE_SECONDS = 4;

/** Asks the course's Python, which runs in the page itself, in a worker, why numbers differ. */
export class PythonSearch {
  constructor(seconds) {
    this.seconds = seconds; // that a question may take
    this.isThere = true;
    this.hasEngines = false;
  }

  /** Has Python ready, so that a question need not wait for it: a promise of the worker, or of null where there is none. */
  prepare() {
    this.starting ??= this.start();
    return this.starting;
  }

  async start() {
    say("python-said", window.coursePython ? STARTING : LOADING);
    const worker = await loadedPython().then(startedWorker).catch(() => null);
    this.worker = worker;
    this.isThere = Boolean(worker);
    say("python-said", worker ? "" : LOST);
    return worker;
  }

  /** The answer, as plain data; null where it was cancelled. */
  why(words) {
    return new Promise((tell) => {
      this.tell = tell;
      this.prepare().then((worker) => this.tell === tell && this.put(worker, words));
    });
  }

  put(worker, words) {
    if (!worker) return this.end({ lost: LOST });
    worker.onmessage = ({ data }) => this.end(JSON.parse(data.answer));
    worker.onerror = () => this.stop({ lost: LOST });
    this.clock = setTimeout(() => this.stop({ stopped: true }), 1000 * this.seconds);
    worker.postMessage(JSON.stringify(words));
  }

  /** Ends what Why? asked: with it the worker, which cannot be interrupted otherwise. One that still starts goes on. */
  cancel() {
    if (this.tell) this.stop(null);
  }

  stop(answer) {
    if (this.worker) {
      this.worker.terminate();
      this.worker = this.starting = null;
    }
    this.end(answer);
  }

  end(answer) {
    const { tell } = this;
    clearTimeout(this.clock);
    this.tell = null;
    tell?.(answer); // nobody waits where the worker fails between two questions
  }
}

/** Has Python ready when nobody has touched the page for some seconds, unless the reader's browser saves data. */
export function prepareWhenIdle(search) {
  if (navigator.connection?.saveData) return;
  const touches = ["keydown", "pointerdown", "pointermove", "wheel", "touchstart"];
  let clock;
  const wait = () => {
    clearTimeout(clock);
    clock = setTimeout(begin, 1000 * IDLE_SECONDS);
  };
  const begin = () => {
    for (const touch of touches) window.removeEventListener(touch, wait);
    search.prepare();
  };
  for (const touch of touches) window.addEventListener(touch, wait, { passive: true });
  wait();
}

/** What python.js holds, which a script element loads from any server, and from a disk. */
function loadedPython() {
  return new Promise((done, fail) => {
    if (window.coursePython) return done(window.coursePython);
    const script = element("script", { src: "python.js" });
    script.addEventListener("load", () => done(window.coursePython));
    script.addEventListener("error", fail);
    return document.head.append(script);
  });
}

/** A worker in which Python has started. Its source comes as a data: address, as pages on a disk may have no other. */
function startedWorker({ worker: source, parts, lock }) {
  return new Promise((done, fail) => {
    const worker = new Worker(`data:text/javascript,${encodeURIComponent(source)}`, { type: "module" });
    worker.onmessage = ({ data }) => (data.ready ? done(worker) : fail(data.failed));
    worker.onerror = fail;
    worker.postMessage({ parts, lock });
  });
}
