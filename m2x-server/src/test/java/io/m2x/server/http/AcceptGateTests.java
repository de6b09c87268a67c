package io.m2x.server.http;

import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AcceptGateTests {

	@Test
	void nothingIsAcceptedWhileTooManyAreOpen() {
		EmbeddedChannel listener = new EmbeddedChannel(new AcceptGate(2));
		EmbeddedChannel first = new EmbeddedChannel();
		EmbeddedChannel second = new EmbeddedChannel();
		listener.writeInbound(first);
		assertThat(listener.config().isAutoRead()).isTrue();
		listener.writeInbound(second);
		assertThat(listener.config().isAutoRead()).isFalse();
		assertThat(listener.inboundMessages()).containsExactly(first, second);
		first.close().syncUninterruptibly();
		assertThat(listener.config().isAutoRead()).isTrue();
		second.close().syncUninterruptibly();
		assertThat(listener.config().isAutoRead()).isTrue();
	}

	@Test
	void connectionThatIsClosedAlreadyTakesNoRoom() {
		EmbeddedChannel listener = new EmbeddedChannel(new AcceptGate(1));
		EmbeddedChannel closed = new EmbeddedChannel();
		closed.close().syncUninterruptibly();
		listener.writeInbound(closed);
		assertThat(listener.config().isAutoRead()).isTrue();
	}

}
