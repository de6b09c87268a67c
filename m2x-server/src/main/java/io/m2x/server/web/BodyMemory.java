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
 * Limits the memory for the bodies of all requests in flight. A large body is not read
 * before there is memory for all of it. A small body never waits, so that large ones
 * can't delay the data of devices. Requests without a key share a small budget of their
 * own and are rejected when it is used up.
 */
final class BodyMemory implements WebFilter, Ordered {

	/** The number of bytes of each body that are not counted. */
	static final int UNCOUNTED = 16 * 1024;

	/** The greatest size of a body that comes without a key. */
	static final int MAX_ANONYMOUS_SIZE = 64 * 1024;

	private static final String RESERVATION = BodyMemory.class.getName() + ".reservation";

	private final int maxBodySize;

	private final Pace.Limits pace;

	private final Duration maxWait;

	private final MemoryBudget budget;

	private final MemoryBudget anonymousBudget;

	/**
	 * Create the budgets.
	 * @param maxBodySize the greatest size of a body
	 * @param size the budget for large bodies, at least for one
	 * @param anonymousSize the budget for bodies of requests without a key
	 * @param maxWait how long a large body waits for memory
	 * @param pace how slowly a body may come
	 */
	BodyMemory(int maxBodySize, long size, long anonymousSize, Duration maxWait, Pace.Limits pace) {
		this.maxBodySize = maxBodySize;
		this.pace = pace;
		this.maxWait = maxWait;
		this.budget = new MemoryBudget(size, maxWait);
		this.anonymousBudget = new MemoryBudget(anonymousSize, Duration.ZERO);
	}

	@Override
	public int getOrder() {
		return FilterOrder.BODY_MEMORY.getOrder();
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		return chain.filter(exchange).doFinally((signal) -> {
			MemoryBudget.@Nullable Reservation reservation = exchange.getAttribute(RESERVATION);
			if (reservation != null) {
				reservation.release();
			}
		});
	}

	/**
	 * Read the body of a request. Its memory is released with the response.
	 * @param exchange the request and its response
	 * @param anonymous whether the request came without a key
	 * @return the whole body
	 */
	Mono<byte[]> read(ServerWebExchange exchange, boolean anonymous) {
		HttpHeaders headers = exchange.getRequest().getHeaders();
		long length = headers.containsHeader(HttpHeaders.TRANSFER_ENCODING) ? Body.UNKNOWN
				: Math.max(headers.getContentLength(), 0);
		int max = anonymous ? MAX_ANONYMOUS_SIZE : this.maxBodySize;
		if (length > max) {
			return Mono.error(tooLarge());
		}
		MemoryBudget.Reservation reservation = (anonymous ? this.anonymousBudget : this.budget).reservation();
		exchange.getAttributes().put(RESERVATION, reservation);
		Body body = new Body(reservation, anonymous ? 0 : UNCOUNTED, max, length);
		return body.reserve().then(Mono.defer(() -> collect(exchange, body)));
	}

	private Mono<byte[]> collect(ServerWebExchange exchange, Body body) {
		Pace time = new Pace(this.pace, (body.length == Body.UNKNOWN) ? this.maxWait : Duration.ZERO);
		return exchange.getRequest()
			.getBody()
			.doOnNext((buffer) -> time.add(buffer.readableByteCount()))
			.timeout(Mono.delay(time.left()), (buffer) -> Mono.delay(time.left()), Flux.error(BodyMemory::timeout))
			// One after the other: nothing more is read before there is memory for it.
			.concatMap(body::add, 0)
			.then(Mono.fromSupplier(body::content))
			.doOnDiscard(DataBuffer.class, DataBufferUtils::release);
	}

	private static DataBufferLimitException tooLarge() {
		return new DataBufferLimitException("The body is too large");
	}

	private static ApiException timeout() {
		return new ApiException(HttpStatus.REQUEST_TIMEOUT, "Request Timeout",
				"The rest of the body did not arrive in time; send the request again.");
	}

	/**
	 * Collects a body. Copies each part at once, because the network's buffers may be
	 * much larger than their content.
	 */
	private static final class Body {

		static final long UNKNOWN = -1;

		private final MemoryBudget.Reservation reservation;

		private final int free;

		private final int max;

		private final long length;

		private final ByteArrayOutputStream content;

		private boolean reserved;

		Body(MemoryBudget.Reservation reservation, int free, int max, long length) {
			this.reservation = reservation;
			this.free = free;
			this.max = max;
			this.length = length;
			this.content = new ByteArrayOutputStream((int) Math.max(Math.min(length, free), 0));
		}

		// Reserves memory for the whole body: two halves could wait for each other.
		Mono<Void> reserve() {
			if (this.length > this.free || (this.length == UNKNOWN && this.free == 0)) {
				this.reserved = true;
				return this.reservation.acquire(((this.length == UNKNOWN) ? this.max : this.length) - this.free);
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
			return this.reservation.acquire(this.max - this.free);
		}

		byte[] content() {
			byte[] bytes = this.content.toByteArray();
			this.reservation.shrink(Math.max(bytes.length - this.free, 0));
			return bytes;
		}

	}

	/**
	 * Measures how fast a body comes.
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

		// Each byte extends the time a little, but a byte now and then is not enough.
		Duration left() {
			Duration bought = this.limits.stall().plusMillis(this.received * 1000 / this.limits.minRate());
			Duration allowed = (bought.compareTo(this.limits.whole()) < 0) ? bought : this.limits.whole();
			Duration left = allowed.plus(this.extra).minusNanos(this.limits.nanoTime().getAsLong() - this.begin);
			return left.isNegative() ? Duration.ZERO : left;
		}

		/**
		 * Limits how slowly a body may come.
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
