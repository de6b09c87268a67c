// Looks at the page of the sample in headless Chromium.
//   node check.mjs alive URL [SCREENSHOT]   the page is up, its charts are full and move, it does not contradict itself, everybody can
//                                           read it at any width, and it asks no other host for anything
//   node check.mjs outage URL DOWN UP       it says so when M2X is gone (after the command DOWN), also when it is loaded then, and
//                                           recovers by itself (after UP)
import { execSync } from 'node:child_process';
import axe from 'axe-core';
import { chromium } from 'playwright-core';

const [mode, url, ...rest] = process.argv.slice(2);
const limit = { timeout: 60_000 };
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync']
});

function check(condition, message) {
  if (!condition) throw new Error(message);
}

async function open() {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.foreign = [];
  page.errors = [];
  page.on('request', (request) => {
    if (new URL(request.url()).host !== new URL(url).host) page.foreign.push(request.url());
  });
  page.on('pageerror', (error) => page.errors.push(error.message));
  await page.goto(url);
  await isUp(page);
  return page;
}

async function isUp(page) {
  await page.waitForSelector('#health[data-status=UP]', limit);
  await page.waitForSelector('#banner[hidden]', { ...limit, state: 'attached' });
  await page.waitForFunction(() => document.querySelectorAll('.device canvas').length === 6, undefined, limit);
  await page.waitForFunction(() => !document.querySelector('.stale'), undefined, limit);
}

const texts = (page, selector) => page.$$eval(selector, (all) => all.map((element) => element.textContent));
const drawings = (page) => page.$$eval('.device canvas', (all) => all.map((canvas) => canvas.toDataURL()));

// Waits until every chart looks other than before.
async function move(page) {
  const before = await drawings(page);
  await page.waitForFunction((old) => [...document.querySelectorAll('.device canvas')]
    .every((canvas, index) => canvas.toDataURL() !== old[index]), before, limit);
}

// Waits until every line begins and ends at the edges of its chart, without a gap.
async function isFilled(page) {
  await page.waitForFunction(() => [...document.querySelectorAll('.device canvas')].every((canvas) => {
    const { data: { datasets: [{ data }] }, scales: { x } } = Chart.getChart(canvas);
    return data.length > 500 && data[0].x - x.min < 10_000 && x.max - data.at(-1).x < 10_000
      && data.every(({ y }) => Number.isFinite(y));
  }), undefined, limit);
}

async function agreesWithItself(page) {
  const metrics = await page.$$eval('.metric', (all) => all.map((metric) => ({
    value: metric.querySelector('.value').textContent,
    period: metric.querySelector('[data-text=period]').textContent,
    range: metric.querySelector('[data-text=range]').textContent
  })));
  check(metrics.length === 6, `${metrics.length} metrics`);
  for (const { value, period, range } of metrics) {
    const [, min, mean, max] = range.match(/^min (\d+\.\d) · mean (\d+\.\d) · max (\d+\.\d)$/) ?? [];
    check(/^\d+\.\d$/.test(value) && +min <= +value && +value <= +max && +min <= +mean && +mean <= +max,
      `contradiction: ${value}, ${range}`);
    check(period === 'Last 10 minutes', `period: ${period}`);
  }
}

async function explainsItself(page) {
  const legends = await page.$$eval('.device canvas', (all) => all.map((canvas) => {
    const { legend } = Chart.getChart(canvas);
    return legend.options.display && legend.legendItems.map(({ text }) => text).join();
  }));
  check(legends.every((legend) => /^(Temperature|Humidity),Vent open$/.test(legend)), `legends: ${legends}`);
  const fonts = await page.evaluate(() => [...new Set([Chart.defaults.font.family,
    ...[...document.querySelectorAll('body, body *')].map((element) => getComputedStyle(element).fontFamily)])]);
  check(fonts.length === 1, `more than one typeface: ${fonts.join(' | ')}`);
}

// The cards fill each row, and nothing has to be scrolled sideways.
async function fitsEveryWidth(page) {
  for (const width of [320, 390, 820, 1024, 1152, 1280, 1920]) {
    await page.setViewportSize({ width, height: 900 });
    await page.waitForFunction(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth, undefined, limit);
    const { left, right, cards } = await page.evaluate(() => {
      const box = (element) => element.getBoundingClientRect().toJSON();
      return { ...box(document.querySelector('.devices')), cards: [...document.querySelectorAll('.device')].map(box) };
    });
    for (const { top } of cards) {
      const row = cards.filter((card) => card.top === top);
      check(Math.abs(Math.min(...row.map((card) => card.left)) - left) < 1
        && Math.abs(Math.max(...row.map((card) => card.right)) - right) < 1, `a row is not full at ${width} px`);
    }
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

async function isAccessible(page) {
  for (const colorScheme of ['dark', 'light']) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() => globalThis.axe.run());
    check(violations.length === 0, `${colorScheme}: ${violations.map(({ help, nodes }) =>
      `${help}: ${nodes.map(({ html }) => html)}`).join('; ')}`);
  }
}

async function saysThatM2xIsGone(page, prospect) {
  await page.waitForSelector('#health[data-status=DOWN]', limit);
  await page.waitForSelector('#banner:not([hidden])', limit);
  const text = await page.textContent('#trouble');
  check(text.startsWith('M2X is not available at the moment. ') && prospect.test(text), `not in a user's words: ${text}`);
  check(await page.isHidden('#waiting'), 'the page waits for readings as if all was well');
  await page.focus('summary');
  await page.keyboard.press('Enter');
  check((await page.innerText('#reason')).includes('no connection'), 'no technical reason');
  await isAccessible(page);
  console.log(`M2X gone: "${text}"`);
}

try {
  const page = await open();
  await isFilled(page);
  for (let moment = 0; moment < 5; moment++) {
    await move(page);
    await agreesWithItself(page);
  }
  console.log(`page alive: 6 charts full and moving, values ${(await texts(page, '.device .value')).join(' ')}, `
    + `statistics ${(await texts(page, '[data-text=range]')).join(' | ')}, vents ${(await texts(page, '.device .vent')).join(' | ')}`);
  if (mode === 'alive') {
    await explainsItself(page);
    await fitsEveryWidth(page);
    await isAccessible(page);
    await move(page);
    if (rest[0]) await page.screenshot({ path: rest[0], fullPage: true });
  }
  if (mode === 'outage') {
    execSync(rest[0], { stdio: 'inherit' });
    await saysThatM2xIsGone(page, /What you see is from /);
    await page.reload();
    // As long as the application still tries to read the devices, it gives those it read last.
    await saysThatM2xIsGone(page, /What you see is from |The greenhouses appear by themselves/);
    execSync(rest[1], { stdio: 'inherit' });
    await isUp(page);
    await move(page);
    await isFilled(page);
    console.log('M2X back: the charts move again, without a gap');
  }
  check(page.foreign.length === 0, `asked other hosts: ${page.foreign}`);
  check(page.errors.length === 0, `errors in the page: ${page.errors}`);
}
finally {
  await browser.close();
}
