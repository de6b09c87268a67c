package io.m2x.client.contract;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import io.m2x.client.devices.CreateDevice;
import io.m2x.client.devices.Device;
import io.m2x.client.devices.LoggedRequest;
import io.m2x.client.error.M2xAuthenticationException;
import io.m2x.client.error.M2xForbiddenException;
import io.m2x.client.error.M2xNotFoundException;
import io.m2x.client.error.M2xValidationException;
import io.m2x.client.jobs.Job;
import io.m2x.client.jobs.JobQuery;
import io.m2x.client.jobs.JobState;
import io.m2x.client.locations.LocationUpdate;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.model.Page;
import io.m2x.client.model.StreamValue;
import io.m2x.client.streams.StreamDefinition;
import io.m2x.client.values.DataPoint;
import io.m2x.client.values.ExportQuery;
import io.m2x.client.values.ExportRow;

import static org.assertj.core.api.Assertions.assertThat;

class JobsContractTests extends ContractTests {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private static final Instant T0 = Instant.parse("2026-03-05T08:00:00Z");

	private final Device device = newDevice();

	@BeforeEach
	void fill() {
		get(this.client.streams().createOrUpdate(this.device.ref(), "n", StreamDefinition.numeric()));
		get(this.client.streams().createOrUpdate(this.device.ref(), "s", StreamDefinition.alphanumeric()));
		get(this.client.values()
			.writeAll(this.device.ref(),
					Map.of("n", List.of(DataPoint.of(T0, 0.1), DataPoint.of(T0.plusSeconds(1), -2)), "s",
							List.of(DataPoint.of(T0, "12"), DataPoint.of(T0.plusSeconds(2), "a,\r\n\"b\" \u20ac")))));
	}

	private List<ExportRow> export(ExportQuery query) {
		return get(this.client.values().exportCsv(this.device.ref(), query).collectList());
	}

	@Test
	void everyValueComesBackAsItWas() {
		assertThat(export(ExportQuery.all())).containsExactly(
				new ExportRow(T0.plusSeconds(2), Map.of("s", StreamValue.of("a,\r\n\"b\" \u20ac")), null),
				new ExportRow(T0.plusSeconds(1), Map.of("n", StreamValue.of(-2)), null),
				new ExportRow(T0, Map.of("n", StreamValue.of(0.1), "s", StreamValue.of("12")), null));
	}

	@Test
	void queryIsHonoured() {
		get(this.client.locations()
			.update(this.device.ref(), LocationUpdate.of(1.5, 2.5).withElevation(3.0).withTimestamp(T0)));
		assertThat(
				export(ExportQuery.all().withStreams("n").between(T0, T0.plusSeconds(1)).withLimit(1).withLocation()))
			.containsExactly(new ExportRow(T0.plusSeconds(1), Map.of("n", StreamValue.of(-2)),
					new ExportRow.Position(1.5, 2.5, 3.0)));
	}

	@Test
	void textIsAsItIsUnlessItIsForASpreadsheet() {
		get(this.client.values()
			.writeAll(this.device.ref(), Map.of("s", List.of(DataPoint.of(T0.plusSeconds(9), "=1+1")))));
		ExportQuery newest = ExportQuery.all().withStreams("s").withLimit(1);
		assertThat(export(newest)).extracting((row) -> row.values().get("s")).containsExactly(StreamValue.of("=1+1"));
		assertThat(export(newest.forSpreadsheet())).extracting((row) -> row.values().get("s"))
			.containsExactly(StreamValue.of("'=1+1"));
	}

	@Test
	void deviceMayExportBySerialWithItsOwnKey() {
		String serial = unique("serial");
		Device own = get(this.client.devices().create(CreateDevice.named(unique("device")).withSerial(serial)));
		assertThat(get(as(own).values().exportCsv(DeviceRef.serial(serial), ExportQuery.all()).collectList()))
			.isEmpty();
		failure(M2xForbiddenException.class, as(own).values().startExport(this.device.ref(), ExportQuery.all()));
	}

	@Test
	void refusedExportsFailAtOnce() {
		M2xValidationException refused = failure(M2xValidationException.class,
				this.client.values().startExport(this.device.ref(), ExportQuery.all().withStreams("missing")));
		assertThat(refused.errors()).isEqualTo(Map.of("streams", List.of("not_found")));
		failure(M2xNotFoundException.class,
				this.client.values().startExport(DeviceRef.id("0".repeat(32)), ExportQuery.all()));
		failure(M2xAuthenticationException.class,
				this.nobody.values().startExport(this.device.ref(), ExportQuery.all()));
	}

	@Test
	void manyRowsComeInOrderAndOnDemand() {
		for (int part = 0; part < 4; part++) {
			List<DataPoint> points = IntStream.range(part * 5000, (part + 1) * 5000)
				.mapToObj((i) -> DataPoint.of(T0.plusMillis(i), (double) i))
				.toList();
			get(this.client.values().writeAll(this.device.ref(), "n", points));
		}
		Flux<Double> values = this.client.values()
			.exportCsv(this.device.ref(), ExportQuery.all().withStreams("n"))
			.map((row) -> row.values().get("n").asDouble());
		StepVerifier.create(values, 2).expectNext(19_999.0, 19_998.0).thenCancel().verify(LIMIT);
		assertThat(get(values.collectList()))
			.isEqualTo(LongStream.range(0, 20_000).mapToObj((i) -> 19_999.0 - i).toList());
	}

	@Test
	void fileCanBeKept(@TempDir Path directory) {
		String id = get(this.client.values().startExport(this.device.ref(), ExportQuery.all().withStreams("n")));
		Job job = get(this.client.jobs().await(id));
		Path target = directory.resolve("values.csv");
		get(this.client.jobs().download(job, target));
		assertThat(target).usingCharset(StandardCharsets.UTF_8)
			.hasContent("timestamp,n\r\n2026-03-05T08:00:01.000Z,-2.0\r\n2026-03-05T08:00:00.000Z,0.1\r\n");
	}

	@Test
	void jobsAreViewedAndListed() {
		List<String> ids = List.of(start(), start(), start());
		JobQuery query = JobQuery.all().withDevice(this.device.id());
		Page<Job> page = get(this.client.jobs().list(query.withLimit(2)));
		assertThat(page.items()).extracting(Job::id).containsExactly(ids.get(2), ids.get(1));
		assertThat(page.total()).isEqualTo(3);
		assertThat(get(this.client.jobs().listAll(query.withLimit(1)).map(Job::id).collectList()))
			.containsExactly(ids.get(2), ids.get(1), ids.get(0));
		assertThat(get(this.client.jobs().list(query.withState(JobState.FAILED))).items()).isEmpty();
		Job job = get(as(this.device).jobs().view(ids.get(0)));
		assertThat(job.state()).isEqualTo(JobState.COMPLETE);
		assertThat(job.created()).isBeforeOrEqualTo(job.started());
		assertThat(job.started()).isBeforeOrEqualTo(job.finished());
		assertThat(job.updated()).isEqualTo(job.finished());
		assertThat(get(as(this.device).jobs().list(JobQuery.all())).total()).isEqualTo(3);
		failure(M2xNotFoundException.class, as(newDevice()).jobs().view(ids.get(0)));
		failure(M2xNotFoundException.class, this.client.jobs().await("none"));
	}

	private String start() {
		String id = get(this.client.values().startExport(this.device.ref(), ExportQuery.all()));
		return get(this.client.jobs().await(id)).id();
	}

	@Test
	void requestsOfADeviceAreLogged() {
		get(this.client.devices().view(this.device.ref()));
		failure(M2xNotFoundException.class, as(this.device).streams().view(this.device.ref(), "missing"));
		// One server does not know at once what another one has not stored yet.
		LoggedRequest failed = Awaitility.await()
			.until(() -> get(as(this.device).devices().log(this.device.ref())).stream()
				.filter((request) -> request.status() == 404)
				.findFirst(), Optional::isPresent)
			.orElseThrow();
		assertThat(failed.httpMethod()).isEqualTo("GET");
		assertThat(failed.path()).isEqualTo("/devices/" + this.device.id() + "/streams/missing");
		assertThat(failed.timestamp()).isBetween(this.device.created(), Instant.now());
		Awaitility.await()
			.until(() -> get(this.client.devices().log(this.device.ref())).get(0).path().endsWith("/log"));
		failure(M2xForbiddenException.class, as(newDevice()).devices().log(this.device.ref()));
	}

}
