package io.m2x.spring.boot.secrets;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Recorded output of an application to search for secrets.
 */
final class RecordedOutput {

	private static final int CONTEXT = 160;

	private static final int MAX_FINDINGS_PER_SOURCE = 5;

	private final Map<String, Queue<String>> texts = new ConcurrentHashMap<>();

	void add(String source, Object text) {
		this.texts.computeIfAbsent(source, (name) -> new ConcurrentLinkedQueue<>()).add(String.valueOf(text));
	}

	void addFailure(String source, Throwable failure) {
		StringWriter writer = new StringWriter();
		failure.printStackTrace(new PrintWriter(writer));
		add(source, writer);
		add(source, failure.getLocalizedMessage());
	}

	Set<String> sources() {
		return new TreeSet<>(this.texts.keySet());
	}

	String of(String source) {
		return String.join("\n", this.texts.get(source));
	}

	/**
	 * Search for secrets, ignoring case.
	 * @param secrets the secrets by kind
	 * @return each occurrence with the surrounding text
	 */
	List<String> search(Map<String, ? extends Collection<String>> secrets) {
		List<String> findings = new ArrayList<>();
		sources().forEach((source) -> {
			String searched = of(source).toLowerCase(Locale.ROOT);
			secrets.forEach((kind, values) -> values
				.forEach((secret) -> find(source, searched, kind, secret.toLowerCase(Locale.ROOT), findings)));
		});
		return findings;
	}

	private static void find(String source, String text, String kind, String secret, List<String> findings) {
		int count = 0;
		for (int start = text.indexOf(secret); start >= 0; start = text.indexOf(secret, start + secret.length())) {
			if (++count <= MAX_FINDINGS_PER_SOURCE) {
				String around = text.substring(Math.max(0, start - CONTEXT),
						Math.min(text.length(), start + secret.length() + CONTEXT));
				findings.add(
						kind + " in " + source + ": …" + around.replace(secret, "<KEY>").replaceAll("\\s+", " ") + "…");
			}
		}
	}

}
