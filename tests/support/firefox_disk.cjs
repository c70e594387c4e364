// The page of course/play from a disk in Firefox: node firefox_disk.cjs ADDRESS FIREFOX
// Prints one line of JSON: what Why? says of an answer, the line after a step, and what the console has said of errors.
const puppeteer = require("puppeteer-core");

const [address, firefox] = process.argv.slice(2);

async function main() {
  const browser = await puppeteer.launch({ browser: "firefox", executablePath: firefox, headless: true });
  try {
    const page = await browser.newPage();
    const errors = [];
    page.on("console", (said) => said.type() === "error" && errors.push(said.text()));
    page.on("pageerror", (error) => errors.push(String(error)));
    await page.goto(address);
    await page.waitForSelector("#output-grid td");
    await page.click("#next");
    const line = await page.$eval("#line", (part) => part.textContent);
    await page.click("#why");
    await page.waitForSelector("#reasons > p", { timeout: 90_000 });
    const reasons = await page.$$eval("#reasons > p", (parts) => parts.map((part) => part.textContent));
    console.log(JSON.stringify({ line, reasons, errors }));
  } finally {
    await browser.close();
  }
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
