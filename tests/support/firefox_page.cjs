// The page of course/play in Firefox, driven over WebDriver BiDi: node firefox_page.cjs ADDRESS FIREFOX
// Prints one line of JSON: what was seen after each step, and what the console has said of errors.
const puppeteer = require("puppeteer-core");

const [address, firefox] = process.argv.slice(2);

async function main() {
  const browser = await puppeteer.launch({ browser: "firefox", executablePath: firefox, headless: true });
  try {
    const page = await browser.newPage();
    const seen = { errors: [] };
    page.on("console", (said) => said.type() === "error" && seen.errors.push(said.text()));
    page.on("pageerror", (error) => seen.errors.push(String(error)));
    await page.goto(`${address}#input=1 2 4&kernel=3 1&got=1 5 10 12`);
    await page.waitForSelector("#output-grid td");
    seen.opened = await read(page);
    await page.click("#next");
    seen.next = await read(page);
    await press(page, "#output-grid td:nth-child(2)", "ArrowRight");
    seen.arrow = await read(page);
    await press(page, "#input-grid td:nth-child(3)", "F2", "Delete", ..."1/3", "Enter");
    seen.edited = await read(page);
    await press(page, "#output-grid td[tabindex='0']", "Control+z");
    seen.undone = await read(page);
    await page.select("#border", "wrap");
    await page.click("#more-stride");
    seen.set = await read(page);
    await page.click("#reset");
    await page.click("#why");
    await page.waitForSelector("#reasons > p", { timeout: 90_000 });
    seen.why = await read(page);
    await press(page, "#input", "Control+a", ..."1 2; -3 4", "Enter");
    seen.typed = await read(page);
    console.log(JSON.stringify(seen));
  } finally {
    await browser.close();
  }
}

/** Focuses a part and presses keys there, such as "a" or "Control+z". */
async function press(page, where, ...keys) {
  await page.focus(where);
  for (const key of keys) {
    const names = key.split("+");
    for (const name of names) await page.keyboard.down(name);
    for (const name of names.reverse()) await page.keyboard.up(name);
  }
}

function read(page) {
  return page.evaluate(() => {
    const texts = (where) => [...document.querySelectorAll(where)].map((part) => part.textContent);
    return {
      line: document.getElementById("line").textContent,
      output: texts("#output-grid td > :first-child").join(" "),
      marks: texts("#answer-grid td > small").join(""),
      reasons: texts("#reasons > p"),
      input: document.getElementById("input").value,
    };
  });
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
