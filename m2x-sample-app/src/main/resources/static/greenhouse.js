// The page of the greenhouse monitor: history comes from /api/devices, news from /api/events.
/* global Chart */

const MINUTES = 10;
const WINDOW = MINUTES * 60_000;
const STREAMS = ['temperature', 'humidity'];

const byId = (id) => document.getElementById(id);
const number = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const clock = new Intl.DateTimeFormat('en', { timeStyle: 'medium', hourCycle: 'h23' });
const minuteClock = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

// Values come as M2X has them; what is no number is left out of charts.
const toNumber = (value) => (value === null || value === undefined || value === '') ? NaN : Number(value);
const format = (value) => Number.isFinite(toNumber(value)) ? number.format(value) : '–';

async function getJson(url) {
	const response = await fetch(url);
	if (!response.ok) {
		throw new Error(`${url} answered ${response.status}`);
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

// Shades the times at which the vent was open.
function ventShading(rows) {
	return {
		id: 'ventShading',
		beforeDatasetsDraw({ ctx, chartArea: { top, bottom, left, right }, scales: { x } }) {
			ctx.save();
			ctx.fillStyle = colour('vent')();
			rows().slice(1).forEach((row, index) => {
				const previous = rows()[index];
				if (previous.vent === 'open') {
					const from = Math.max(left, x.getPixelForValue(previous.x));
					const to = Math.min(right, x.getPixelForValue(row.x));
					ctx.fillRect(from, top, Math.max(0, to - from), bottom - top);
				}
			});
			ctx.restore();
		}
	};
}

function timeTicks(scale) {
	const span = scale.max - scale.min;
	const step = [20_000, 60_000, 120_000].find((candidate) => span / candidate <= 5) ?? 300_000;
	scale.ticks = [];
	for (let value = Math.ceil(scale.min / step) * step; value <= scale.max; value += step) {
		scale.ticks.push({ value });
	}
}

function createChart(canvas, stream, unit, rows) {
	const axis = { border: { display: false }, ticks: { color: colour('muted'), maxRotation: 0 } };
	return new Chart(canvas, {
		type: 'line',
		data: {
			datasets: [{
				data: [],
				borderColor: colour(stream),
				backgroundColor: colour(`${stream}-soft`),
				borderWidth: 2,
				borderJoinStyle: 'round',
				pointRadius: 0,
				pointHoverRadius: 4,
				pointHoverBackgroundColor: colour(stream),
				fill: 'start'
			}]
		},
		options: {
			animation: false,
			parsing: false,
			maintainAspectRatio: false,
			interaction: { mode: 'nearest', axis: 'x', intersect: false },
			plugins: {
				legend: { display: false },
				tooltip: {
					displayColors: false,
					callbacks: {
						title: ([item]) => clock.format(item.parsed.x),
						label: (item) => `${number.format(item.parsed.y)} ${unit}`
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
					...axis,
					grace: '8%',
					grid: { color: colour('grid') },
					ticks: { ...axis.ticks, maxTicksLimit: 5, precision: 0 },
					afterFit: (scale) => { scale.width = 34; }
				}
			}
		},
		plugins: [ventShading(rows)]
	});
}

// ---- Devices

const cards = new Map();

class DeviceCard {

	constructor(device) {
		this.id = device.id;
		this.rows = [];
		this.element = byId('device').content.firstElementChild.cloneNode(true);
		byId('devices').append(this.element);
		this.charts = STREAMS.map((stream) => {
			const canvas = this.find(`[data-stream=${stream}] canvas`);
			canvas.setAttribute('aria-label', `${device.name}: ${stream} over the last ${MINUTES} minutes`);
			const unit = this.find(`[data-stream=${stream}] .unit`).textContent;
			return createChart(canvas, stream, unit, () => this.rows);
		});
		this.loadHistory();
		this.loadStats();
		this.statsTimer = setInterval(() => this.loadStats(), 15_000);
	}

	find(selector) {
		return this.element.querySelector(selector);
	}

	text(name, text) {
		this.find(`[data-text=${name}]`).textContent = text;
	}

	show(device) {
		const { values, place } = device;
		const time = device.lastActivity ? Date.parse(device.lastActivity) : Date.now();
		this.text('name', device.name);
		this.text('crop', device.crop ?? '');
		this.text('serial', device.serial ?? '–');
		this.text('place', place?.name ?? '–');
		this.text('coordinates', place ? coordinates(place) : '–');
		this.text('time', clock.format(time));
		this.text('vent', `Vent ${values.vent ?? 'unknown'}`);
		this.find('.vent').dataset.vent = values.vent ?? '';
		for (const stream of STREAMS) {
			this.find(`[data-stream=${stream}] .value`).textContent = format(values[stream]);
		}
		this.append(toRow(time, values));
	}

	append(row) {
		const last = this.rows.at(-1);
		if (!hasNumbers(row) || (last && row.x <= last.x)) {
			return;
		}
		if (last && row.x - last.x > gap(this.rows)) {
			// Something was missed: M2X may know more.
			this.loadHistory();
		}
		this.rows.push(row);
		this.draw();
	}

	async loadHistory() {
		try {
			const history = await getJson(`/api/devices/${this.id}/history?minutes=${MINUTES}`);
			const rows = history.map((row) => toRow(Date.parse(row.timestamp), row.values)).filter(hasNumbers);
			const end = rows.at(-1)?.x ?? 0;
			this.rows = rows.concat(this.rows.filter((row) => row.x > end));
			this.draw();
		}
		catch (error) {
			console.warn(error);
		}
	}

	async loadStats() {
		try {
			const stats = await getJson(`/api/devices/${this.id}/stats?minutes=${MINUTES}`);
			for (const stream of STREAMS) {
				const { min, avg, max } = stats[stream];
				this.find(`[data-stream=${stream}] .stats`).textContent =
					`min ${format(min)} · mean ${format(avg)} · max ${format(max)}`;
			}
		}
		catch (error) {
			console.warn(error);
		}
	}

	draw() {
		const end = this.rows.at(-1)?.x ?? Date.now();
		this.rows = this.rows.filter((row) => row.x >= end - WINDOW);
		const start = Math.min(this.rows[0]?.x ?? end, end - 60_000);
		const longest = gap(this.rows);
		this.charts.forEach((chart, index) => {
			chart.data.datasets[0].data = points(this.rows, STREAMS[index], longest);
			Object.assign(chart.options.scales.x, { min: start, max: end });
			chart.update('none');
		});
	}

	remove() {
		clearInterval(this.statsTimer);
		this.charts.forEach((chart) => chart.destroy());
		this.element.remove();
	}

}

function toRow(x, values) {
	return { x, temperature: toNumber(values.temperature), humidity: toNumber(values.humidity), vent: values.vent };
}

function hasNumbers(row) {
	return STREAMS.some((stream) => Number.isFinite(row[stream]));
}

// Points of a line, which is interrupted where nothing was reported for long.
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

// How long a device may be silent before it counts as a gap: four times as long as usual.
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
	byId('waiting').hidden = devices.length > 0;
}

// ---- State of M2X and of the connection to the application

const state = { connected: true, health: null, problem: null };

function setState(change) {
	Object.assign(state, change);
	const status = state.connected ? (state.health?.status ?? 'UNKNOWN') : 'UNKNOWN';
	const pill = byId('health');
	pill.dataset.status = status;
	setText(pill, state.connected && state.health ? `M2X is ${status}` : 'Connecting');
	setText(byId('server'), state.health?.server ?? '');
	const message = trouble();
	setText(byId('banner'), message);
	byId('banner').hidden = message === '';
	byId('devices').classList.toggle('stale', message !== '');
}

// Text that does not change must not be read out again.
function setText(element, text) {
	if (element.textContent !== text) {
		element.textContent = text;
	}
}

function trouble() {
	if (!state.connected) {
		return 'The connection to the application is lost. What you see is out of date; it goes on as soon as the application is back.';
	}
	if (state.health && state.health.status !== 'UP') {
		return `M2X at ${state.health.server} is ${state.health.status}: ${state.health.error ?? 'no reason given'}. `
			+ 'What you see is out of date; it goes on as soon as M2X is back.';
	}
	return state.problem ? `M2X does not tell about the devices: ${state.problem.detail}.` : '';
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
		setState({ connected: true, problem: null });
		showDevices(devices);
	});
	on('problem', (problem) => setState({ connected: true, problem }));
	on('health', (health) => setState({ connected: true, health }));
	source.onerror = lost;
}

connect();
