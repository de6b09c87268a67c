// Looks at the page of the sample in headless Chromium.
//   node check.mjs alive URL [SCREENSHOT]   the page is up, its charts move, and it asks no other host for anything
//   node check.mjs outage URL DOWN UP       it says so when M2X is gone (after the command DOWN) and recovers (after UP)
import { execSync } from 'node:child_process';
import { chromium } from 'playwright-core';

const [mode, url, ...rest] = process.argv.slice(2);
const limit = { timeout: 60_000 };
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync']
});

async function open() {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.foreign = [];
  page.errors = [];
  page.on('request', (request) => {
    if (new URL(request.url()).host !== new URL(url).host) page.foreign.push(request.url());
  });
  page.on('pageerror', (error) => page.errors.push(error.message));
  await page.goto(url);
  await page.waitForSelector('#health[data-status=UP]', limit);
  await page.waitForFunction(() => document.querySelectorAll('.device canvas').length === 6, undefined, limit);
  return page;
}

const drawings = (page) => page.$$eval('.device canvas', (all) => all.map((canvas) => canvas.toDataURL()));

// Waits until every chart looks other than before.
async function move(page) {
  const before = await drawings(page);
  await page.waitForFunction((old) => [...document.querySelectorAll('.device canvas')]
    .every((canvas, index) => canvas.toDataURL() !== old[index]), before, limit);
}

try {
  const page = await open();
  await move(page);
  await move(page);
  const values = await page.$$eval('.device .value', (all) => all.map((element) => element.textContent));
  if (values.length !== 6 || !values.every((value) => /^\d+\.\d$/.test(value))) throw new Error(`values: ${values}`);
  const vents = await page.$$eval('.device .vent', (all) => all.map((element) => element.textContent));
  console.log(`page alive: 6 charts move, values ${values.join(' ')}, vents ${vents.join(' | ')}`);
  if (mode === 'alive' && rest[0]) await page.screenshot({ path: rest[0], fullPage: true });
  if (mode === 'outage') {
    execSync(rest[0], { stdio: 'inherit' });
    await page.waitForSelector('#health[data-status=DOWN]', limit);
    await page.waitForSelector('#banner:not([hidden])', limit);
    console.log(`M2X gone: "${await page.textContent('#banner')}"`);
    if (rest[2]) await page.screenshot({ path: rest[2], fullPage: true });
    execSync(rest[1], { stdio: 'inherit' });
    await page.waitForSelector('#health[data-status=UP]', limit);
    await page.waitForSelector('#banner[hidden]', { ...limit, state: 'attached' });
    await move(page);
    console.log('M2X back: the charts move again');
  }
  if (page.foreign.length) throw new Error(`asked other hosts: ${page.foreign}`);
  if (page.errors.length) throw new Error(`errors in the page: ${page.errors}`);
}
finally {
  await browser.close();
}
