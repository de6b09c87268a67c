package io.m2x.server.web;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Bounds the memory that the bodies of all requests take together, those included that
 * are still on their way. A large body waits, unread, until there is room for the whole
 * of it; a small one always has room, so that large ones can't keep the data of devices
 * out. What comes without a key has a little room of its own, and is refused when that is
 * taken.
 */
final class BodyMemory implements WebFilter, Ordered {

	/** How many bytes of a body are not counted. */
	static final int ALWAYS_FREE = 16 * 1024;

	/** The greatest size of a body that comes without a key. */
	static final int MAX_KEYLESS_SIZE = 64 * 1024;

	private static final String SHARE = BodyMemory.class.getName() + ".share";

	private final int maxBodySize;

	private final Pace.Limits pace;

	private final Duration maxWait;

	private final Room room;

	private final Room keylessRoom;

	/**
	 * Create the memory.
	 * @param maxBodySize the greatest size of a body
	 * @param size the room for large bodies, at least for one
	 * @param keylessSize the room for bodies that come without a key
	 * @param maxWait how long a large body waits for room
	 * @param pace how slowly a body may come
	 */
	BodyMemory(int maxBodySize, long size, long keylessSize, Duration maxWait, Pace.Limits pace) {
		this.maxBodySize = maxBodySize;
		this.pace = pace;
		this.maxWait = maxWait;
		this.room = new Room(size, maxWait);
		this.keylessRoom = new Room(keylessSize, Duration.ZERO);
	}

	@Override
	public int getOrder() {
		return FilterOrder.BODY_MEMORY.getOrder();
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		return chain.filter(exchange).doFinally((signal) -> {
			Room.@Nullable Share share = exchange.getAttribute(SHARE);
			if (share != null) {
				share.giveBack();
			}
		});
	}

	/**
	 * Read the body of a request; its memory is given back with the response.
	 * @param exchange the request and its response
	 * @param keyless whether the request came without a key
	 * @return the whole body
	 */
	Mono<byte[]> read(ServerWebExchange exchange, boolean keyless) {
		HttpHeaders headers = exchange.getRequest().getHeaders();
		long length = headers.containsHeader(HttpHeaders.TRANSFER_ENCODING) ? Body.UNKNOWN
				: Math.max(headers.getContentLength(), 0);
		int max = keyless ? MAX_KEYLESS_SIZE : this.maxBodySize;
		if (length > max) {
			return Mono.error(tooLarge());
		}
		Room.Share share = (keyless ? this.keylessRoom : this.room).share();
		exchange.getAttributes().put(SHARE, share);
		Body body = new Body(share, keyless ? 0 : ALWAYS_FREE, max, length);
		return body.reserve().then(Mono.defer(() -> collect(exchange, body)));
	}

	private Mono<byte[]> collect(ServerWebExchange exchange, Body body) {
		Pace time = new Pace(this.pace, (body.length == Body.UNKNOWN) ? this.maxWait : Duration.ZERO);
		return exchange.getRequest()
			.getBody()
			.doOnNext((buffer) -> time.add(buffer.readableByteCount()))
			.timeout(Mono.delay(time.left()), (buffer) -> Mono.delay(time.left()), Flux.error(BodyMemory::timeout))
			// One after the other: nothing more is read while there is no room for it.
			.concatMap(body::add, 0)
			.then(Mono.fromSupplier(body::content))
			.doOnDiscard(DataBuffer.class, DataBufferUtils::release);
	}

	private static DataBufferLimitException tooLarge() {
		return new DataBufferLimitException("The body is too large");
	}

	private static ApiException timeout() {
		return new ApiException(HttpStatus.REQUEST_TIMEOUT, "Request Timeout",
				"The rest of the body was waited for in vain; send the request again.");
	}

	/**
	 * A body of which some has arrived. It is copied at once, because the network's
	 * buffers may be much larger than what is in them.
	 */
	private static final class Body {

		static final long UNKNOWN = -1;

		private final Room.Share share;

		private final int free;

		private final int max;

		private final long length;

		private final ByteArrayOutputStream content;

		private boolean reserved;

		Body(Room.Share share, int free, int max, long length) {
			this.share = share;
			this.free = free;
			this.max = max;
			this.length = length;
			this.content = new ByteArrayOutputStream((int) Math.max(Math.min(length, free), 0));
		}

		// Room for the whole: two halves could wait for each other.
		Mono<Void> reserve() {
			if (this.length > this.free || (this.length == UNKNOWN && this.free == 0)) {
				this.reserved = true;
				return this.share.take(((this.length == UNKNOWN) ? this.max : this.length) - this.free);
			}
			return Mono.empty();
		}

		Mono<Void> add(DataBuffer buffer) {
			try {
				if (this.content.size() + buffer.readableByteCount() > this.max) {
					return Mono.error(tooLarge());
				}
				byte[] bytes = new byte[buffer.readableByteCount()];
				buffer.read(bytes);
				this.content.writeBytes(bytes);
			}
			finally {
				DataBufferUtils.release(buffer);
			}
			if (this.content.size() <= this.free || this.reserved) {
				return Mono.empty();
			}
			this.reserved = true;
			return this.share.take(this.max - this.free);
		}

		byte[] content() {
			byte[] bytes = this.content.toByteArray();
			this.share.keep(Math.max(bytes.length - this.free, 0));
			return bytes;
		}

	}

	/**
	 * How fast a body comes.
	 */
	static final class Pace {

		private final Limits limits;

		private final Duration extra;

		private final long begin;

		private long received;

		Pace(Limits limits, Duration extra) {
			this.limits = limits;
			this.extra = extra;
			this.begin = limits.nanoTime().getAsLong();
		}

		void add(int bytes) {
			this.received += bytes;
		}

		// Each byte buys a little time, but silence and a byte now and then come to an
		// end.
		Duration left() {
			Duration bought = this.limits.stall().plusMillis(this.received * 1000 / this.limits.minRate());
			Duration allowed = (bought.compareTo(this.limits.whole()) < 0) ? bought : this.limits.whole();
			Duration left = allowed.plus(this.extra).minusNanos(this.limits.nanoTime().getAsLong() - this.begin);
			return left.isNegative() ? Duration.ZERO : left;
		}

		/**
		 * How slowly a body may come.
		 *
		 * @param minRate the least rate in bytes a second
		 * @param stall how long a body may take beyond what that rate allows
		 * @param whole how long a body may take in any case
		 * @param nanoTime the clock
		 */
		record Limits(int minRate, Duration stall, Duration whole, LongSupplier nanoTime) {

		}

	}

}
