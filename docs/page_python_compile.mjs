// Runs docs/page_python_compile.py in Pyodide: node page_python_compile.mjs PYODIDE COURSE.zip COMPILED.zip
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [pyodideFolder, courseZip, compiledZip] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(join(pyodideFolder, "pyodide.mjs")));
const pyodide = await loadPyodide();
pyodide.FS.writeFile("/course.zip", readFileSync(courseZip));
pyodide.runPython(readFileSync(new URL("page_python_compile.py", import.meta.url), "utf-8"));
writeFileSync(compiledZip, pyodide.FS.readFile("/compiled.zip"));
