package io.m2x.client.contract;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.m2x.client.blocking.M2xBlockingClient;
import io.m2x.client.devices.Device;
import io.m2x.client.devices.DeviceQuery;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.streams.StreamDefinition;
import io.m2x.client.values.DataPoint;
import io.m2x.client.values.ExportQuery;
import io.m2x.client.values.ExportRow;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The code of the guide's page on blocking applications; it is taken from here.
 */
class BlockingGuideTests extends ContractTests {

	@Test
	void streamsAreLazy() {
		Device device = newDevice();
		DeviceRef ref = device.ref();
		// tag::client[]
		M2xBlockingClient client = M2xBlockingClient.of(this.client);
		// end::client[]
		client.streams().createOrUpdateAll(ref, Map.of("temperature", StreamDefinition.numeric()));
		client.values().writeAll(ref, "temperature", List.of(DataPoint.of(21.5), DataPoint.of(22)));
		// tag::streams[]
		List<String> first = client.devices() // <1>
			.listAll(DeviceQuery.all())
			.map(Device::name)
			.limit(5)
			.toList();
		long rows;
		try (Stream<ExportRow> export = client.values().exportCsv(ref, ExportQuery.all())) { // <2>
			rows = export.filter((row) -> row.values().containsKey("temperature")).count();
		}
		// end::streams[]
		assertThat(first).isNotEmpty();
		assertThat(rows).isEqualTo(2);
	}

}
