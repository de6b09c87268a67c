package io.m2x.server.distributions;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import io.m2x.server.web.ApiRequest;

/**
 * A distribution in the form of the API's JSON.
 *
 * @param id the id, 32 hex digits
 * @param name the name
 * @param description what it is
 * @param visibility {@code public} or {@code private}
 * @param serial always {@code null}; only the devices of a distribution have serials
 * @param status {@code enabled} or {@code disabled}
 * @param tags the tags
 * @param url the address of the distribution
 * @param key its primary key
 * @param created the time of creation
 * @param updated the time of the last edit
 * @param metadata the metadata, left out when {@code null}
 * @param devices how many devices there are
 */
record DistributionView(String id, String name, @Nullable String description, String visibility,
		@Nullable String serial, String status, List<String> tags, String url, @Nullable String key, Instant created,
		Instant updated, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, String> metadata,
		DeviceCounts devices) {

	static DistributionView of(Distribution distribution, List<String> tags, @Nullable Map<String, String> metadata,
			ApiRequest request) {
		return new DistributionView(distribution.id(), distribution.name(), distribution.description(),
				distribution.visibility(), null, distribution.status(), tags,
				request.url("distributions", distribution.id()), distribution.key(),
				Instant.ofEpochMilli(distribution.createdAt()), Instant.ofEpochMilli(distribution.updatedAt()),
				metadata, DeviceCounts.allRegistered(distribution.deviceCount()));
	}

	// Contains no key, since bodies may be logged.
	@Override
	public String toString() {
		return "DistributionView[" + this.id + "]";
	}

	/**
	 * How many devices there are. Every device of this server was added with its serial,
	 * so all of them are registered.
	 *
	 * @param total how many there are
	 * @param registered how many of them are registered
	 * @param unregistered how many of them are not
	 */
	record DeviceCounts(long total, long registered, long unregistered) {

		static DeviceCounts allRegistered(long total) {
			return new DeviceCounts(total, total, 0);
		}

	}

}
