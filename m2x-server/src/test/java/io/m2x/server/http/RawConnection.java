package io.m2x.server.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A connection on which a test writes each byte itself, and reads responses strictly.
 */
public final class RawConnection implements AutoCloseable {

	private static final JsonMapper MAPPER = new JsonMapper();

	private final Socket socket;

	private final InputStream input;

	private RawConnection(Socket socket) throws IOException {
		this.socket = socket;
		this.input = new BufferedInputStream(socket.getInputStream());
	}

	public static RawConnection to(String url) throws IOException {
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), URI.create(url).getPort());
		socket.setSoTimeout(20_000);
		socket.setTcpNoDelay(true);
		return new RawConnection(socket);
	}

	public RawConnection send(String text) throws IOException {
		this.socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
		return this;
	}

	public RawConnection sendNoMore() throws IOException {
		this.socket.shutdownOutput();
		return this;
	}

	/**
	 * Read a response to any method but HEAD.
	 */
	public Response read() throws IOException {
		return read(true);
	}

	public Response read(boolean withBody) throws IOException {
		String status = line();
		List<String> headers = new ArrayList<>();
		for (String line = line(); !line.isEmpty(); line = line()) {
			headers.add(line);
		}
		Response response = new Response(status, headers, "");
		int code = response.status();
		if (!withBody || code == 204 || code == 304 || code < 200) {
			return response;
		}
		return new Response(status, headers, new String(body(response), StandardCharsets.ISO_8859_1));
	}

	private byte[] body(Response response) throws IOException {
		if ("chunked".equalsIgnoreCase(response.header("transfer-encoding"))) {
			ByteArrayOutputStream body = new ByteArrayOutputStream();
			for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
				body.write(this.input.readNBytes(size));
				line();
			}
			line();
			return body.toByteArray();
		}
		String length = response.header("content-length");
		return (length != null) ? this.input.readNBytes(Integer.parseInt(length)) : this.input.readAllBytes();
	}

	private String line() throws IOException {
		StringBuilder line = new StringBuilder();
		for (int next = this.input.read(); next != '\n'; next = this.input.read()) {
			if (next < 0) {
				throw new IOException("Closed after '" + line + "'");
			}
			line.append((char) next);
		}
		if (line.isEmpty() || line.charAt(line.length() - 1) != '\r') {
			throw new IOException("A line without CR: " + line);
		}
		return line.substring(0, line.length() - 1);
	}

	/**
	 * Return whether nothing has come from the server that was not read.
	 */
	public boolean isSilent() throws IOException {
		return this.input.available() == 0;
	}

	/**
	 * Wait until the server closes the connection.
	 * @return whether it did without another byte
	 */
	public boolean isClosed() throws IOException {
		try {
			return this.input.read() < 0;
		}
		catch (SocketException ex) {
			return true;
		}
	}

	/**
	 * Close the connection in a way that the server sees as a failure.
	 */
	public void reset() throws IOException {
		this.socket.setSoLinger(true, 0);
		this.socket.close();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

	/**
	 * What came back.
	 */
	public record Response(String line, List<String> headers, String bytes) {

		public int status() {
			return Integer.parseInt(this.line.substring(9, 12));
		}

		public String header(String name) {
			return this.headers.stream()
				.filter((header) -> header.regionMatches(true, 0, name + ":", 0, name.length() + 1))
				.map((header) -> header.substring(name.length() + 1).strip())
				.findFirst()
				.orElse(null);
		}

		// A character is a byte.
		public byte[] content() {
			return this.bytes.getBytes(StandardCharsets.ISO_8859_1);
		}

		public String body() {
			return new String(content(), StandardCharsets.UTF_8);
		}

		public JsonNode json() {
			return MAPPER.readTree(content());
		}

		@Override
		public String toString() {
			return this.line + " " + this.headers + " " + body();
		}

	}

}
