#!/usr/bin/env bash
# Reactor Netty's HTTP client takes an interim response for the final one.
#
# Versions: io.projectreactor.netty:reactor-netty-http 1.3.6 (Netty 4.2.15.Final), JDK 17.
# Expected: RFC 9110, 15.2: a client must be able to parse one or more 1xx responses before the final one, even if it does not
#           expect them, and may ignore them. So "102 Processing" or "103 Early Hints", then "200 OK" with a body, is a 200 with that body.
# Seen:     "100 Continue" is passed over; 102 and 103 are handed to the application as THE response, without a body. The 200 is lost.
# Matters:  proxies and CDNs send 103 (Early Hints) on their own, and WebDAV-like servers send 102. A caller that asks for
#           "not an error" instead of for 2xx takes the request for done, although its real response may have been a 500.
# Needs:    a JDK (17 or newer) and Maven. Fails if the behaviour changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>io.projectreactor.netty</groupId><artifactId>reactor-netty-http</artifactId><version>1.3.6</version></dependency>
  </dependencies>
</project>
POM
mvn -B -ntp -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=lib

cat >Finding.java <<'JAVA'
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import reactor.netty.http.client.HttpClient;

class Finding {

	public static void main(String[] args) throws Exception {
		for (String interim : new String[] { "100 Continue", "102 Processing", "103 Early Hints" }) {
			try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
				Thread thread = new Thread(() -> answer(server, interim));
				thread.start();
				String seen = HttpClient.newConnection()
					.responseTimeout(Duration.ofSeconds(5))
					.get()
					.uri("http://127.0.0.1:" + server.getLocalPort() + "/")
					.responseSingle((response, body) -> body.asString()
						.defaultIfEmpty("nothing")
						.map((text) -> response.status().code() + " with " + text))
					.block(Duration.ofSeconds(10));
				System.out.println(interim.substring(0, 3) + " -> " + seen);
				thread.join();
			}
		}
	}

	private static void answer(ServerSocket server, String interim) {
		try (Socket socket = server.accept()) {
			byte[] request = new byte[8192];
			socket.getInputStream().read(request);
			socket.getOutputStream()
				.write(("HTTP/1.1 " + interim + "\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\ndone")
					.getBytes(StandardCharsets.US_ASCII));
			// Until the client closes.
			while (socket.getInputStream().read(request) >= 0) {
			}
		}
		catch (java.io.IOException ex) {
			// The client has gone.
		}
	}

}
JAVA
javac -cp 'lib/*' Finding.java
java -cp 'lib/*:.' Finding 2>/dev/null | tee seen
diff seen - <<'SEEN' || { echo "The behaviour has changed." >&2; exit 1; }
100 -> 200 with done
102 -> 102 with nothing
103 -> 103 with nothing
SEEN
echo "As described."
