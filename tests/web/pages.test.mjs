// Public pages in a phone's browser, 360 px wide, script off: nothing is wider than the screen at 1.0 and at
// 1.5 times the text size with everything unfolded, text contrast is 7:1 in light and dark, nothing else is
// fetched, the content policy is kept.
//   node pages.test.mjs WRITE-PAGES [FOLDER-FOR-PICTURES]
// Exit 77 where there is no Chromium or no playwright-core (GUO_NODE: the folder that has node_modules).
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const [writePages, pictures] = process.argv.slice(2);
const browserPath = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync);
let chromium;
try {
  ({ chromium } = createRequire(join(process.env.GUO_NODE ?? process.cwd(), 'x.js'))('playwright-core'));
} catch {
  console.log('playwright-core is not installed (tests/run does it)');
  process.exit(77);
}
if (!browserPath) {
  console.log('chromium is not installed');
  process.exit(77);
}

const folder = mkdtempSync(join(tmpdir(), 'guo-pages-'));
execFileSync(writePages, [folder], { stdio: 'inherit' });
const index = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8'));
const byName = new Map(index.map(page => [page.name, page]));

// /NAME is the page as it is; /big/NAME has text of 1.5 times the size and every fold open.
const server = createServer((request, response) => {
  const [, big, name] = request.url.match(/^\/(big\/)?([\w-]+)$/) ?? [];
  const page = byName.get(name);
  if (!page) return response.writeHead(410).end();
  let html = readFileSync(join(folder, `${name}.html`), 'utf8');
  const headers = { ...page.headers, 'Content-Type': page.type, 'Cache-Control': page.cache };
  if (big) {
    html = html.replace('</head>', '<style>html{font-size:150%}</style></head>').replaceAll('<details>', '<details open>');
    delete headers['Content-Security-Policy'];
  }
  response.writeHead(page.status, headers).end(html);
});
await new Promise(done => server.listen(0, '127.0.0.1', done));
const base = `http://127.0.0.1:${server.address().port}`;

// Runs in the page: texts whose contrast with what lies behind them is under 7:1.
function faintTexts() {
  const parse = text => text.match(/[\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = element => {
    for (let at = element; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const faint = [];
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim();
    const element = walker.currentNode.parentElement;
    if (!text || element.closest('svg,style')) continue;
    const a = light(parse(getComputedStyle(element).color)), b = light(behind(element));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 7) faint.push(`${text.slice(0, 20)} ${ratio.toFixed(1)}`);
  }
  return faint;
}

function smallKeys() {
  return [...document.querySelectorAll('nav a, summary')].filter(e => e.getBoundingClientRect().height < 43.5)
    .map(e => e.textContent);
}

const problems = [];
const browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox', '--disable-gpu',
  '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
for (const scheme of ['light', 'dark']) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, deviceScaleFactor: 2,
    isMobile: true, hasTouch: true, colorScheme: scheme, javaScriptEnabled: false });
  const page = await context.newPage();
  let asked = [];
  let say;
  page.on('request', request => asked.push(request.url()));
  page.on('requestfailed', request => say(`failed: ${request.url()}`));
  page.on('console', message => { if (message.text().includes('Content Security Policy')) say(message.text()); });
  for (const { name, language, status } of index) {
    for (const size of scheme === 'light' ? ['', 'big/'] : ['']) {
      say = what => problems.push(`${size}${name} ${scheme}: ${what}`);
      asked = [];
      const response = await page.goto(`${base}/${size}${name}`);
      if (response.status() !== status) say(`status ${response.status()}`);
      const other = asked.slice(1).filter(url => !url.startsWith(`${base}/p/`));     // a brand's picture
      if (other.length !== 0) say(`fetched more than itself: ${other}`);
      const [width, inner, lang, background] = await page.evaluate(() => [document.documentElement.scrollWidth,
        innerWidth, document.documentElement.lang, getComputedStyle(document.body).backgroundColor]);
      if (width > 360 || inner > 360) say(`${width} px wide in ${inner}`);
      if (lang !== language) say(`lang ${lang}`);
      if ((background === 'rgb(255, 255, 255)') !== (scheme === 'light')) say(`background ${background}`);
      for (const faint of await page.evaluate(faintTexts)) say(`faint: ${faint}`);
      for (const small of await page.evaluate(smallKeys)) say(`small key: ${small}`);
      if (pictures) await page.screenshot({ path: join(pictures, `${name}-${scheme}${size ? '-big' : ''}.png`), fullPage: true });
    }
  }
  await context.close();
}
await browser.close();
server.close();
rmSync(folder, { recursive: true });
for (const problem of problems) console.log(problem);
console.log(`${index.length} pages, ${problems.length} problems`);
process.exit(problems.length ? 1 : 0);
