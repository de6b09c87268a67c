package io.m2x.client.commands;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Cleans up the texts that commands and acknowledgements carry.
 */
final class CommandData {

	private CommandData() {
	}

	static Map<String, String> present(@Nullable Map<String, ? extends @Nullable String> data) {
		Map<String, String> present = new LinkedHashMap<>();
		if (data != null) {
			data.forEach((name, text) -> {
				if (text != null) {
					present.put(name, text);
				}
			});
		}
		return Collections.unmodifiableMap(present);
	}

}
