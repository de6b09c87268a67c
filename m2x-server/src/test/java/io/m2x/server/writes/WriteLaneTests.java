package io.m2x.server.writes;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

import io.m2x.server.access.DeviceName;
import io.m2x.server.access.DeviceScope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class WriteLaneTests {

	private final List<DataWrite> finished = new ArrayList<>();

	private static DataWrite write(MonoSink<Void> sink) {
		DataWrite write = new DataWrite(null, new DeviceName(1L, "d"), 0,
				(destination) -> new Sent(List.of(), List.of()), sink);
		write.read(null, null, new Destination(new DeviceScope(1, "d", true, null), Map.of()));
		return write;
	}

	@Test
	void errorReachesClientsThatAreStillThereAndThoseThatAreGone() {
		Queue<Runnable> tasks = new ArrayDeque<>();
		WriteLane lane = new WriteLane(tasks::add, (group) -> {
			throw new NoClassDefFoundError("x");
		}, (group) -> group.forEach(DataWrite::respond));
		Mono.<Void>create((sink) -> lane.add(write(sink))).subscribe().dispose();
		CompletableFuture<Void> there = Mono.<Void>create((sink) -> lane.add(write(sink))).toFuture();
		tasks.remove().run();
		assertThatIllegalStateException().isThrownBy(() -> Mono.fromFuture(there).block())
			.withCauseInstanceOf(NoClassDefFoundError.class);
	}

	@Test
	void writeThatIsRefusedLeavesNothingBehind() {
		Queue<Runnable> tasks = new ArrayDeque<>();
		boolean[] closed = { true };
		WriteLane lane = new WriteLane((task) -> {
			if (closed[0]) {
				throw new RejectedExecutionException("closed");
			}
			tasks.add(task);
		}, (group) -> {
		}, this.finished::addAll);
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> lane.add(write(null)));
		}
		closed[0] = false;
		DataWrite last = write(null);
		lane.add(last);
		tasks.remove().run();
		assertThat(this.finished).containsExactly(last);
	}

	@Test
	void writesThatReliedOnARefusedOneAreRefusedToo() {
		List<WriteLane> lanes = new ArrayList<>();
		DataWrite other = write(null);
		WriteLane lane = new WriteLane((task) -> {
			if (!other.hasFailed()) {
				lanes.get(0).add(other);
			}
			throw new RejectedExecutionException("closed");
		}, (group) -> {
		}, this.finished::addAll);
		lanes.add(lane);
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> lane.add(write(null)));
		assertThat(this.finished).containsExactly(other);
		assertThat(other.hasFailed()).isTrue();
	}

}
