package io.m2x.benchmarks.load;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.m2x.client.M2xClient;
import io.m2x.client.collections.CreateCollection;
import io.m2x.client.commands.SendCommand;
import io.m2x.client.devices.CreateDevice;
import io.m2x.client.devices.Device;
import io.m2x.client.locations.LocationUpdate;
import io.m2x.client.model.Visibility;
import io.m2x.client.streams.StreamDefinition;
import io.m2x.client.triggers.Comparison;
import io.m2x.client.triggers.SingleStreamCondition;
import io.m2x.client.triggers.TriggerDefinition;
import io.m2x.client.values.DeviceReading;

/**
 * Devices of which each filter finds some: with tags, metadata, places, streams, and one
 * in a hundred with a trigger, a collection and a command.
 *
 * @param one a device
 * @param collection the id of a collection
 */
record SearchedDevices(Device one, String collection) {

	private static final int RARE = 100;

	private static final Map<String, StreamDefinition> STREAMS = Map.of("temperature", StreamDefinition.numeric(),
			"humidity", StreamDefinition.numeric(), "battery", StreamDefinition.numeric(), "rssi",
			StreamDefinition.numeric(), "mode", StreamDefinition.alphanumeric());

	static SearchedDevices create(M2xClient client, int count) {
		String collection = client.collections()
			.create(CreateCollection.named("Some"))
			.blockOptional()
			.orElseThrow()
			.id();
		List<Device> rare = Flux.range(0, count)
			.flatMap((index) -> create(client, index, collection), 8)
			.collectList()
			.blockOptional()
			.orElseThrow();
		client.commands()
			.send(SendCommand.toDevices("restart", rare.stream().map(Device::id).toArray(String[]::new)))
			.block();
		return new SearchedDevices(rare.get(0), collection);
	}

	// Return the device only if it is one of the few.
	private static Mono<Device> create(M2xClient client, int index, String collection) {
		boolean rare = index % RARE == 0;
		CreateDevice definition = CreateDevice.named("Sensor " + index)
			.withDescription("In room " + index % 500)
			.withSerial("S-%06d".formatted(index))
			.withTags("all", "tag" + index % 50)
			.withVisibility((index % 10 == 0) ? Visibility.PUBLIC : Visibility.PRIVATE)
			.withMetadata(Map.of("room", "room" + index % 500, "firmware", "4.2." + index % 7))
			.withCollection(rare ? collection : null);
		return client.devices()
			.create(definition)
			.flatMap((device) -> client.streams()
				.createOrUpdateAll(device.ref(), STREAMS)
				.then(client.values().write(device.ref(), reading(index)))
				.then(rare ? addTrigger(client, device) : Mono.empty()));
	}

	private static DeviceReading reading(int index) {
		DeviceReading reading = DeviceReading.at(Instant.now())
			.with("temperature", index % 400 / 10.0)
			.with("humidity", index % 100)
			.with("battery", index % 97)
			.with("rssi", -(index % 90))
			.with("mode", "mode" + index % 20);
		return (index % 20 == 0) ? reading
				: reading.withLocation(LocationUpdate.of(index % 180 - 90 + 0.5, index / 50 % 360 - 180 + 0.5));
	}

	private static Mono<Device> addTrigger(M2xClient client, Device device) {
		return client.triggers()
			.create(device.ref(),
					TriggerDefinition.named("hot")
						.withSingleStream(SingleStreamCondition.of("temperature", Comparison.GREATER, 1000))
						.withCallbackUrl("http://127.0.0.1/"))
			.thenReturn(device);
	}

	/**
	 * Return a request for each filter.
	 * @param key the master key
	 * @return the texts of the requests by what they ask for
	 */
	Map<String, String> requests(String key) {
		Map<String, String> requests = new LinkedHashMap<>();
		String get = "GET /v2/devices";
		requests.put("Device", text(key, get + "/" + this.one.id()));
		requests.put("List", text(key, get));
		requests.put("List, page 50", text(key, get + "?page=50"));
		requests.put("List by name", text(key, get + "?sort=name"));
		requests.put("List by last activity", text(key, get + "?sort=last_activity&dir=desc"));
		requests.put("List with values", text(key, get + "?include_stream_values=true"));
		requests.put("Catalog", text(key, get + "/catalog"));
		requests.put("Tags", text(key, get + "/tags"));
		Map<String, String> filters = new LinkedHashMap<>();
		filters.put("ids", this.one.id());
		filters.put("name", "sor%2099");
		filters.put("description", "room%2042");
		filters.put("tags", "tag7");
		filters.put("serial", "S-000700");
		filters.put("status", "enabled");
		filters.put("visibility", "public");
		filters.put("modified_since", "2026-01-01T00:00:00Z");
		filters.put("unmodified_since", "2026-01-01T00:00:00Z");
		filters.put("collection", this.collection);
		filters.put("triggers", "hot");
		filters.put("enabled_triggers", "*");
		filters.put("command_status", "pending");
		filters.forEach((filter, value) -> requests.put("Search by " + filter,
				text(key, get + "/search?" + filter + "=" + value)));
		search(key, requests, "stream, >", "{\"streams\": {\"temperature\": {\"gt\": 39.5}}}");
		search(key, requests, "stream, =", "{\"streams\": {\"humidity\": {\"eq\": 42}}}");
		search(key, requests, "stream, text", "{\"streams\": {\"mode\": {\"match\": \"mode7\"}}}");
		search(key, requests, "metadata", "{\"metadata\": {\"room\": {\"match\": \"room42\"}}}");
		search(key, requests, "circle", "{\"location\": {\"within_circle\": {\"center\": {\"latitude\": 48.1,"
				+ " \"longitude\": 11.5}, \"radius\": {\"km\": 500}}}}");
		search(key, requests, "polygon", "{\"location\": {\"within_polygon\": [{\"latitude\": 40, \"longitude\": 5},"
				+ " {\"latitude\": 50, \"longitude\": 5}, {\"latitude\": 45, \"longitude\": 20}]}}");
		search(key, requests, "no location", "{\"location\": \"none\"}");
		return requests;
	}

	private static void search(String key, Map<String, String> requests, String what, String body) {
		requests.put("Search by " + what, Request.text("POST /v2/devices/search", key, body));
	}

	private static String text(String key, String start) {
		return Request.text(start, key, "");
	}

}
