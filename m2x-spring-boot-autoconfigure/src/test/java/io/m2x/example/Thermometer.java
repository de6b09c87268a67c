package io.m2x.example;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

import io.m2x.client.model.DeviceRef;
import io.m2x.client.streams.M2xStreams;
import io.m2x.client.streams.StreamDefinition;
import io.m2x.client.values.M2xValues;

// tag::thermometer[]
@Component
class Thermometer {

	private final M2xStreams streams;

	private final M2xValues values;

	Thermometer(M2xStreams streams, M2xValues values) {
		this.streams = streams;
		this.values = values;
	}

	Mono<Void> report(DeviceRef device, double celsius) {
		return this.streams.createOrUpdate(device, "temperature", StreamDefinition.numeric())
			.then(this.values.write(device, "temperature", celsius));
	}

}
// end::thermometer[]
