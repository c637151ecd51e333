// Every public page in both languages: valid to the Nu HTML checker, and without a finding of axe on a phone in light
// and dark, at 1.0 and 1.5 times the text, and on a wide screen; a page that has a script also without it.
//   node validity.test.mjs WRITE-PAGES
// Exit 77 where a tool is missing (GUO_NODE: the folder that has node_modules; tests/run fills it).
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const [writePages] = process.argv.slice(2);
const modules = process.env.GUO_NODE ?? process.cwd();
const require = createRequire(join(modules, 'x.js'));
const checker = join(modules, 'node_modules/vnu-jar/build/dist/vnu.jar');
const browserPath = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync);

function missing(what) {
  console.log(`${what} is not installed (tests/run does it)`);
  process.exit(77);
}

let chromium, axe;
try {
  ({ chromium } = require('playwright-core'));
  axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
} catch {
  missing('playwright-core or axe-core');
}
if (!browserPath) missing('chromium');
if (!existsSync(checker)) missing('vnu-jar');
if (spawnSync('java', ['-version']).error) missing('java');

const folder = mkdtempSync(join(tmpdir(), 'guo-valid-'));
execFileSync(writePages, [folder], { stdio: 'inherit' });
const index = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8'));
const byName = new Map(index.map(page => [page.name, page]));
const problems = [];

const checked = spawnSync('java', ['-jar', checker, '--format', 'gnu', '--stdout',
  ...index.map(page => join(folder, `${page.name}.html`))], { encoding: 'utf8', timeout: 240000 });
if (checked.status !== 0 && !checked.stdout.trim()) problems.push(`vnu: ended with ${checked.status} ${checked.stderr}`);
for (const line of checked.stdout.split('\n').filter(Boolean)) problems.push(`vnu: ${line.replaceAll(folder, '')}`);

// /NAME as it is; /quiet/… without script; /big/… with text of 1.5 times the size and every fold open.
const server = createServer((request, response) => {
  const [, quiet, big, name] = request.url.match(/^\/(quiet\/)?(big\/)?([\w-]+)$/) ?? [];
  const page = byName.get(name);
  if (!page) return response.writeHead(410).end();
  let html = readFileSync(join(folder, `${name}.html`), 'utf8');
  if (quiet) html = html.replace(/<script[\s\S]*?<\/script>/g, '');
  if (big)
    html = html.replace('</head>', '<style>html{font-size:150%}</style></head>').replaceAll('<details>', '<details open>');
  response.writeHead(page.status, { 'Content-Type': page.type }).end(html); // axe itself needs script
});
await new Promise(done => server.listen(0, '127.0.0.1', done));
const base = `http://127.0.0.1:${server.address().port}`;
const browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox', '--disable-gpu',
  '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
const looks = [
  { colorScheme: 'light', width: 360, ways: ['', 'quiet/', 'quiet/big/'] },
  { colorScheme: 'dark', width: 360, ways: ['quiet/big/'] },
  { colorScheme: 'light', width: 1280, ways: ['quiet/'] },
];
const hasScript = name => readFileSync(join(folder, `${name}.html`), 'utf8').includes('<script');
let looked = 0;
for (const { colorScheme, width, ways } of looks) {
  const context = await browser.newContext({ viewport: { width, height: 740 }, colorScheme });
  const page = await context.newPage();
  for (const { name } of index) {
    // what has no script is the same page with and without it
    for (const way of hasScript(name) ? ways : new Set(ways.map(each => each.replace('quiet/', '')))) {
      await page.goto(`${base}/${way}${name}`);
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => globalThis.axe.run(document, {
        resultTypes: ['violations'],
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      }));
      looked++;
      for (const { id, help, nodes } of violations)
        problems.push(`axe: ${way}${name} ${colorScheme} ${width}: ${id}: ${help}: ${nodes[0].html.slice(0, 120)}`);
    }
  }
  await context.close();
}
await browser.close();
server.close();
rmSync(folder, { recursive: true });
for (const problem of problems) console.log(problem);
console.log(`${index.length} pages checked, looked at ${looked} times, ${problems.length} problems`);
process.exit(problems.length ? 1 : 0);
