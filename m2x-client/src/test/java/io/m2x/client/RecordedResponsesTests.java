package io.m2x.client;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import io.m2x.client.charts.Chart;
import io.m2x.client.charts.ChartSeries;
import io.m2x.client.collections.CollectionQuery;
import io.m2x.client.collections.DeviceCollection;
import io.m2x.client.commands.Command;
import io.m2x.client.commands.CommandDelivery;
import io.m2x.client.commands.CommandQuery;
import io.m2x.client.commands.CommandStatus;
import io.m2x.client.commands.SentCommand;
import io.m2x.client.commands.StatusCounts;
import io.m2x.client.devices.CreateDevice;
import io.m2x.client.devices.Device;
import io.m2x.client.devices.DeviceQuery;
import io.m2x.client.devices.LoggedRequest;
import io.m2x.client.distributions.AddDevice;
import io.m2x.client.distributions.Distribution;
import io.m2x.client.distributions.DistributionQuery;
import io.m2x.client.jobs.Job;
import io.m2x.client.jobs.JobQuery;
import io.m2x.client.jobs.JobState;
import io.m2x.client.keys.AccessKey;
import io.m2x.client.keys.DeviceAccess;
import io.m2x.client.keys.KeyPermission;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.model.Page;
import io.m2x.client.model.ResourceStatus;
import io.m2x.client.model.StreamValue;
import io.m2x.client.model.Visibility;
import io.m2x.client.streams.DataStream;
import io.m2x.client.streams.StreamType;
import io.m2x.client.triggers.Comparison;
import io.m2x.client.triggers.Trigger;
import io.m2x.client.triggers.TriggerCondition;
import io.m2x.client.triggers.TriggerFrequency;
import io.m2x.client.values.DataPoints;
import io.m2x.client.values.DeviceDataPoints;
import io.m2x.client.values.Sampling;
import io.m2x.client.values.SamplingType;
import io.m2x.client.values.ValuesQuery;
import io.m2x.client.values.ValuesSearch;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Answers in the style of the hosted service from 2014 to 2017, read by every service.
 */
class RecordedResponsesTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final String ID = "5b1d7c20e94f48a6b3f0d2c86a7e9135";

	/** As devices looked in 2014, with everything as text and things long gone. */
	private static final String OLD_DEVICE = """
			{"id": "5b1d7c20e94f48a6b3f0d2c86a7e9135", "url": "http://api-m2x.att.com/v2/devices/5b1d7c20e94f48a6b3f0d2c86a7e9135",
			 "name": "Silo 4", "status": "enabled", "serial": null, "tags": null, "visibility": "public",
			 "description": "", "created": "2014-09-10T19:13:00.756Z", "updated": "2014-09-10T19:13:00.756Z",
			 "groups": [], "feed": "/feeds/5b1d7c20e94f48a6b3f0d2c86a7e9135",
			 "location": {"name": "Yard", "latitude": "-37.978", "longitude": "-57.547", "elevation": "15",
			   "timestamp": "2014-09-10T19:15:00.756Z",
			   "waypoints": [{"timestamp": "2014-09-10T19:15:00.756Z", "latitude": "-37.978", "longitude": "-57.547",
			                  "elevation": "15"}]},
			 "streams": {"count": 2, "url": "http://api-m2x.att.com/v2/devices/5b1d7c20e94f48a6b3f0d2c86a7e9135/streams"},
			 "triggers": {"count": 0, "url": "http://api-m2x.att.com/v2/devices/5b1d7c20e94f48a6b3f0d2c86a7e9135/triggers"},
			 "key": "61ab0d9c3f7e45d28b16c9e07fa2d384"}""";

	private final StubServer server = new StubServer();

	private final M2xClient client = this.server.client();

	@AfterEach
	void stop() {
		this.server.close();
	}

	private <T> T read(String json, Mono<T> call) {
		this.server.respond(200, json);
		return call.block(LIMIT);
	}

	@Test
	void deviceOf2014() {
		Device device = read(OLD_DEVICE, this.client.devices().view(DeviceRef.id(ID)));
		assertThat(device.name()).isEqualTo("Silo 4");
		assertThat(device.url()).isEqualTo(URI.create("http://api-m2x.att.com/v2/devices/" + ID));
		assertThat(device.visibility()).isEqualTo(Visibility.PUBLIC);
		assertThat(device.status()).isEqualTo(ResourceStatus.ENABLED);
		assertThat(device.tags()).isEmpty();
		assertThat(device.collections()).isEmpty();
		assertThat(device.metadata()).isEmpty();
		assertThat(device.location().latitude()).isEqualTo(-37.978);
		assertThat(device.location().elevation()).isEqualTo(15);
		assertThat(device.location().waypoints()).hasSize(1);
		assertThat(device.streams().count()).isEqualTo(2);
		assertThat(device.distribution()).isNull();
		assertThat(device.lastActivity()).isNull();
	}

	@Test
	void devicesOf2015And2017OnOnePage() {
		Page<Device> page = read("""
				{"total": 3, "pages": 1, "limit": 10, "current_page": 1, "next_page": null, "devices": [%s,
				 {"id": "a1", "name": "In between", "tags": [], "location": {}, "status": "disabled",
				  "collections": ["91d2"], "streams": {"count": "1"}, "distribution": null},
				 {"id": "a2", "name": "Late", "tags": ["x", "y"], "location": null, "metadata": {"owner": "ops"},
				  "distribution": "https://api-m2x.att.com/v2/distributions/77", "distribution_name": "Kit",
				  "last_activity": "2017-01-24T10:00:00.000Z", "streams": {"count": 1, "values": {"t": "21.5"}}}]}"""
			.formatted(OLD_DEVICE), this.client.devices().list(DeviceQuery.all()));
		assertThat(page.total()).isEqualTo(3);
		assertThat(page.hasNext()).isFalse();
		assertThat(page.items()).extracting(Device::name).containsExactly("Silo 4", "In between", "Late");
		assertThat(page.items().get(1).location()).isNull();
		assertThat(page.items().get(1).status()).isEqualTo(ResourceStatus.DISABLED);
		assertThat(page.items().get(1).streams().count()).isEqualTo(1);
		assertThat(page.items().get(2).tags()).containsExactly("x", "y");
		assertThat(page.items().get(2).metadata()).isEqualTo(Map.of("owner", "ops"));
		assertThat(page.items().get(2).streamValues().get("t").asDouble()).isEqualTo(21.5);
	}

	@Test
	void createdDeviceAndItsMetadata() {
		this.server.respond(201, OLD_DEVICE);
		assertThat(this.client.devices().create(CreateDevice.named("Silo 4")).block(LIMIT).ref())
			.isEqualTo(DeviceRef.id(ID));
		assertThat(read("{\"owner\":\"ops\",\"floor\":2,\"note\":null}",
				this.client.devices().readMetadata(DeviceRef.id(ID))))
			.containsEntry("owner", "ops")
			.containsEntry("floor", "2");
		assertThat(read("{\"value\":\"ops\"}", this.client.devices().readMetadataField(DeviceRef.id(ID), "owner")))
			.isEqualTo("ops");
		this.server.respond((request, response) -> response.status(204).send());
		assertThat(this.client.devices().readMetadata(DeviceRef.id(ID)).block(LIMIT)).isEmpty();
	}

	@Test
	void streamsOfAllYears() {
		List<DataStream> streams = read("""
				{"streams": [
				 {"name": "t", "display_name": null, "value": 10, "latest_value_at": "2014-09-10T19:15:00.756Z",
				  "type": "numeric", "unit": {"label": "celsius", "symbol": "C"}, "min": null, "max": "30",
				  "url": "http://api-m2x.att.com/v2/devices/5b/streams/t", "created": "2014-09-10T19:13:00.756Z",
				  "updated": "2014-09-10T19:13:00.756Z"},
				 {"name": "old", "value": "12.5", "unit": {"label": "", "symbol": ""}, "type": "numeric"},
				 {"name": "mode", "value": "auto", "unit": null, "type": "alphanumeric", "location": {}},
				 {"name": "bare"},
				 {"name": "novel", "type": "binary", "value": null, "latest_value_at": null}]}""",
				this.client.streams().list(DeviceRef.id(ID)));
		assertThat(streams).extracting(DataStream::name).containsExactly("t", "old", "mode", "bare", "novel");
		assertThat(streams.get(0).value()).isEqualTo(StreamValue.of(10));
		assertThat(streams.get(0).unit().symbol()).isEqualTo("C");
		assertThat(streams.get(1).value().asDouble()).isEqualTo(12.5);
		assertThat(streams.get(2).value().asText()).isEqualTo("auto");
		assertThat(streams.get(3).type()).isNull();
		assertThat(streams.get(4).type()).isEqualTo(StreamType.UNKNOWN);
		assertThat(streams.get(4).value()).isNull();
	}

	@Test
	void valuesOfOneAndOfManyStreams() {
		DataPoints points = read("""
				{"start": "2014-09-01T00:00:00.000Z", "end": "2014-09-30T00:00:00.000Z", "limit": "100", "values": [
				 {"timestamp": "2014-09-10T19:15:00.756Z", "value": 120.0, "extra": 1},
				 {"timestamp": "2014-09-10T19:14:00.756Z", "value": "0.12E3"},
				 {"timestamp": "2014-09-10T19:13:00.756Z", "value": null},
				 {"timestamp": null, "value": 5}]}""",
				this.client.values().list(DeviceRef.id(ID), "t", ValuesQuery.latest()));
		assertThat(points.limit()).isEqualTo(100);
		assertThat(points.values()).extracting((point) -> point.value().asDouble()).containsExactly(120d, 120d, 5d);
		String rows = """
				{"end": "2014-09-30T00:00:00.000Z", "values": [
				 {"timestamp": "2014-09-10T19:15:00.756Z", "values": {"t": 21, "mode": "auto", "gone": null}},
				 {"timestamp": "2014-09-10T19:14:00.756Z", "values": {}}, {"timestamp": "2014-09-10T19:13:00.756Z"}]}""";
		for (DeviceDataPoints across : List.of(
				read(rows, this.client.values().listAcross(DeviceRef.id(ID), null, ValuesQuery.latest())),
				read(rows, this.client.values().search(DeviceRef.id(ID), ValuesSearch.of())))) {
			assertThat(across.limit()).isNull();
			assertThat(across.values()).hasSize(3);
			assertThat(across.values().get(0).values())
				.isEqualTo(Map.of("t", StreamValue.of(21), "mode", StreamValue.of("auto")));
			assertThat(across.values().get(2).values()).isEmpty();
		}
	}

	@Test
	void samplingWithNumbersOfEveryForm() {
		Sampling sampling = read("""
				{"start": "2014-09-10T19:00:00.000Z", "interval": "10", "end": "2014-09-10T20:00:00.000Z", "values": [
				 {"timestamp": "2014-09-10T19:15:10.000Z", "value": 30.0},
				 {"timestamp": "2014-09-10T19:15:00.000Z", "value": "1.5E1"},
				 {"timestamp": "2014-09-10T19:14:00.000Z", "value": null}]}""",
				this.client.values().sampling(DeviceRef.id(ID), "t", SamplingType.SUM, 10, ValuesQuery.latest()));
		assertThat(sampling.interval()).isEqualTo(10);
		assertThat(sampling.values()).extracting((point) -> point.value().asDouble()).containsExactly(30d, 15d);
	}

	@Test
	void logOfAllYears() {
		List<LoggedRequest> log = read(
				"""
						{"requests": [
						 {"timestamp": "2014-09-10T19:15:00.756Z", "status": 202, "http_method": "PUT", "path": "/devices/5b/location"},
						 {"timestamp": "2015-09-10T19:15:00.756Z", "status": "404", "method": "GET", "path": "/devices/5b/streams/x"},
						 {"timestamp": null, "status": null, "http_method": "POST", "method": "POST", "ip": "192.0.2.7"}, {}]}""",
				this.client.devices().log(DeviceRef.id(ID)));
		assertThat(log).extracting(LoggedRequest::httpMethod).containsExactly("PUT", "GET", "POST", null);
		assertThat(log).extracting(LoggedRequest::status).containsExactly(202, 404, null, null);
	}

	@Test
	void commandsOf2015WereSentAndOf2017ArePending() {
		Page<SentCommand> sent = read(
				"""
						{"total": 3, "pages": 1, "limit": 100, "current_page": 1, "commands": [
						 {"id": "201508a4", "url": "http://api-m2x.att.com/v2/commands/201508a4", "name": "OPEN",
						  "sent_at": "2015-08-05T08:15:30.250Z", "status_counts": {"processed": 1, "rejected": 0, "sent": 2}},
						 {"id": "201608a4", "name": "OPEN", "status_counts": {"processed": "1", "rejected": null, "accepted": 3}},
						 {"id": "201703a4", "name": "OPEN", "status_counts": {"processed": 1, "pending": 4, "expired": 9}}]}""",
				this.client.commands().list(CommandQuery.latest()));
		assertThat(sent.items()).extracting(SentCommand::statusCounts)
			.containsExactly(new StatusCounts(1, 0, 2), new StatusCounts(1, 0, 3), new StatusCounts(1, 0, 4));
		SentCommand command = read(
				"""
						{"id": "201508a4", "name": "OPEN", "data": {"angle": "40", "steps": 3, "why": null, "path": {"a": 1}},
						 "sent_at": "2015-08-05T08:15:30.250Z", "target": {"devices": 4}, "deliveries": {
						  "d1": {"status": "sent", "received_at": null, "response_data": null},
						  "d2": {"status": "processed", "received_at": "2015-08-05T08:15:31.007Z", "response_data": {"ms": "220"}},
						  "d3": {"status": "lost"}, "d4": null}}""",
				this.client.commands().view("201508a4"));
		assertThat(command.data()).isEqualTo(Map.of("angle", "40", "steps", "3", "path", "{\"a\":1}"));
		assertThat(command.deliveries()).containsOnlyKeys("d1", "d2", "d3");
		assertThat(command.deliveries().values()).extracting(CommandDelivery::status)
			.containsExactly(CommandStatus.PENDING, CommandStatus.PROCESSED, CommandStatus.UNKNOWN);
		assertThat(command.deliveries().get("d2").responseData()).isEqualTo(Map.of("ms", "220"));
		Command received = read(
				"{\"id\":\"201508a4\",\"name\":\"OPEN\",\"status\":\"sent\",\"data\":null,\"response_data\":{}}",
				this.client.commands().viewForDevice(DeviceRef.id(ID), "201508a4"));
		assertThat(received.status()).isEqualTo(CommandStatus.PENDING);
		assertThat(received.data()).isEmpty();
	}

	@Test
	void jobsOfAllYears() {
		Page<Job> jobs = read(
				"""
						{"total": 3, "pages": 1, "limit": 10, "current_page": 1, "jobs": [
						 {"id": "201504c8", "state": "complete", "output": null, "errors": null, "started": "2015-04-05T08:15:31.300Z",
						  "finished": "2015-04-05T08:15:33.600Z", "created": "2015-04-05T08:15:30.500Z",
						  "updated": "2015-04-05T08:15:33.600Z", "result": {"url": "http://files.example.net/v.csv", "size": 9}},
						 {"id": "201504c9", "state": "failed", "output": {"rows": 0}, "errors": [{"stream": "t"}], "result": {}},
						 {"id": "201504ca", "state": "archived", "start": "2015-04-05T08:15:31.300Z"}]}""",
				this.client.jobs().list(JobQuery.all()));
		assertThat(jobs.items()).extracting(Job::state)
			.containsExactly(JobState.COMPLETE, JobState.FAILED, JobState.UNKNOWN);
		assertThat(jobs.items().get(0).resultUrl()).hasHost("files.example.net");
		assertThat(jobs.items().get(1).errors()).isEqualTo("[{\"stream\":\"t\"}]");
		assertThat(jobs.items().get(2).started()).isEqualTo(jobs.items().get(0).started());
	}

	@Test
	void keysOfAllYears() {
		List<AccessKey> keys = read(
				"""
						{"keys": [
						 {"name": "Master Key", "key": "61ab", "master": true, "stream": null, "expires_at": null, "expired": false,
						  "origin": null, "device_access": "private", "permissions": ["DELETE", "GET", "POST", "PUT"]},
						 {"name": "Primary Key", "key": "61ac", "master": false, "device": "http://api-m2x.att.com/v2/devices/5b",
						  "origin": "192.0.2.7, 192.0.2.8", "device_access": "public", "permissions": ["GET", "HEAD"]},
						 {"name": "Old", "key": "61ad", "feed": "/feeds/5b", "expires_at": "2015-01-01T00:00:00.000Z",
						  "expired": true, "origin": "", "device_access": "group", "permissions": null}]}""",
				this.client.keys().listForDevice(ID));
		assertThat(keys.get(0).permissions()).doesNotContain(KeyPermission.UNKNOWN).hasSize(4);
		assertThat(keys.get(0).deviceId()).isNull();
		assertThat(keys.get(1).deviceId()).isEqualTo("5b");
		assertThat(keys.get(1).origins()).containsExactly("192.0.2.7", "192.0.2.8");
		assertThat(keys.get(1).permissions()).containsExactly(KeyPermission.GET, KeyPermission.UNKNOWN);
		assertThat(keys.get(2).deviceAccess()).isEqualTo(DeviceAccess.UNKNOWN);
		assertThat(keys.get(2).origins()).isEmpty();
		assertThat(keys.get(2).permissions()).isEmpty();
		assertThat(keys.get(2).expired()).isTrue();
	}

	@Test
	void triggersOfBothForms() {
		List<Trigger> triggers = read(
				"""
						{"triggers": [
						 {"id": "VZ2JeeADYn4nXJrbaZvS", "name": "High", "stream": "t", "condition": ">", "value": 30.0, "unit": "C",
						  "callback_url": "http://hooks.example.net", "url": "http://api-m2x.att.com/v2/devices/5b/triggers/VZ",
						  "status": "enabled", "send_location": false, "created": "2014-12-01T10:00:00.000Z"},
						 {"id": "b", "name": "Text", "stream": "t", "condition": "=", "value": "30", "unit": null, "callback_url": ""},
						 {"id": "c", "name": "New", "conditions": {"t": {"gt": "30", "reset": 28, "delta": 1}, "u": null},
						  "frequency": "hourly", "timeframe": "300", "activated": true, "status": "asleep", "custom_data": null},
						 {"id": "d", "name": "Bare", "condition": "between", "conditions": null}]}""",
				this.client.triggers().list(DeviceRef.id(ID)));
		assertThat(triggers).extracting(Trigger::condition)
			.containsExactly(Comparison.GREATER, Comparison.EQUAL, null, Comparison.UNKNOWN);
		assertThat(triggers.get(0).value()).isEqualTo(StreamValue.of(30));
		assertThat(triggers.get(1).value().asDouble()).isEqualTo(30);
		assertThat(triggers.get(2).conditions()).isEqualTo(Map.of("t", TriggerCondition.greaterThan(30).resetAt(28)));
		assertThat(triggers.get(2).frequency()).isEqualTo(TriggerFrequency.UNKNOWN);
		assertThat(triggers.get(2).timeframe()).isEqualTo(300);
		assertThat(triggers.get(2).status()).isEqualTo(ResourceStatus.UNKNOWN);
		assertThat(triggers.get(3).conditions()).isEmpty();
	}

	@Test
	void chartsOf2015() {
		List<Chart> charts = read("""
				{"charts": [
				 {"id": "7e5a", "name": "Climate", "series": [{"device": "5b", "stream": "t"}],
				  "url": "http://api-m2x.att.com/v2/charts/7e5a",
				  "render": {"png": "http://api-m2x.att.com/v2/charts/7e5a.png", "pdf": "http://api-m2x.att.com/x"}},
				 {"id": "7e5b", "name": null, "series": [{"device": null, "stream": "gone"}, null, {"feed": "5b"}]},
				 {"id": "7e5c", "series": null, "render": null, "type": "line"}]}""", this.client.charts().list());
		assertThat(charts.get(0).series()).containsExactly(new ChartSeries("5b", "t"));
		assertThat(charts.get(0).render().png()).hasPath("/v2/charts/7e5a.png");
		assertThat(charts.get(0).render().svg()).isNull();
		assertThat(charts.get(1).series()).extracting(ChartSeries::stream).containsExactly("gone", null);
		assertThat(charts.get(2).series()).isEmpty();
	}

	@Test
	void collectionsOf2015() {
		List<DeviceCollection> collections = read(
				"""
						{"collections": [
						 {"id": "91d2", "parent": null, "name": "Bavaria", "description": null, "devices": 12, "collections": 2,
						  "tags": [], "key": "6ab9", "created": "2015-01-12T10:00:00.000Z", "updated": "2015-01-12T10:00:00.000Z"},
						 {"id": "91d3", "parent": "91d2", "name": "Munich", "devices": "3", "collections": null, "tags": null,
						  "metadata": {"floor": 2, "note": null}},
						 {"id": "91d4", "tags": ["south", null], "order": 7}]}""",
				this.client.collections().list(CollectionQuery.all()));
		assertThat(collections.get(0).url()).isNull();
		assertThat(collections.get(0).metadata()).isEmpty();
		assertThat(collections).extracting(DeviceCollection::devices).containsExactly(12, 3, 0);
		assertThat(collections.get(1).metadata()).isEqualTo(Map.of("floor", "2"));
		assertThat(collections.get(2).tags()).containsExactly("south");
		assertThat(
				read("{\"devices\":[" + OLD_DEVICE + "]}", this.client.collections().devices("91d2", DeviceQuery.all()))
					.items())
			.extracting(Device::name)
			.containsExactly("Silo 4");
	}

	@Test
	void distributionsOf2014And2015() {
		String old = """
				{"id": "0b8d", "name": "Kit", "description": "", "visibility": "private", "status": "enabled",
				 "url": "http://api-m2x.att.com/v2/distributions/0b8d", "groups": [],
				 "created": "2014-09-10T19:13:00.756Z", "updated": "2014-09-10T19:13:00.756Z",
				 "devices": {"total": 1, "registered": "1", "unregistered": null}}""";
		Page<Distribution> page = read("""
				{"total": 2, "pages": 1, "limit": 10, "current_page": 1, "distributions": [%s,
				 {"id": "0b8e", "name": "Kit 2", "tags": null, "status": "retired", "serial": null, "metadata": null,
				  "visibility": "shared", "devices": null}]}""".formatted(old),
				this.client.distributions().list(DistributionQuery.all()));
		assertThat(page.items().get(0).devices()).isEqualTo(new Distribution.DeviceCounts(1, 1, 0));
		assertThat(page.items().get(0).key()).isNull();
		assertThat(page.items().get(0).metadata()).isEmpty();
		assertThat(page.items().get(1).visibility()).isEqualTo(Visibility.UNKNOWN);
		assertThat(page.items().get(1).status()).isEqualTo(ResourceStatus.UNKNOWN);
		assertThat(page.items().get(1).tags()).isEmpty();
		this.server.respond(201, OLD_DEVICE);
		assertThat(this.client.distributions().addDevice("0b8d", AddDevice.serial("S")).block(LIMIT).serial()).isNull();
		assertThat(read("{\"devices\":[" + OLD_DEVICE + "]}",
				this.client.distributions().devices("0b8d", DeviceQuery.all()))
			.total()).isEqualTo(1);
	}

}
