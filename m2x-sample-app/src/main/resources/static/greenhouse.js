// The page of the greenhouse monitor: history comes from /api/devices, news from /api/events.
/* global Chart */

const MINUTES = 10;
const WINDOW = MINUTES * 60_000;
const STREAMS = ['temperature', 'humidity'];

const byId = (id) => document.getElementById(id);
const number = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const clock = new Intl.DateTimeFormat('en', { timeStyle: 'medium', hourCycle: 'h23' });
const minuteClock = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

// Values come as M2X has them. Charts leave out what is not a number.
const toNumber = (value) => (value === null || value === undefined || value === '') ? NaN : Number(value);
const format = (value) => Number.isFinite(toNumber(value)) ? number.format(value) : '–';

async function getJson(url) {
	const response = await fetch(url);
	if (!response.ok) {
		throw new Error(`${url}: status ${response.status}`);
	}
	return response.json();
}

// ---- Colours, which follow the scheme of the system

const darkScheme = matchMedia('(prefers-color-scheme: dark)');
let style = getComputedStyle(document.documentElement);
const colour = (name) => () => style.getPropertyValue(`--${name}`);
darkScheme.addEventListener('change', () => {
	style = getComputedStyle(document.documentElement);
	cards.forEach((card) => card.draw());
});

// ---- Charts

Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;

function timeTicks(scale) {
	const span = scale.max - scale.min;
	const step = [20_000, 60_000, 120_000].find((candidate) => span / candidate <= 5) ?? 300_000;
	scale.ticks = [];
	// A label at the right edge would make the chart narrower.
	for (let value = Math.ceil(scale.min / step) * step; value <= scale.max - span * 0.06; value += step) {
		scale.ticks.push({ value });
	}
}

function createChart(canvas, stream, title, unit) {
	const axis = { border: { display: false }, ticks: { color: colour('muted'), maxRotation: 0 } };
	const strip = { ...axis, stack: 'strips', afterFit: (scale) => { scale.width = 34; } };
	return new Chart(canvas, {
		type: 'line',
		data: {
			datasets: [{
				label: title,
				data: [],
				borderColor: colour(stream),
				backgroundColor: colour(`${stream}-soft`),
				borderWidth: 2,
				borderJoinStyle: 'round',
				pointRadius: 0,
				pointHoverRadius: 4,
				pointHoverBackgroundColor: colour(stream),
				fill: 'start'
			}, {
				label: 'Vent open',
				data: [],
				yAxisID: 'vent',
				backgroundColor: colour('vent'),
				borderWidth: 0,
				pointRadius: 0,
				pointHoverRadius: 0,
				stepped: true,
				fill: 'start'
			}]
		},
		options: {
			animation: false,
			parsing: false,
			maintainAspectRatio: false,
			interaction: { mode: 'nearest', axis: 'x', intersect: false },
			plugins: {
				legend: {
					align: 'end',
					onClick: null,
					labels: { color: colour('muted'), boxWidth: 12, boxHeight: 8, padding: 8 }
				},
				tooltip: {
					displayColors: false,
					callbacks: {
						title: ([item]) => clock.format(item.parsed.x),
						label: ({ datasetIndex, parsed: { y } }) =>
							datasetIndex === 0 ? `${number.format(y)} ${unit}` : `Vent ${y === 1 ? 'open' : 'closed'}`
					}
				}
			},
			scales: {
				x: {
					...axis,
					type: 'linear',
					grid: { display: false },
					afterBuildTicks: timeTicks,
					ticks: {
						...axis.ticks,
						callback(value) {
							return (this.max - this.min > 3 * 60_000 ? minuteClock : clock).format(value);
						}
					}
				},
				y: {
					...strip,
					stackWeight: 14,
					grace: '8%',
					grid: { color: colour('grid') },
					ticks: { ...axis.ticks, maxTicksLimit: 5, precision: 0 }
				},
				// A strip above the line, filled while the vent was open.
				vent: {
					...strip,
					stackWeight: 1,
					min: 0,
					max: 1,
					grid: { display: false },
					ticks: { display: false }
				}
			}
		}
	});
}

// ---- Devices

const cards = new Map();

class DeviceCard {

	constructor(device) {
		this.id = device.id;
		this.rows = [];
		this.hasHistory = false;
		this.element = byId('device').content.firstElementChild.cloneNode(true);
		byId('devices').append(this.element);
		this.charts = STREAMS.map((stream) => {
			const metric = this.find(`[data-stream=${stream}]`);
			const canvas = metric.querySelector('canvas');
			canvas.setAttribute('aria-label', `Chart of the ${stream} in the last ${MINUTES} minutes: ${device.name}`);
			return createChart(canvas, stream, metric.querySelector('h3').textContent, metric.querySelector('.unit').textContent);
		});
		this.find('a').href = this.history = `/api/devices/${device.id}/history?minutes=${MINUTES}`;
	}

	find(selector) {
		return this.element.querySelector(selector);
	}

	text(name, text, parent = this.element) {
		parent.querySelector(`[data-text=${name}]`).textContent = text;
	}

	show(device) {
		const { values, stats, place } = device;
		const time = device.lastActivity ? Date.parse(device.lastActivity) : Date.now();
		this.time = time;
		this.end = Math.max(time, ...Object.values(stats).map(({ end }) => Date.parse(end)));
		this.text('name', device.name);
		this.text('owner', device.name);
		this.text('crop', device.crop ?? '');
		this.text('serial', device.serial ?? '–');
		this.text('place', place?.name ?? '–');
		this.text('coordinates', place ? coordinates(place) : '–');
		this.text('time', clock.format(time));
		this.text('vent', `Vent ${values.vent ?? 'unknown'}`);
		this.find('.vent').dataset.vent = values.vent ?? '';
		for (const stream of STREAMS) {
			const metric = this.find(`[data-stream=${stream}]`);
			metric.querySelector('.value').textContent = format(values[stream]);
			this.showStats(metric, stats[stream]);
		}
		const row = toRow(time, values);
		this.append(row);
		if (!this.hasHistory && hasNumbers(row)) {
			this.loadHistory();
		}
	}

	// The values of the period, one of which is the value that is shown.
	showStats(metric, stats) {
		const minutes = stats ? Math.round((Date.parse(stats.end) - Date.parse(stats.start)) / 60_000) : MINUTES;
		this.text('period', `Last ${minutes} minutes`, metric);
		this.text('range', stats?.count
			? `min ${format(stats.min)} · mean ${format(stats.avg)} · max ${format(stats.max)}` : 'no readings', metric);
	}

	append(row) {
		const last = this.rows.at(-1);
		if (hasNumbers(row) && !(last && row.x <= last.x)) {
			// After a gap M2X may know more.
			this.hasHistory &&= !last || row.x - last.x <= gap(this.rows);
			this.rows.push(row);
		}
		this.draw();
	}

	// A failure is no loss: the next event loads it again.
	async loadHistory() {
		this.hasHistory = true;
		try {
			const history = await getJson(this.history);
			const rows = history.map((row) => toRow(Date.parse(row.timestamp), row.values)).filter(hasNumbers);
			const end = rows.at(-1)?.x ?? 0;
			this.rows = rows.concat(this.rows.filter((row) => row.x > end));
			this.draw();
		}
		catch (error) {
			this.hasHistory = false;
			console.warn(error);
		}
	}

	// The charts show the same period as the statistics.
	draw() {
		const start = this.end - WINDOW;
		this.rows = this.rows.filter((row) => row.x >= start);
		const longest = gap(this.rows);
		this.charts.forEach((chart, index) => {
			chart.data.datasets[0].data = points(this.rows, STREAMS[index], longest);
			chart.data.datasets[1].data = points(this.rows, 'vent', longest);
			Object.assign(chart.options.scales.x, { min: start, max: this.end });
			chart.update('none');
		});
	}

	remove() {
		this.charts.forEach((chart) => chart.destroy());
		this.element.remove();
	}

}

function toRow(x, values) {
	return {
		x,
		temperature: toNumber(values.temperature),
		humidity: toNumber(values.humidity),
		vent: values.vent === 'open' ? 1 : 0
	};
}

function hasNumbers(row) {
	return STREAMS.some((stream) => Number.isFinite(row[stream]));
}

// The points of a line, which has a gap where no reading came for long.
function points(rows, stream, longest) {
	const line = [];
	rows.forEach((row, index) => {
		if (index > 0 && row.x - rows[index - 1].x > longest) {
			line.push({ x: row.x - 1, y: NaN });
		}
		line.push({ x: row.x, y: row[stream] });
	});
	return line;
}

// The shortest silence that counts as a gap: four times the usual interval.
function gap(rows) {
	const intervals = rows.slice(1).map((row, index) => row.x - rows[index].x).sort((a, b) => a - b);
	return Math.max(5_000, 4 * (intervals[Math.floor(intervals.length / 2)] ?? 0));
}

function coordinates({ latitude, longitude }) {
	const northSouth = `${Math.abs(latitude).toFixed(4)}° ${latitude < 0 ? 'S' : 'N'}`;
	const eastWest = `${Math.abs(longitude).toFixed(4)}° ${longitude < 0 ? 'W' : 'E'}`;
	return `${northSouth}, ${eastWest}`;
}

function showDevices(devices) {
	const present = new Set(devices.map((device) => device.id));
	for (const [id, card] of cards) {
		if (!present.has(id)) {
			card.remove();
			cards.delete(id);
		}
	}
	for (const device of devices) {
		if (!cards.has(device.id)) {
			cards.set(device.id, new DeviceCard(device));
		}
		cards.get(device.id).show(device);
	}
}

// ---- State of M2X and of the connection to the application

const state = { connected: true, health: null, problem: null };

function setState(change) {
	Object.assign(state, change);
	const status = state.connected ? (state.health?.status ?? 'UNKNOWN') : 'UNKNOWN';
	const pill = byId('health');
	pill.dataset.status = status;
	setText(pill, status === 'UNKNOWN' ? 'Connecting…' : `M2X is ${status.toLowerCase().replaceAll('_', ' ')}`);
	setText(byId('server'), state.health?.server ?? '');
	const [message, reason] = trouble();
	byId('banner').hidden = !message;
	setText(byId('trouble'), message ? `${message} ${prospect()}` : '');
	byId('details').hidden = !reason;
	setText(byId('reason'), reason ?? '');
	byId('devices').classList.toggle('stale', Boolean(message));
	byId('waiting').hidden = cards.size > 0 || Boolean(message);
}

// Screen readers read changed text aloud; so what stays the same is not set again.
function setText(element, text) {
	if (element.textContent !== text) {
		element.textContent = text;
	}
}

// What is wrong in a user's words, and the technical reason.
function trouble() {
	if (!state.connected) {
		return ['This page has lost its connection to the greenhouse monitor.'];
	}
	if (state.health && state.health.status !== 'UP') {
		return ['M2X is not available at the moment.', state.health.error];
	}
	return state.problem ? ['M2X does not deliver the readings at the moment.', state.problem.detail] : [];
}

function prospect() {
	const times = [...cards.values()].map((card) => card.time);
	return times.length > 0
		? `What you see is from ${clock.format(Math.max(...times))}. New readings appear by themselves as soon as they can be read again.`
		: 'The greenhouses appear by themselves as soon as they can be read again.';
}

function connect() {
	const source = new EventSource('/api/events');
	let silence;

	function lost() {
		clearTimeout(silence);
		source.close();
		setState({ connected: false });
		setTimeout(connect, 2_000);
	}

	function on(name, handler) {
		source.addEventListener(name, (event) => {
			clearTimeout(silence);
			silence = setTimeout(lost, 15_000);
			handler(JSON.parse(event.data));
		});
	}

	on('devices', (devices) => {
		showDevices(devices);
		setState({ connected: true, problem: null });
	});
	on('problem', (problem) => setState({ connected: true, problem }));
	on('health', (health) => setState({ connected: true, health }));
	source.onerror = lost;
}

connect();
