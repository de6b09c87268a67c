package io.m2x.client.blocking;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.publisher.Flux;

import io.m2x.client.jobs.Job;
import io.m2x.client.jobs.M2xJobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * How a file is closed.
 */
@Timeout(60)
class BlockingInputStreamTests {

	private static DataBuffer content() {
		return DefaultDataBufferFactory.sharedInstance.wrap("12".getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void closedFileIsNotRead() throws Exception {
		InputStream file = file(Flux.just(content()));
		assertThat(file.read()).isEqualTo('1');
		file.close();
		file.close();
		assertThatIOException().isThrownBy(file::read).withMessage("The stream is closed");
		assertThatIOException().isThrownBy(() -> file.read(new byte[4]));
		assertThatIOException().isThrownBy(file::available);
	}

	@Test
	void fileThatIsClosedUnreadIsNotRead() throws Exception {
		InputStream file = file(Flux.just(content()));
		file.close();
		assertThatIOException().isThrownBy(file::read);
	}

	@Test
	void closeEndsTheWaitOfAnotherThread() throws Exception {
		CountDownLatch waiting = new CountDownLatch(1);
		InputStream file = file(Flux.<DataBuffer>never().doOnRequest((count) -> waiting.countDown()));
		FutureTask<Throwable> reader = new FutureTask<>(() -> catchThrowable(file::read));
		new Thread(reader).start();
		assertThat(waiting.await(20, TimeUnit.SECONDS)).isTrue();
		file.close();
		assertThat(reader.get(20, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
	}

	@Test
	void bufferIsNotReleasedWhileAnotherThreadReadsIt() throws Exception {
		SlowInput input = new SlowInput();
		InputStream file = file(Flux.just(input.buffer()));
		FutureTask<Integer> reader = new FutureTask<>(file::read);
		new Thread(reader).start();
		assertThat(input.reading.await(20, TimeUnit.SECONDS)).isTrue();
		FutureTask<Boolean> closer = new FutureTask<>(() -> {
			file.close();
			return true;
		});
		Thread thread = new Thread(closer);
		thread.start();
		while (thread.isAlive() && thread.getState() != Thread.State.WAITING) {
			Thread.onSpinWait();
		}
		input.go.countDown();
		assertThat(reader.get(20, TimeUnit.SECONDS)).isEqualTo('1');
		assertThat(closer.get(20, TimeUnit.SECONDS)).isTrue();
		assertThat(input.released).isTrue();
		assertThat(input.releasedWhileRead).isFalse();
	}

	private static InputStream file(Flux<DataBuffer> content) throws Exception {
		BlockingMethod method = new BlockingMethod(M2xBlockingJobs.class.getMethod("download", Job.class),
				M2xJobs.class);
		return new BlockingInputStream(new BlockingSubscriber<>(method, content));
	}

	private static final class SlowInput extends InputStream {

		private final CountDownLatch reading = new CountDownLatch(1);

		private final CountDownLatch go = new CountDownLatch(1);

		private final AtomicBoolean released = new AtomicBoolean();

		private final AtomicBoolean releasedWhileRead = new AtomicBoolean();

		DataBuffer buffer() {
			return (DataBuffer) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { DataBuffer.class },
					(proxy, method, arguments) -> this);
		}

		@Override
		public int read() throws IOException {
			this.reading.countDown();
			try {
				this.go.await(20, TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				throw new IOException(ex);
			}
			this.releasedWhileRead.set(this.released.get());
			return '1';
		}

		@Override
		public int read(byte[] target, int offset, int length) throws IOException {
			target[offset] = (byte) read();
			return 1;
		}

		@Override
		public void close() {
			this.released.set(true);
		}

	}

}
