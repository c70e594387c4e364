// Python in a worker of the page, which gives it {parts, lock} of python.js, then questions, a line of JSON each.
// It tells {ready: true} or {failed: why}, then {answer: a line of JSON} for each question. docs/page_python.py packs it.
const fetchData = self.fetch;
let answered; // the function of Python

self.onmessage = ({ data }) => (typeof data === "string" ? self.postMessage({ answer: answered(data) }) : start(data));

async function start({ parts, lock }) {
  try {
    const [{ loadPyodide }, { default: createPyodideModule }] = await Promise.all([loaded(parts["pyodide.mjs"]), loaded(parts["pyodide.asm.mjs"])]);
    self.fetch = (address) => response(parts[String(address).split("/").at(-1)]); // nothing is asked of any host
    const here = "https://parts.invalid/"; // all addresses are answered above
    const pyodide = await loadPyodide({ indexURL: here, stdLibURL: `${here}python_stdlib.zip`, lockFileContents: lock, packageBaseUrl: here, createPyodideModule });
    answered = pyodide.runPython("from course.play.answers import answered_line; answered_line");
    self.postMessage({ ready: true });
  } catch (error) {
    self.postMessage({ failed: String(error) });
  }
}

/** A module that is in a part. */
async function loaded(part) {
  const source = await (await response(part, "text/javascript")).blob();
  return import(URL.createObjectURL(source));
}

/** What a part holds, unpacked while it is read. */
async function response(part, type = "application/wasm") {
  const packed = await fetchData(`data:;base64,${part}`);
  return new Response(packed.body.pipeThrough(new DecompressionStream("gzip")), { headers: { "Content-Type": type } });
}
