package io.m2x.server.web;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;

import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Bounds the memory that the bodies of all requests take together, those included that
 * are still on their way. A large body for which there is no room is turned away; a small
 * one always has room, so that large ones can't keep the data of devices out.
 */
@Order(-25)
final class BodyMemory implements WebFilter {

	/** How many bytes of a body are not counted. */
	static final int ALWAYS_FREE = 16 * 1024;

	private static final String SHARE = BodyMemory.class.getName() + ".share";

	private final int maxBodySize;

	private final Duration maxSilence;

	private final AtomicLong free;

	BodyMemory(int maxBodySize, long size, Duration maxSilence) {
		this.maxBodySize = maxBodySize;
		this.maxSilence = maxSilence;
		this.free = new AtomicLong(size);
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		Share share = new Share();
		exchange.getAttributes().put(SHARE, share);
		return chain.filter(exchange).doFinally((signal) -> share.giveBack());
	}

	// Read the body of a request; its memory is given back with the answer.
	Mono<byte[]> read(ServerWebExchange exchange) {
		Share share = exchange.getRequiredAttribute(SHARE);
		return exchange.getRequest()
			.getBody()
			.timeout(this.maxSilence, Flux.error(BodyMemory::timeout))
			.collect(() -> new Body(share), Body::add)
			.map((body) -> body.content.toByteArray())
			.doOnDiscard(DataBuffer.class, DataBufferUtils::release);
	}

	private static ApiException timeout() {
		return new ApiException(HttpStatus.REQUEST_TIMEOUT, "Request Timeout",
				"The rest of the body was waited for in vain; send the request again.");
	}

	/**
	 * What one request has taken of the memory.
	 */
	private final class Share {

		private long taken;

		private boolean over;

		synchronized void take(int bytes) {
			if (bytes == 0) {
				return;
			}
			this.taken += bytes;
			if (BodyMemory.this.free.addAndGet(-bytes) < 0 || this.over) {
				giveBack();
				throw new RejectedExecutionException("There is no room for a large body");
			}
		}

		synchronized void giveBack() {
			this.over = true;
			BodyMemory.this.free.addAndGet(this.taken);
			this.taken = 0;
		}

	}

	/**
	 * A body of which some has arrived. It is copied at once, because the network's
	 * buffers may be much larger than what is in them.
	 */
	private final class Body {

		private final ByteArrayOutputStream content = new ByteArrayOutputStream();

		private final Share share;

		Body(Share share) {
			this.share = share;
		}

		// A buffer that is refused is discarded by the flow, and released there.
		void add(DataBuffer buffer) {
			int size = this.content.size() + buffer.readableByteCount();
			if (size > BodyMemory.this.maxBodySize) {
				throw new DataBufferLimitException("The body is too large");
			}
			this.share.take(Math.max(size - ALWAYS_FREE, 0) - Math.max(this.content.size() - ALWAYS_FREE, 0));
			byte[] bytes = new byte[buffer.readableByteCount()];
			buffer.read(bytes);
			DataBufferUtils.release(buffer);
			this.content.writeBytes(bytes);
		}

	}

}
